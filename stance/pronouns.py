"""The pronouns of a text: he, she, they and it, each where one antecedent fits, and "his" and "her" as those whose they are."""

from collections.abc import Iterable, Mapping

from stance.folding import fold
from stance.mentions import Draft, Mention
from stance.quotations import quotes

# "It is prohibited", "it seems": mostly nobody.
_IT_IS = frozenset((("'s",), ("is",), ("was",), ("seems",), ("seemed",), ("appears",), ("appeared",), ("takes",), ("took",)))
# "The army said it was ready": what one says of it is of oneself.
_SAYING = frozenset("said says saying that announced insisted claimed".split())
HE, SHE = frozenset(("he", "him", "his")), frozenset(("she", "her"))
_THEY = frozenset("they them".split())
POINTERS = HE | SHE | _THEY | {"it"}
ONE = frozenset(("person",))
_BODY = frozenset(
    ("government", "military", "party", "alliance", "international", "ngo", "judiciary", "legislature", "armed-group")
)
_MANY = frozenset(("rebels", "armed-group", "militia", "military", "opposition", "protesters", "civilians", "party", "movement"))
# After these "her" is whom something is done to; before other words it tells whose they are.
_AFTER_OBJECT = frozenset(
    "to in on at for with by from of and or but that as into over about after before when while if because , . ; : ! ? ) "
    "-".split()
) | {'"'}
# How many quotations that follow one another a pronoun is looked for behind.
_QUOTES_BACK = 4
_TITLES = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f", "baroness": "f"}


class Pronouns:
    """One text's pronouns; who is a man and who a woman is told by titles and given names, and else by nothing."""

    def __init__(self, draft: Draft, sexes: Mapping[str, str]) -> None:
        """
        Index the actors' mentions by sentence.

        :param draft: The reading so far.
        :param sexes: `f` or `m` by given name, folded; names of both are left out.
        """
        self._draft = draft
        document = draft.document
        self.by_sentence: dict[int, list[Mention]] = {}
        for found in sorted(draft.reading.mentions, key=lambda m: m.first):
            if found.kind == "actor":
                self.by_sentence.setdefault(document.sentence_at[found.first], []).append(found)
                self._note_sex(found, sexes)
        self._quote_of = [0] * len(document.words)
        for first, last in quotes(document):
            self._quote_of[first:last] = [first] * (last - first)

    def _note_sex(self, found: Mention, sexes: Mapping[str, str]) -> None:
        known, actor = self._draft.reading.sexes, self._draft.reading.actors[found.id]
        if actor.kind != "person" or found.id in known:
            return
        lowers = self._draft.document.lowers
        for token in (found.first, found.first - 1, found.first - 2):
            if token >= 0 and lowers[token] in _TITLES:
                known[found.id] = _TITLES[lowers[token]]
                return
        first, _, rest = actor.name.partition(" ")
        sex = sexes.get(fold(first))
        if rest and sex is not None:
            known[found.id] = sex

    def is_possessive(self, token: int) -> bool:
        """
        Tell "her plan" from "asked her to".

        :param token: A token.
        :return: Whether it is a possessive pronoun.
        """
        lowers = self._draft.document.lowers
        after = lowers[token + 1] if token + 1 < len(lowers) else "."
        return lowers[token] == "his" or (lowers[token] == "her" and after not in _AFTER_OBJECT)

    def mark(self, token: int) -> None:
        """
        Mark a pronoun as a mention of the one actor that fits, if one does.

        :param token: The pronoun.
        """
        draft = self._draft
        chosen = None if token in draft.taken else self.antecedent(token)
        if chosen is not None:
            draft.add_actor((token, token + 1), draft.reading.actors[chosen], "pronoun")
            self.by_sentence.setdefault(draft.document.sentence_at[token], []).append(draft.reading.mentions[-1])

    def antecedent(self, token: int) -> str | None:
        """
        Find whom a pronoun means: somebody named before it in its sentence, or in the sentence before.

        :param token: The pronoun.
        :return: The actor's id, or None where none or several fit.
        """
        document = self._draft.document
        lower, index = document.lowers[token], document.sentence_at[token]
        # Words between quotation marks point back within them: whom the narrator named last may be the speaker.
        floor = self._quote_of[token]
        here = [m for m in self.by_sentence.get(index, ()) if floor <= m.first and m.last <= token]
        if lower == "it":
            # It is too often nobody: it must point back to the body that opens its own sentence.
            opens = bool(here) and here[0].first <= document.sentences[index].first + 2
            nobody = document.lowers[token + 1 : token + 2] in _IT_IS and document.lowers[token - 1] not in _SAYING
            return None if not opens or nobody else self._one(here, (), lower)
        before = [m for m in self.by_sentence.get(index - 1, ()) if floor <= m.first] if index else []
        if not floor and index:
            before = self._told_before(index - 1, before)
        return self._one(here, before, lower)

    def _told_before(self, index: int, named: list[Mention]) -> list[Mention]:
        """Choose whom the narrator's pronoun may mean: after a quotation those whom he named before it was opened."""
        document, quote_of = self._draft.document, self._quote_of
        opened = quote_of[document.sentences[index].last - 1]
        if not opened or opened > document.sentences[index].first:
            return named
        for _ in range(_QUOTES_BACK):
            if not quote_of[opened - 1]:
                break
            opened = quote_of[opened - 1]
        where = document.sentence_at[opened]
        where -= document.sentences[where].first == opened and where > 0
        return [m for m in self.by_sentence.get(where, ()) if m.last <= opened and not quote_of[m.first]]

    def _one(self, here: Iterable[Mention], before: Iterable[Mention], lower: str) -> str | None:
        for mentions, earlier in ((list(here), False), (list(before), True)):
            fitting = list(dict.fromkeys(m.id for m in mentions if self._fits(m.id, lower)))
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                # Of several, the one that opens its sentence is its subject, and the one that the next word means.
                return fitting[0] if earlier and mentions[0].id == fitting[0] else None
        return None

    def _fits(self, identifier: str, lower: str) -> bool:
        reading = self._draft.reading
        kinds = _BODY if lower == "it" else _MANY if lower in _THEY else ONE
        wrong = "f" if lower in HE else "m" if lower in SHE else ""
        return reading.actors[identifier].kind in kinds and (not wrong or reading.sexes.get(identifier) != wrong)
