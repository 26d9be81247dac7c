"""Walks over the noun phrases that end before a token or begin at one, with all that is tied to them.

What is noted for each token is how it was reached: `1` or another way in for the head of a phrase, `p` its possessor, `o` what
"of" ties to it, `q` another preposition.
"""

from collections.abc import Sequence
from itertools import pairwise

from stance.chunks import is_adverb
from stance.nominals import AUXILIARIES, DETERMINERS, NOUN, POSSESSIVES, PREPOSITIONS, PRONOUN, marks

_SKIP_RIGHT = DETERMINERS | {'"', "also", "not", "only", "even", "(", "out", "up", "off", "down", "back", "away", "later", "then"}
_LONGEST = 9
_PHRASES = 4
_BEFORE_LABELS = DETERMINERS | {"'s", "'", "so-called"}
_LONGEST_LABEL = 4


def _labels(lowers: Sequence[str]) -> frozenset[int]:
    """Find the marks around a few words that a writer sets off inside a noun phrase: 'the "free and fair" vote'."""
    marked = [at for at, lower in enumerate(lowers) if lower == '"']
    found: set[int] = set()
    for opening, closing in pairwise(marked):
        words = lowers[opening + 1 : closing]
        if opening in found or not opening or lowers[opening - 1] not in _BEFORE_LABELS:
            continue
        if 0 < len(words) <= _LONGEST_LABEL and all(word[0].isalnum() or word in {"-", "'s"} for word in words):
            found |= {opening, closing}
    return frozenset(found)


class PhraseWalks:
    """The noun phrases of one run of tokens."""

    def __init__(self, lowers: Sequence[str], entity: Sequence[bool], verbs: frozenset[int]) -> None:
        """
        Mark the tokens.

        :param lowers: The tokens in lower case.
        :param entity: For each, whether it belongs to a name.
        :param verbs: The first tokens of verbs.
        """
        self.lowers, self.entity, self.verbs = lowers, entity, verbs
        self.marks = marks(lowers, entity, verbs)
        self._labels = _labels(lowers) if '"' in lowers else frozenset()

    def is_nominal(self, at: int) -> bool:
        """
        Tell whether a token may stand inside a noun phrase or be one.

        :param at: The token; may lie before the first.
        :return: Whether it may.
        """
        return at >= 0 and self.marks[at] != 0

    def begin(self, at: int) -> int:
        """
        Find where the noun phrase that ends at a token begins.

        :param at: Its last token.
        :return: The token before its first, determiners not counted; `at` where no phrase ends there.
        """
        if self.marks[at] == PRONOUN:
            return at - 1
        begin = at
        while begin >= 0 and at - begin < _LONGEST and self._is_within(begin):
            begin -= 1
        return begin

    def _is_within(self, at: int) -> bool:
        return self.marks[at] == NOUN or self.lowers[at] == "-" or at in self._labels

    def left(self, at: int, way: str, found: dict[int, str], *, nearest: bool = False) -> None:
        """
        Note the noun phrase that ends at a token, and what prepositions and conjunctions tie to it on the left.

        :param at: Its last token.
        :param way: How its head is reached.
        :param found: Where to note.
        :param nearest: Whether the phrase itself is meant unless "of" stands before it: "a raid on fighters who …".
        """
        lowers = self.lowers
        for phrase in range(_PHRASES):
            if at < 0:
                return
            begin = self.begin(at)
            span = range(begin + 1, at + 1)
            if not span:
                return
            while begin >= 0 and (lowers[begin] in DETERMINERS or is_adverb(lowers[begin])):
                begin -= 1
            word = lowers[begin] if begin >= 0 else ""
            head = self._head_before(begin, nearest=nearest) if word in PREPOSITIONS and way != "p" else -1
            if head >= 0:
                for i in span:
                    found.setdefault(i, "o" if word == "of" else "q")
                at = head
                continue
            for i in span:
                found.setdefault(i, way)
            if word in {"'s", "'"}:
                self.owner(begin - 1, "p", found)
                return
            if not (word in {"and", "or"} or (word == "," and phrase and begin > 0)):
                return
            at = begin - 1
            if at >= 0 and lowers[at] == ",":
                at -= 1
                opens = self.begin(at) if at >= 0 else -1
                if at >= 0 and not phrase and (opens < 0 or lowers[opens] != ","):
                    # "…, and the debate began": a clause, no list.
                    return
            if at < 0 or not (self.entity[at] or self.entity[min(begin + 1, len(lowers) - 1)] or self.is_nominal(at)):
                return

    def _head_before(self, preposition: int, *, nearest: bool) -> int:
        """Find what a preposition hangs on, -1 where nothing: "officials from X said", "a resident living in X said"."""
        at = preposition - 1
        if nearest and self.lowers[preposition] != "of":
            return -1
        if self.is_nominal(at):
            return at
        described = at > 0 and not nearest and self.lowers[at].endswith(("ing", "ed")) and self.is_nominal(at - 1)
        return at - 1 if described else -1

    def owner(self, at: int, way: str, found: dict[int, str]) -> None:
        """
        Note a possessor: its phrase and the possessors of that, but nothing that stands before them.

        :param at: The last token before "'s".
        :param way: How it is reached.
        :param found: Where to note.
        """
        while at >= 0:
            begin = self.begin(at)
            for i in range(begin + 1, at + 1):
                found.setdefault(i, way)
            if begin < 1 or begin == at or self.lowers[begin] not in {"'s", "'"}:
                return
            at, way = begin - 1, "p"

    def right(self, at: int, way: str, *, lists: bool = True) -> dict[int, str]:
        """
        Note the noun phrase that begins at a token, its list, and what is tied to it on the right.

        :param at: The token.
        :param way: How its head is reached.
        :param lists: Whether a list is followed.
        :return: The tokens, each with how it was reached.
        """
        found: dict[int, str] = {}
        lowers, size = self.lowers, len(self.lowers)
        now, joined = way, False
        for _ in range(_PHRASES):
            begin, end = self._phrase(at, found)
            if begin == end or (joined and end < size and self._acts(end)):
                return found
            for i in range(begin, end):
                found.setdefault(i, now)
            at = end
            while at < size and lowers[at] == '"':
                at += 1
            if at >= size:
                return found
            joined = False
            if lowers[at] in {",", "and", "or"} and lists:
                at += 1
                while at < size and lowers[at] in {"and", "or", '"'}:
                    at += 1
                now = way if now in {way, "o"} else now
                joined = True
                if at < size and lowers[at].endswith("ing") and not self.entity[at]:
                    return found
            elif lowers[at] == "of":
                now = "o"
                at += 1
            elif lowers[at] in PREPOSITIONS and now == way:
                now = "q"
                at += 1
            else:
                return found
        return found

    def _phrase(self, at: int, found: dict[int, str]) -> tuple[int, int]:
        """Find the noun phrase that begins at a token, past its possessors, which are noted."""
        lowers, size = self.lowers, len(self.lowers)
        while True:
            possessive = -1
            while at < size and (lowers[at] in _SKIP_RIGHT or is_adverb(lowers[at])):
                possessive = at if lowers[at] in POSSESSIVES else possessive
                at += 1
            begin = at
            if at < size and self.marks[at] == PRONOUN:
                return begin, at + 1
            while at < size and at - begin < _LONGEST and self._is_within(at):
                at += 1
            if possessive >= 0:
                if at == begin and lowers[possessive] in {"her", "his"}:
                    # "attacked her"
                    return possessive, possessive + 1
                found.setdefault(possessive, "p")
            if at == begin or at >= size or lowers[at] not in {"'s", "'"}:
                return begin, at
            for i in range(begin, at):
                found.setdefault(i, "p")
            at += 1

    def _acts(self, at: int) -> bool:
        """Tell a verb: what stands before it is its subject and no item of a list."""
        lower = self.lowers[at]
        return lower in AUXILIARIES or (self.marks[at] == 0 and (at in self.verbs or lower.endswith("ed")))
