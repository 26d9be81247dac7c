"""The second step: every mention of every actor and issue, known or told of by this text alone."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from stance.composed import Roles, RoleUse, backed, compose, country_of, lone_roles, role_after, side_of
from stance.finder import Finder, Match
from stance.localnames import LocalNames, acronym_after, runs, surname_of
from stance.mentions import Mention, choose, in_office, is_place, mention, token_span
from stance.registry import Actor, Alias, Registry
from stance.seeds import Seeds, slug
from stance.text import Document, Sentence

__all__ = ["ActorFinder", "Mention", "Reading", "in_office"]


@dataclass
class Reading:
    """The mentions of a text in order of place, and the actors and issues they name, by id."""

    mentions: list[Mention] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    issues: dict[str, str] = field(default_factory=dict)


class ActorFinder:
    """Finds the mentions of a text; built once, shared by all threads."""

    def __init__(self, registry: Registry, seeds: Seeds) -> None:
        """
        Compile the registry's names.

        :param registry: The known actors and issues.
        :param seeds: The loaded tables.
        """
        self.registry = registry
        self._finder = Finder(registry.aliases)
        self._roles = Roles(seeds)
        speech = frozenset(form for cue in seeds.cues if cue.quote or cue.that for form in cue.forms if " " not in form)
        self._local = LocalNames(seeds, speech)
        self._given = seeds.given_names

    def read(self, document: Document, request: Registry, published: str | None = None) -> Reading:
        """
        Find every mention.

        :param document: The text.
        :param request: What the caller adds; its names come before the known ones.
        :param published: The text's date as ISO date; today where None.
        :return: The mentions, without overlap, in order of place.
        """
        return _Pass(self, document, request, published or datetime.now(UTC).date().isoformat()).run()


class _Pass:
    """One text on its way through the finder."""

    def __init__(self, finder: ActorFinder, document: Document, request: Registry, published: str) -> None:
        self.f = finder
        self.document = document
        self.request = request
        self.published = published
        self.reading = Reading()
        self.taken: dict[int, int] = {}
        self.countries: Counter[str] = Counter()
        self.explicit: dict[str, str] = {}

    def run(self) -> Reading:
        if self.request.aliases:
            for match in Finder(self.request.aliases).find(self.document):
                alias = match.aliases[0]
                self._add(token_span(self.document, match), alias.what, alias.id, "name")
        matches = [match for match in self.f._finder.find(self.document) if not self._overlaps(match)]  # noqa: SLF001
        self._known(matches)
        self._lone_roles()
        self._local()
        self.reading.mentions.sort(key=lambda m: m.first)
        return self.reading

    def _overlaps(self, match: Match) -> bool:
        first, last = token_span(self.document, match)
        return any(token in self.taken for token in range(first, last))

    def _add(self, span: tuple[int, int], kind: str, identifier: str, form: str) -> None:
        if span[1] <= span[0] or any(token in self.taken for token in range(*span)):
            return
        if self.document.sentence_of(span[0]) != self.document.sentence_of(span[1] - 1):
            return
        self.reading.mentions.append(mention(self.document, span, kind, identifier, form))
        for token in range(*span):
            self.taken[token] = len(self.reading.mentions) - 1
        if kind == "issue":
            known = self.request.issues.get(identifier) or self.f.registry.issues[identifier]
            self.reading.issues.setdefault(identifier, known)
        elif identifier not in self.reading.actors:
            self.reading.actors[identifier] = self.request.actors.get(identifier) or self.f.registry.actors[identifier]

    def _block(self, span: tuple[int, int]) -> None:
        """Keep tokens that name a place, or describe, from being read as anybody's name."""
        for token in range(*span):
            self.taken.setdefault(token, -1)

    def _add_actor(self, span: tuple[int, int], actor: Actor, form: str) -> None:
        self.reading.actors.setdefault(actor.id, actor)
        self._add(span, "actor", actor.id, form)

    # Known names -----------------------------------------------------------------------------------------------------

    def _known(self, matches: list[Match]) -> None:
        document, registry = self.document, self.f.registry
        in_full = {alias.id for match in matches for alias in match.aliases if not alias.short}
        for match in matches:
            for alias in match.aliases:
                if alias.id in registry.states:
                    self.countries[alias.id] += 1
        starts = {token_span(document, match)[0] for match in matches}
        for match in matches:
            span = token_span(document, match)
            alias = choose(match.aliases, registry.actors, in_full, self.published)
            if alias is None or span[0] in self.taken:
                continue
            if alias.what == "issue":
                self._add(span, "issue", alias.id, "name")
            elif not (alias.short and self._other_person(span, alias, starts)):
                self._known_actor(span, alias)

    def _other_person(self, span: tuple[int, int], alias: Alias, starts: set[int]) -> bool:
        """Tell a bare surname that belongs to a longer name: "Michelle Obama", "Clinton Foundation"."""
        document = self.document
        sentence = document.sentences[document.sentence_of(span[0])]
        before = span[0] - 1
        if before >= sentence.first and before not in self.taken and document.words[before][0].isupper():
            full = self.f.registry.actors[alias.id].name.split()[0]
            if document.lowers[before] in self.f._given and document.words[before] != full:  # noqa: SLF001
                return True
        after = span[1]
        named = after < sentence.last and document.words[after][0].isupper() and after not in starts
        return named and document.lowers[after] in self.f._local._bodies  # noqa: SLF001

    def _known_actor(self, span: tuple[int, int], alias: Alias) -> None:
        document, registry = self.document, self.f.registry
        sentence = document.sentences[document.sentence_of(span[0])]
        use = None
        if alias.what == "adjective" or document.lowers[span[1] : span[1] + 1] == ("'s",) or alias.place:
            use = self._joint_role(span, alias, sentence)
        elif document.lowers[span[1] : span[1] + 1] != ("'s",):
            use = self.f._roles.at(document, span[1], sentence.last) if span[1] < sentence.last else None  # noqa: SLF001
        if use is not None and self._names_person(use, sentence):
            # "Russian President Vladimir Putin": the name that follows is the actor, the phrase before it his title.
            return
        if use is not None:
            actor = compose(registry, alias.id, use, self.published)
            if actor is not None:
                self._note_side(alias.id, use)
                own = use.first if document.lowers[use.first - 1] in {",", "and"} else span[0]
                whole = (own, use.last) if use.first - span[1] < 4 and alias.what == "adjective" else (span[0], use.last)
                self._add_actor(whole, actor, "composed")
                return
        if alias.what == "adjective":
            if backed(document, span[1]):
                self._add(span, "actor", alias.id, "name")
            else:
                self._block(span)
            return
        if alias.what == "people":
            self._add_actor(span, side_of(registry, alias.id, "civilians"), "name")
            return
        capital_like = alias.place and alias.text != registry.actors[alias.id].name
        if alias.place and not backed(document, span[1]):
            acronym = alias.text.replace(".", "").isupper()
            if is_place(document, span[0], span[1], capital_like and not acronym):
                self._block(span)
                return
        self._add(span, "actor", alias.id, "name")

    def _joint_role(self, span: tuple[int, int], alias: Alias, sentence: Sentence) -> RoleUse | None:
        """Find the role noun of an owner, or the one it shares: "the U.S. and Russian foreign ministers"."""
        document, roles = self.document, self.f._roles  # noqa: SLF001
        use = role_after(document, roles, span[1], sentence.last)
        if use is not None:
            return use
        if document.lowers[span[1] : span[1] + 1] in {("and",), (",",)} and span[1] + 2 < sentence.last:
            following = span[1] + 1
            if document.words[following][0].isupper() and (alias.what == "adjective" or alias.text.replace(".", "").isupper()):
                shared = role_after(document, roles, following + 1, sentence.last)
                if shared is not None and not shared.singular:
                    return RoleUse(span[1], span[1], shared.noun, shared.kind, shared.singular)
        return None

    def _names_person(self, use: RoleUse, sentence: Sentence) -> bool:
        after = use.last
        if after + 1 < sentence.last and self.document.lowers[after] == ".":
            after += 1
        if after >= sentence.last or not use.singular:
            return False
        return self.document.words[after][0].isupper() and len(self.document.words[after]) > 1

    def _note_side(self, owner: str, use: RoleUse) -> None:
        government = self.f.registry.state_of(owner)
        if government is not None and (use.kind != "government" or use.noun.split()[-1] in _GOVERNMENTS):
            self.explicit.setdefault(use.kind, government)

    # Role nouns that stand alone -------------------------------------------------------------------------------------

    def _lone_roles(self) -> None:
        document, registry = self.document, self.f.registry
        for found in self.reading.mentions:
            government = registry.state_of(found.id) if found.kind == "actor" else None
            if government is not None:
                self.countries[government] += 1
                if found.id == government and document.lowers[found.last - 1] in _GOVERNMENTS:
                    self.explicit.setdefault("government", government)
        for actor_id in self.reading.actors:
            for kind in _SIDES:
                government = f"{actor_id.removesuffix('-' + kind)}-government"
                if actor_id.endswith(f"-{kind}") and government in registry.states:
                    self.explicit.setdefault(kind, government)
        for use in lone_roles(document, self.f._roles, self.taken):  # noqa: SLF001
            country = country_of(self.countries, registry, use.kind, self.explicit)
            if country is None:
                identifier = f"the-{use.kind}"
                self._add_actor((use.first, use.last), Actor(identifier, use.noun, use.kind, None, "text"), "role")
            else:
                self._add_actor((use.first, use.last), side_of(registry, country, use.kind), "role")

    # Names that only this text tells ---------------------------------------------------------------------------------

    def _local(self) -> None:
        document = self.document
        short: dict[tuple[str, ...], str] = {}
        for found in list(self.reading.mentions):
            if found.kind == "actor" and found.form == "name":
                self._learn(found.first, found.last, found.id, short)
        pending = [(sentence, run) for sentence in document.sentences for run in runs(document, sentence, self.taken)]
        left: list[tuple[int, int]] = []
        for sentence, run in pending:
            name = self.f._local.classify(document, sentence, run)  # noqa: SLF001
            words = document.lowers[run.first : run.last]
            if words in short:
                left.append((run.first, run.last))
                continue
            if name is None or self._is_heading(sentence):
                left.append((run.first, run.last))
                continue
            span = (name.run.first, name.run.last)
            known = short.get(document.lowers[span[0] : span[1]])
            if known is not None:
                self._add(span, "actor", known, "surname")
                continue
            identifier = slug(document.straight[document.starts[span[0]] : document.ends[span[1] - 1]])
            if not identifier:
                continue
            text = " ".join(document.text[document.starts[span[0]] : document.ends[span[1] - 1]].split())
            actor = self.reading.actors.get(identifier) or self.f.registry.actors.get(identifier)
            self._add_actor(span, actor or Actor(identifier, text, name.kind, None, "text"), "local")
            self._learn(span[0], span[1], identifier, short)
        for first, last in left:
            known = short.get(document.lowers[first:last])
            if known is not None:
                self._add((first, last), "actor", known, "surname")

    def _is_heading(self, sentence: Sentence) -> bool:
        """Tell a line in capitals, where a capital letter tells nothing."""
        words = [word for word in self.document.words[sentence.first : sentence.last] if len(word) > 3 and word.isalpha()]
        return len(words) < 12 and all(word[0].isupper() for word in words) and self.document.words[sentence.last - 1] not in '.!?"'

    def _learn(self, first: int, last: int, identifier: str, short: dict[tuple[str, ...], str]) -> None:
        """Remember the acronym that a bracket introduces, and the surname of a person named in full."""
        document = self.document
        actor = self.reading.actors[identifier]
        end = document.sentences[document.sentence_of(first)].last
        acronym = acronym_after(document, last, end)
        if acronym is not None and acronym[0] not in self.taken:
            short.setdefault((acronym[1].lower(),), identifier)
            self._add((acronym[0], acronym[0] + 1), "actor", identifier, "acronym")
        words = document.lowers[first:last]
        if actor.kind == "person" and len(words) > 1:
            surname = surname_of(words)
            short.setdefault(surname, identifier)
            if surname[0] in {"al", "el"}:
                short.setdefault(surname[2:] if surname[1:2] == ("-",) else surname[1:], identifier)
        short.setdefault(words, identifier)
        if actor.kind == "person" and len(words) > 1:
            # "Ban told Kerry", "Jessica said": the first word alone, once the full name has been given.
            short.setdefault(words[:1], identifier)


_GOVERNMENTS = frozenset(("government", "regime", "authorities"))
_SIDES = frozenset(("military", "police", "legislature", "judiciary", "rebels", "opposition", "protesters"))
