"""Known names in a text: the registry's actors and issues, alone or together with a role noun."""

from collections import Counter
from collections.abc import Iterable

from stance.capitals import CALENDAR
from stance.composed import Roles, RoleUse, backed, compose, country_of, lone_roles, role_after, side_of, side_of_text
from stance.describingnames import is_party_of, is_title, within_name
from stance.finder import Finder
from stance.localroles import role_in
from stance.mentions import Draft, Span, choose, token_span
from stance.offices import leader_at
from stance.places import is_place, points_somewhere, stands_as_noun
from stance.registry import Alias, Registry
from stance.seeds import Seeds
from stance.text import Document, Sentence

_GOVERNMENTS = frozenset(("government", "regime", "authorities"))
# How many times more often than any other a country is named that a text is about.
_SURELY_ABOUT = 2
_SIDES = frozenset(("military", "police", "legislature", "judiciary", "rebels", "opposition", "protesters"))


class KnownNames:
    """Marks what the registry knows; built once, shared by all threads."""

    def __init__(self, registry: Registry, seeds: Seeds) -> None:
        """
        Compile the registry's names and the role nouns.

        :param registry: The known actors and issues.
        :param seeds: The loaded tables.
        """
        self.registry = registry
        self.roles = Roles(seeds)
        self.given_names = seeds.given_names
        self.bodies = frozenset(seeds.bodies)
        self.offices = frozenset(role.split()[0] for state in seeds.states for role in (one.role for one in state.leaders))
        self.titles = frozenset(title.rsplit(" ", 1)[-1].rstrip(".") for title in seeds.titles)
        self.common = seeds.common_words
        self.deeds = frozenset(
            form for deed in seeds.national_deeds for form in (tuple(deed.split()), (*deed.split()[:-1], deed.split()[-1] + "s"))
        )
        self._finder = Finder(registry.aliases)

    def mark(self, draft: Draft, title: Document | None = None) -> None:
        """
        Mark every known name, then the role nouns that stand alone.

        :param draft: The reading so far; what is marked already stays.
        :param title: The text's title, which helps to tell what country the text is about.
        """
        marking = _Marking(self, draft)
        for match in self._finder.find(title) if title is not None else ():
            marking.count(match.aliases)
        marking.run(self._finder)


class _Marking:
    """One text on its way through the known names."""

    def __init__(self, known: KnownNames, draft: Draft) -> None:
        self.known = known
        self.registry = known.registry
        self.draft = draft
        self.document = draft.document
        self.countries: Counter[str] = Counter()
        self.explicit: dict[str, str] = {}

    def run(self, finder: Finder) -> None:
        matches = [(token_span(self.document, match), match.aliases) for match in finder.find(self.document)]
        if self.draft.taken:
            matches = [(span, aliases) for span, aliases in matches if self.draft.free(span)]
        in_full = {alias.id for _, aliases in matches for alias in aliases if not alias.short}
        starts = {span[0] for span, _ in matches}
        for _, aliases in matches:
            self.count(aliases)
        chosen = [
            (span, choose(aliases, self.registry.actors, in_full, self.draft.published) if len(aliases) > 1 else aliases[0])
            for span, aliases in matches
        ]
        # Whom the text calls "Bobby Scott" it calls "Scott" again, until it has named another Scott in full.
        others: dict[str, int] = {}
        full: dict[str, int] = {}
        for span, alias in chosen:
            if alias is not None and alias.short and self._other_person(span, alias, starts):
                others.setdefault(alias.text, span[0])
            elif alias is not None and not alias.short:
                full.setdefault(alias.id, span[0])
        for span, alias in chosen:
            if alias is None or alias.what == "exempt" or span[0] in self.draft.taken:
                continue
            if alias.what == "issue" and self._is_name(span, alias):
                continue
            if alias.what == "issue":
                self.draft.add_issue(span, alias.id, self.registry.issues[alias.id], "name")
                continue
            whole = self._with_initial(span, alias) if alias.short else span
            stranger, named = others.get(alias.text), full.get(alias.id)
            if alias.short and whole == span and stranger is not None and (named is None or stranger < span[0] < named):
                continue
            if not (alias.short and self._other_person(whole, alias, starts)):
                self._actor(whole, alias)
        self._note_sides()
        self._offices()
        for use in lone_roles(self.document, self.known.roles, self.draft.taken):
            country = country_of(self.countries, self.registry, use.kind, self.explicit)
            self.draft.add_actor((use.first, use.last), side_of_text(self.registry, use, country), "role")

    def _offices(self) -> None:
        """Mark "the president" as who holds the office in the one country that the text is about."""
        (first, most), (_, second) = [*self.countries.most_common(2), ("", 0), ("", 0)][:2]
        if most < _SURELY_ABOUT * max(second, 1):
            return
        document = self.document
        for token in document.where(self.known.offices):
            if not token or document.lowers[token - 1] != "the":
                continue
            end = self._sentence(token - 1).last
            use = self.known.roles.at(document, token, end) if token < end else None
            if use is None or use.kind != "person" or not use.singular or is_title(self.draft, use, self.known.titles):
                continue
            if document.lowers[use.last : use.last + 1] in {("of",), ("-",)}:
                continue
            leader = leader_at(self.registry, first, use.noun, self.draft.published)
            if leader is not None:
                self.draft.add_actor((use.first, use.last), leader, "role")

    def count(self, aliases: Iterable[Alias]) -> None:
        """Count the countries that are named."""
        for alias in aliases:
            if alias.id in self.registry.states:
                self.countries[alias.id] += 1

    def _is_name(self, span: Span, alias: Alias) -> bool:
        """Tell an issue's word that is somebody's name here: "Grant Hayes", "Senator Peace"."""
        words = self.document.words
        if span[1] - span[0] > 1 or not words[span[0]][0].isupper() or alias.text[0].isupper():
            return False
        sentence = self._sentence(span[0])
        neighbours = words[max(sentence.first, span[0] - 1) : span[0]] + words[span[1] : min(sentence.last, span[1] + 1)]
        return span[0] > sentence.first or any(word[0].isupper() for word in neighbours)

    def _sentence(self, token: int) -> Sentence:
        return self.document.sentences[self.document.sentence_at[token]]

    def _with_initial(self, span: Span, alias: Alias) -> Span:
        """Take in first name and initial before a surname: "Patrick J. Leahy"."""
        document, first = self.document, span[0] - 3
        if first < self._sentence(span[0]).first or document.lowers[span[0] - 1] != "." or len(document.words[span[0] - 2]) > 1:
            return span
        same = document.words[first] == self.registry.actors[alias.id].name.split()[0]
        return (first, span[1]) if same and self.draft.free((first, span[0])) else span

    def _other_person(self, span: Span, alias: Alias, starts: set[int]) -> bool:
        """Tell a bare surname that belongs to a longer name: "Michelle Obama", "Clinton Foundation"."""
        document = self.document
        sentence = self._sentence(span[0])
        before = span[0] - 1
        # Robert "Bobby" Scott
        before -= document.words[before] == '"' and before - 2 >= sentence.first and document.words[before - 2] == '"'
        if before >= sentence.first and before not in self.draft.taken and document.words[before][0].isupper():
            first_name = self.registry.actors[alias.id].name.split()[0]
            if document.lowers[before] in self.known.given_names and document.words[before] != first_name:
                return True
            if before > sentence.first and self._is_nobodys(before) and document.words[before] != first_name:
                # "Rina Amiri": a first name that no table holds.
                return True
        after = span[1]
        named = after < sentence.last and document.words[after][0].isupper() and after not in starts
        return named and document.lowers[after] in self.known.bodies

    def _is_nobodys(self, token: int) -> bool:
        """Tell a capitalised word that is no title, no office and no word of the language."""
        lower = self.document.lowers[token]
        known = self.known
        return (
            lower.isalpha()
            and len(lower) > 2
            and lower not in known.common
            and lower not in known.titles
            and lower not in known.bodies
            and lower not in CALENDAR
        )

    def _actor(self, span: Span, alias: Alias) -> None:
        """Mark a known actor's name, with the role noun it belongs to if one follows."""
        draft, registry = self.draft, self.registry
        actor = registry.actor_at(alias.id, draft.published)
        if alias.text.startswith("the ") and points_somewhere(self.document, span):
            # "in the west", "the west of the country": where, not who.
            return
        if alias.id in registry.states and within_name(draft, span, alias, self.known.common):
            draft.add_name(span, alias.id, "adjective")
            return
        if actor.kind == "party" and is_party_of(self.document, span, self.known.bodies):
            draft.add_name(span, alias.id, "title")
            return
        use = self._role(span, alias)
        if use is not None and is_title(draft, use, self.known.titles):
            # "Russian President Vladimir Putin": the name that follows is the actor, the phrase before it his title.
            draft.add_name((span[0], use.last), alias.id, "title")
            return
        composed = compose(registry, alias.id, use, draft.published) if use is not None else None
        if use is not None and composed is not None:
            self._note_side(alias.id, use)
            if backed(self.document, span[1]) and composed.id != actor.id:
                # "Turkish-backed fighters": who backs them is an actor beside them.
                draft.add_actor(span, actor, "name")
                draft.add_actor((span[1] + 2, max(use.last, span[1])), composed, "composed")
            else:
                draft.add_actor((span[0], max(use.last, span[1])), composed, "composed")
        elif alias.what == "adjective":
            if backed(self.document, span[1]) or stands_as_noun(self.document, span) or self._does(span[1]):
                draft.add_actor(span, actor, "name")
            else:
                draft.add_name(span, alias.id, "adjective")
        elif alias.what == "people":
            draft.add_actor(span, side_of(registry, alias.id, "civilians"), "name")
        elif alias.place and not backed(self.document, span[1]) and self._is_place(span, alias):
            self._place(span, alias)
        elif actor.kind == "media" and self.document.words[span[0] - 1 : span[0]] == ("(",):
            # "(Reuters)": the agency's credit.
            draft.add_name(span, alias.id, "credit")
        else:
            draft.add_actor(span, actor, "name")

    def _place(self, span: Span, alias: Alias) -> None:
        """Mark a place's name with those who rule or live there, where they stand before it."""
        use = role_in(self.document, self.known.roles, span[0])
        side = compose(self.registry, alias.id, use, self.draft.published) if use is not None else None
        if use is not None and side is not None and self.draft.free((use.first, span[0])):
            self.draft.add_actor((use.first, span[1]), side, "composed")
        else:
            self.draft.add_name(span, alias.id, "place")

    def _does(self, after: int) -> bool:
        """Tell whether a deed follows an adjective, at once or after one word: "Turkish airstrikes", "Russian military aid"."""
        lowers = self.document.lowers
        end = self._sentence(after - 1).last
        return any(lowers[at : at + size] in self.known.deeds for at in (after, after + 1) for size in (1, 2) if at + size <= end)

    def _is_place(self, span: Span, alias: Alias) -> bool:
        acronym = alias.text.replace(".", "").isupper()
        words = self.document.words[span[0] : span[1]]
        if not acronym and all(word.isupper() for word in words) and span[0] - self._sentence(span[0]).first < 4:
            # "CAIRO/JERUSALEM - ": where the report was filed.
            return True
        capital_like = alias.text != self.registry.actors[alias.id].name and not acronym
        return is_place(self.document, span[0], span[1], capital_like=capital_like)

    def _role(self, span: Span, alias: Alias) -> RoleUse | None:
        """Find the role noun of an owner, or the one it shares: "the U.S. and Russian foreign ministers"."""
        document, roles = self.document, self.known.roles
        sentence = self._sentence(span[0])
        possessive = document.lowers[span[1] : span[1] + 1] == ("'s",)
        if alias.what != "adjective" and not alias.place and not possessive:
            follows = span[1] < sentence.last and document.lowers[span[1]] in roles.openers
            return roles.at(document, span[1], sentence.last) if follows else None
        use = role_after(document, roles, span[1], sentence.last, adjective=alias.what == "adjective")
        if use is not None or document.lowers[span[1] : span[1] + 1] not in {("and",), (",",)} or span[1] + 2 >= sentence.last:
            return use
        following = span[1] + 1
        adjectival = alias.what == "adjective" or alias.text.replace(".", "").isupper()
        if not adjectival or not document.words[following][0].isupper():
            return None
        shared = role_after(document, roles, following + 1, sentence.last)
        if shared is None or shared.singular:
            return None
        return RoleUse(span[1], span[1], shared.noun, shared.kind, singular=False)

    def _note_side(self, owner: str, use: RoleUse) -> None:
        government = self.registry.state_of(owner)
        if (
            government in self.registry.states
            and government is not None
            and (use.kind != "government" or use.noun.split()[-1] in _GOVERNMENTS)
        ):
            self.explicit.setdefault(use.kind, government)

    def _note_sides(self) -> None:
        """Remember to which country the text itself ties a government, an army, an opposition."""
        for found in self.draft.reading.mentions:
            government = self.registry.state_of(found.id) if found.kind == "actor" else None
            if government not in self.registry.states:
                continue
            self.countries[government] += 1
            if found.id == government and self.document.lowers[found.last - 1] in _GOVERNMENTS:
                self.explicit.setdefault("government", government)
        for actor_id in self.draft.reading.actors:
            owner, _, kind = actor_id.rpartition("-")
            if kind in _SIDES and f"{owner}-government" in self.registry.states:
                self.explicit.setdefault(kind, f"{owner}-government")
