"""Composed actors: a country, demonym, capital or leader together with a role noun, as event coders read them.

"Russian officials", "Syrian rebels", "Assad's forces", "the U.S. and Russian foreign ministers"; and the role noun alone ("the
rebels", "the government"), which belongs to the country that the text is about.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from stance.offices import leader_at
from stance.records import record
from stance.registry import Actor, Registry
from stance.seeds import Seeds, slug
from stance.text import Document, Sentence, read

# Kinds that are the state itself, kinds that belong to it, and kinds that stand beside or against it.
_OF_THE_STATE = frozenset(("government", "diplomats", "person"))
_UNDER_THE_STATE = frozenset(("military", "police", "intelligence", "legislature", "judiciary"))
_ALONE = _UNDER_THE_STATE | {"government", "rebels", "opposition", "protesters"}
# Kinds that a definite noun names for this text alone: "the militants", "the families".
_NAMELESS = frozenset(("armed-group", "militia", "civilians", "movement"))
_STOP = frozenset(
    "the a an of in on at to for from by with and or but as that which who whom whose is are was were be been has have had will "
    "would could may might can must not n't said says say his her its their our my your over against after before until since "
    "during into about under between more less than even only just also then , . ; : ( ) ! ?".split()
) | {'"'}
# Plurals that stand before a role noun: "foreign affairs minister", "rights activists".
_PLURAL_MODIFIERS = frozenset(
    "affairs rights arms sports news armed always foreign communications operations services sales".split()
)
_BACKED = frozenset(
    "backed led allied supported sponsored funded armed trained controlled linked aligned affiliated brokered financed run "
    "dominated mediated equipped supplied occupied held".split()
)
_BARE = frozenset(
    "hostages civilians residents refugees migrants militants jihadists extremists prisoners detainees villagers voters "
    "protesters demonstrators settlers experts activists campaigners scientists".split()
) | frozenset(
    "rights groups,human rights groups,human rights activists,aid groups,aid agencies,aid workers,humanitarian groups,charities,"
    "international agencies,human rights monitors,human rights organisations,human rights organizations,lobbyists".split(",")
)
_NO_BARE_AFTER = frozenset("of no any - his her their our its my your".split())
_GOVERNMENTS = frozenset(("government", "regime", "authorities", "junta", "cabinet", "administration"))
_SIDES = ("opposition", "rebels", "protesters", "military", "militia", "police")
_MODIFIERS_ALLOWED = 3
# Those who stand with a person, an actor of their own beside him as his family is.
HANGERS_ON = frozenset("supporters backers allies followers voters aides advisers advisors".split())


@record
class RoleUse:
    """A role noun at tokens `first` to `last`, end exclusive."""

    first: int
    last: int
    noun: str
    kind: str
    singular: bool


class Roles:
    """The role nouns of the seeds, looked up by their words."""

    def __init__(self, seeds: Seeds) -> None:
        """
        Index the nouns by their first word, longest first.

        :param seeds: The loaded tables.
        """
        index: dict[str, list[tuple[tuple[str, ...], str, str, bool]]] = {}
        for role in seeds.roles:
            # "foreign minister" stands for one person though no plural row goes with it.
            alone = role.singular is None and role.kind == "person" and not role.noun.endswith("s")
            for noun, singular in ((role.noun, alone), (role.singular, True)):
                if noun:
                    words = read(noun).lowers
                    index.setdefault(words[0], []).append((words, " ".join(words), role.kind, singular))
        self._common = seeds.common_words
        self.openers = frozenset(index)
        self._index = {word: sorted(found, key=lambda entry: -len(entry[0])) for word, found in index.items()}

    def name_before(self, document: Document, token: int) -> bool:
        """
        Tell whether a token before a role noun is a name rather than a word that opens the sentence.

        :param document: The text.
        :param token: The token.
        :return: Whether it has a capital that newswire does not give it otherwise.
        """
        return document.words[token][0].isupper() and document.lowers[token] not in self._common

    def at(self, document: Document, token: int, end: int) -> RoleUse | None:
        """
        Look for a role noun at a token.

        :param document: The text.
        :param token: Where the noun would begin.
        :param end: Where the sentence ends.
        :return: The longest role noun there, or None.
        """
        lowers = document.lowers
        for words, noun, kind, singular in self._index.get(lowers[token], ()):
            last = token + len(words)
            if last <= end and lowers[token:last] == words and not _hyphenated(document, last):
                return RoleUse(token, last, noun, kind, singular)
        return None


def _hyphenated(document: Document, last: int) -> bool:
    """Tell a noun that a hyphen makes part of another word: "Commander-in-Chief", "intelligence-gathering"."""
    lowers = document.lowers
    if last + 1 >= len(lowers) or lowers[last] != "-" or document.starts[last] != document.ends[last - 1]:
        return False
    return document.starts[last + 1] == document.ends[last] and not backed(document, last)


def role_after(document: Document, roles: Roles, last: int, end: int, *, adjective: bool = True) -> RoleUse | None:
    """
    Find the role noun that closes the noun phrase which an owner's name opened.

    :param document: The text.
    :param roles: The role nouns.
    :param last: The token after the owner's name.
    :param end: Where the sentence ends.
    :param adjective: Whether the owner's name is an adjective, after which a participle describes.
    :return: The last role noun of the phrase within a few modifiers, or None.
    """
    lowers = document.lowers
    at = last + 1 if last < end and lowers[last] == "'s" else last
    owned = at > last or adjective
    found: RoleUse | None = None
    modifiers = 0
    while at < end and modifiers <= _MODIFIERS_ALLOWED:
        use = roles.at(document, at, end) if lowers[at] in roles.openers else None
        if use is not None:
            # "opposition leaders", "rebel fighters": the first noun tells the side.
            if found is not None and found.kind in _SIDES:
                use = RoleUse(use.first, use.last, f"{found.noun} {use.noun}", found.kind, use.singular)
            found, at = use, use.last
            continue
        if found is not None or lowers[at] in _STOP or document.words[at][0].isupper() or _is_verb(lowers[at], owned=owned):
            break
        at += 1
        modifiers += 1
    return found


def _is_verb(word: str, *, owned: bool) -> bool:
    """Tell "Iran strikes killed officials" from "Iran's armed rebels": after a bare name a word in -s or -ed is a verb."""
    if word.endswith("s") and not word.endswith("ss"):
        return word not in _PLURAL_MODIFIERS
    return word.endswith("ed") and not owned and word not in _BACKED


def backed(document: Document, last: int) -> bool:
    """
    Tell whether a name opens a compound such as "Saudi-backed".

    :param document: The text.
    :param last: The token after the name.
    :return: Whether a hyphen and such a participle follow.
    """
    lowers = document.lowers
    return last + 1 < len(lowers) and lowers[last] == "-" and lowers[last + 1] in _BACKED


def compose(registry: Registry, owner: str, use: RoleUse, published: str) -> Actor | None:
    """
    Make the actor that an owner and a role noun name together.

    :param registry: The seeds' registry.
    :param owner: Id of the actor whose name opens the phrase.
    :param use: The role noun.
    :param published: The text's date.
    :return: The actor, known or composed, or None where the phrase names nobody of the owner's side.
    """
    person = owner in registry.actors and registry.actors[owner].kind == "person"
    if use.kind == "family" or (person and use.noun in HANGERS_ON):
        return _kin(owner, use, registry)
    government = registry.state_of(owner)
    if government is None or (owner != government and not person):
        return registry.actors.get(owner) if not person and use.kind not in ("protesters", "opposition", "civilians") else None
    if person and use.kind not in _UNDER_THE_STATE | {"government", "diplomats"}:
        return None
    if use.kind == "person" and use.singular:
        return leader_at(registry, government, use.noun, published) or registry.actors[government]
    if use.kind in _OF_THE_STATE:
        return registry.actors[government]
    return side_of(registry, government, use.kind)


def _kin(owner: str, use: RoleUse, registry: Registry) -> Actor | None:
    """Give "X's family", "X's lawyer", "X's supporters", an actor of its own beside X."""
    known = registry.actors.get(owner)
    if known is None or known.kind != "person":
        return None
    kind = "family" if use.kind == "family" else "movement"
    return Actor(f"{owner}-{slug(use.noun)}", f"{known.name}'s {use.noun}", kind, owner, "text")


def side_of(registry: Registry, government: str, kind: str) -> Actor:
    """
    Give the side of a country that a kind names: its rebels, its army.

    :param registry: The seeds' registry.
    :param government: The government's id.
    :param kind: The kind of actor.
    :return: The actor of the seeds, or one composed for this text.
    """
    if kind == "government":
        return registry.actors[government]
    owner = registry.states.get(government) or registry.peoples[government]
    identifier = f"{owner}-{kind}"
    parent = government if kind in _UNDER_THE_STATE else None
    known = registry.actors.get(identifier)
    return known or Actor(identifier, f"{registry.actors[government].name} {kind}", kind, parent, "text")


def lone_roles(document: Document, roles: Roles, taken: set[int]) -> Iterator[RoleUse]:
    """
    Find role nouns that stand without an owner: "the rebels", "government forces".

    :param document: The text.
    :param roles: The role nouns.
    :param taken: Tokens that belong to a mention already.
    :yield: The uses whose kind can be resolved by the text's country.
    """
    reached = 0
    for at in document.where(roles.openers):
        if at < reached or at in taken:
            continue
        sentence = document.sentences[document.sentence_at[at]]
        use = roles.at(document, at, sentence.last)
        if use is None:
            continue
        if at > sentence.first and roles.name_before(document, at - 1) and at - 1 not in taken:
            # "Phoenix police officers" are of the town, not of the country.
            reached = use.last
            continue
        phrase = role_after(document, roles, at, sentence.last) or use
        whole = RoleUse(at, phrase.last, phrase.noun, use.kind if use.kind in _ALONE else phrase.kind, phrase.singular)
        reached = whole.last
        if taken.isdisjoint(range(at, whole.last)) and _acts_alone(document, whole, sentence):
            yield whole


def _acts_alone(document: Document, use: RoleUse, sentence: Sentence) -> bool:
    """Tell a role noun that names a side by itself: definite, several of them, or a plural that needs no article."""
    before = document.lowers[use.first - 1] if use.first > sentence.first else ""
    nameless = use.kind in _NAMELESS and not use.singular and (before == "the" or _bare(document, use, before))
    if nameless and before != "the":
        return True
    if not nameless and (use.kind not in _ALONE or (use.kind == "government" and use.noun.split()[0] not in _GOVERNMENTS)):
        return False
    definite = use.first > 0 and document.lowers[use.first - 1] in {"the", "these", "those", "both", "some"}
    collective = use.kind in {"rebels", "protesters"} or use.last - use.first > 1
    return definite or (collective and not use.singular)


def _bare(document: Document, use: RoleUse, before: str) -> bool:
    """Tell a plural that needs no article to be somebody: "militants said", "residents fled", "at least 40 hostages"."""
    return use.noun in _BARE and before not in _NO_BARE_AFTER and not document.words[use.first][0].isupper()


def side_of_text(registry: Registry, use: RoleUse, country: str | None) -> Actor:
    """
    Give the actor that a lone role noun names.

    :param registry: The seeds' registry.
    :param use: The role noun.
    :param country: The government of the country that the text is about, if any.
    :return: That country's side, or an actor of this text alone.
    """
    if use.kind in _NAMELESS:
        return Actor(slug(use.noun), use.noun, use.kind, None, "text")
    return side_of(registry, country, use.kind) if country else Actor(f"the-{use.kind}", use.noun, use.kind, None, "text")


def country_of(text_counts: Counter[str], registry: Registry, kind: str, explicit: Mapping[str, str]) -> str | None:
    """
    Decide to which country a lone role noun belongs.

    :param text_counts: How often the text names each government, its country, capital or people.
    :param registry: The seeds' registry.
    :param kind: The kind of the role noun.
    :param explicit: For each kind, the government that the text itself ties it to somewhere.
    :return: The government's id, or None where the text is about no country.
    """
    if kind in explicit:
        return explicit[kind]
    ranked = [government for government, count in text_counts.most_common() if count > 1]
    if kind in {"rebels", "opposition", "protesters"}:
        # A country whose rebels or opposition are known comes before one that is named a little more often.
        known = [government for government in ranked if f"{registry.states[government]}-{kind}" in registry.actors]
        if known and text_counts[known[0]] * 2 >= text_counts[ranked[0]]:
            ranked = known
    return ranked[0] if ranked else None
