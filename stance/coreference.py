"""Names that point back: "the coalition", "the conference", "he", each only where one antecedent fits."""

from collections.abc import Mapping

from stance.composed import HANGERS_ON
from stance.mentions import Draft, Mention
from stance.quotations import quotes
from stance.registry import Actor
from stance.seeds import Seeds
from stance.text import Document

_POINTING = frozenset("the this that these those such of any".split())
_POINTING_AT_BODIES = frozenset("the this that".split())
# "the times" and "the nations" seldom are a newspaper's or an alliance's.
_NO_BODY = frozenset(("media", "alliance", "civilians", "person"))
# "It is prohibited", "it seems": mostly nobody.
_IT_IS = frozenset((("'s",), ("is",), ("was",), ("seems",), ("seemed",), ("appears",), ("appeared",), ("takes",), ("took",)))
# "The army said it was ready": what one says of it is of oneself.
_SAYING = frozenset("said says saying that announced insisted claimed".split())
_HIS = frozenset(("his", "her", "'s"))
_PREPOSITIONS = frozenset("of in on for with to by from against over at between".split())
_HE_SHE = frozenset("he she him".split())
_POSSESSIVE = frozenset(("his", "her"))
_THEY = frozenset("they them".split())
_POINTERS = _HE_SHE | _THEY | _HIS | {"it"}
_ONE = frozenset(("person",))
_BODY = frozenset(
    ("government", "military", "party", "alliance", "international", "ngo", "judiciary", "legislature", "armed-group")
)
_MANY = frozenset(("rebels", "armed-group", "militia", "military", "opposition", "protesters", "civilians", "party", "movement"))


def _head(document: Document, found: Mention) -> str | None:
    """Give the head noun of a phrase of several words: "peace talks in Geneva" -> "talks"."""
    last = found.last
    for token in range(found.first + 1, found.last):
        if document.lowers[token] in _PREPOSITIONS:
            last = token
            break
    if last - found.first < 2:
        return None
    word = document.lowers[last - 1]
    return word if word.isalpha() and len(word) > 3 else None


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


class Coreference:
    """Marks names that point back to an actor or issue of the same text; built once, shared by all threads."""

    def __init__(self, seeds: Seeds) -> None:
        """
        Take the head nouns of bodies.

        :param seeds: The loaded tables.
        """
        self._bodies = frozenset(_singular(word) for word in seeds.bodies)
        kin = [role for role in seeds.roles if role.kind == "family" or (role.kind == "movement" and role.noun in HANGERS_ON)]
        self._kin = {noun: role.kind for role in kin for noun in (role.noun, role.singular) if noun and " " not in noun}
        self._kin = {noun: kind for noun, kind in self._kin.items() if kind == "family" or noun in HANGERS_ON}

    def mark(self, draft: Draft) -> None:
        """
        Mark head nouns, then pronouns.

        :param draft: The reading so far; issues that a definite head noun names more exactly are renamed.
        """
        self._heads(draft)
        self._pronouns(draft)

    def _heads(self, draft: Draft) -> None:
        document, reading = draft.document, draft.reading
        by_first = {found.first: i for i, found in enumerate(reading.mentions)}
        bodies: dict[str, str] = {}
        issues: dict[str, str] = {}
        lowers = document.lowers
        pointed = (token for token in range(1, len(lowers)) if lowers[token - 1] in _POINTING)
        for token in sorted({*by_first, *pointed}):
            lower = lowers[token]
            at = by_first.get(token)
            found = reading.mentions[at] if at is not None else None
            if found is not None and found.last - found.first > 1:
                head = _head(document, found)
                if head is None:
                    continue
                if found.kind == "issue":
                    issues[_singular(head)] = found.id
                elif (
                    _singular(head) in self._bodies
                    and found.form in {"name", "local"}
                    and reading.actors[found.id].kind not in _NO_BODY
                ):
                    bodies[head] = found.id
                continue
            if not token or document.lowers[token - 1] not in _POINTING:
                continue
            head = _singular(lower)
            if found is not None and found.kind == "issue" and head in issues and at is not None:
                # "the talks" after "the Geneva peace talks" are those talks, not talks as such.
                reading.mentions[at] = Mention(found.first, found.last, found.start, found.end, "issue", issues[head], "head")
            elif found is None and token not in draft.taken:
                if head in issues:
                    draft.add_issue((token, token + 1), issues[head], reading.issues[issues[head]], "head")
                elif lower in bodies and document.lowers[token - 1] in _POINTING_AT_BODIES:
                    draft.add_actor((token, token + 1), reading.actors[bodies[lower]], "head")

    def _pronouns(self, draft: Draft) -> None:
        """Give he, she and they the one actor that fits: named before in the sentence, or in the sentence before."""
        document, reading = draft.document, draft.reading
        by_sentence: dict[int, list[Mention]] = {}
        for found in sorted(reading.mentions, key=lambda m: m.first):
            if found.kind == "actor":
                by_sentence.setdefault(document.sentence_of(found.first), []).append(found)
        quote_of = [0] * len(document.words)
        for first, last in quotes(document):
            quote_of[first:last] = [first] * (last - first)
        for index, sentence in enumerate(document.sentences):
            for token in range(sentence.first, sentence.last):
                lower = document.lowers[token]
                if lower in self._kin and document.lowers[token + 1 : token + 2] == ("of",):
                    self._add_kin_of(draft, token)
                if lower not in _POINTERS or token in draft.taken:
                    continue
                if lower in _HIS:
                    self._add_kin(draft, token, by_sentence, index)
                if (lower in _HE_SHE or lower in _THEY or lower == "it" or lower in _POSSESSIVE) and token not in draft.taken:
                    kinds = _ONE if lower in _HE_SHE or lower in _POSSESSIVE else _BODY if lower == "it" else _MANY
                    # Words between quotation marks point back within them: whom the narrator named last may be the speaker.
                    floor = quote_of[token]
                    here = [m for m in by_sentence.get(index, ()) if floor <= m.first and m.last <= token]
                    # "it" is too often nobody: it must point back to the body that opens its own sentence.
                    before = [m for m in by_sentence.get(index - 1, ()) if floor <= m.first] if index and lower != "it" else []
                    if lower == "it" and (
                        not here
                        or here[0].first > sentence.first + 2
                        or (document.lowers[token + 1 : token + 2] in _IT_IS and document.lowers[token - 1] not in _SAYING)
                    ):
                        continue
                    chosen = self._antecedent(draft, kinds, here, before)
                    if chosen is not None:
                        draft.add_actor((token, token + 1), reading.actors[chosen], "pronoun")
                        by_sentence.setdefault(index, []).append(reading.mentions[-1])

    def _add_kin(self, draft: Draft, token: int, by_sentence: Mapping[int, list[Mention]], index: int) -> None:
        """Mark "his parents" and "Zimin's parents", an actor of its own beside the person."""
        document, actors = draft.document, draft.reading.actors
        noun = document.lowers[token + 1] if token + 1 < document.sentences[index].last else ""
        if noun not in self._kin or token + 1 in draft.taken:
            return
        nearest = [found for found in by_sentence.get(index, ()) if found.last <= token]
        if document.lowers[token] == "'s":
            owner = next((found.id for found in reversed(nearest) if found.last == token), None)
            span = (token + 1, token + 2)
        else:
            owner = self._antecedent(draft, _ONE, nearest, list(by_sentence.get(index - 1, ())) if index else [])
            span = (token, token + 2)
        if owner is not None and actors[owner].kind == "person":
            name = f"{actors[owner].name}'s {noun}"
            draft.add_actor(span, Actor(f"{owner}-{noun}", name, self._kin[noun], owner, "text"), "composed")

    def _add_kin_of(self, draft: Draft, token: int) -> None:
        """Mark "supporters of Imran Khan"."""
        owner = next((m for m in draft.reading.mentions if m.kind == "actor" and m.first == token + 2), None)
        if owner is None or token in draft.taken or draft.reading.actors[owner.id].kind != "person":
            return
        noun = draft.document.lowers[token]
        known = draft.reading.actors[owner.id]
        draft.add_actor(
            (token, token + 1),
            Actor(f"{owner.id}-{noun}", f"{known.name}'s {noun}", self._kin[noun], owner.id, "text"),
            "composed",
        )

    @staticmethod
    def _antecedent(draft: Draft, kinds: frozenset[str], here: list[Mention], before: list[Mention]) -> str | None:
        actors = draft.reading.actors
        for mentions in (here, before):
            fitting = list(dict.fromkeys(m.id for m in mentions if actors[m.id].kind in kinds))
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                # Of several, the one that opens its sentence is its subject, and the one that the next word means.
                return fitting[0] if mentions is before and mentions[0].id == fitting[0] else None
        return None
