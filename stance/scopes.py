"""How far an operator reaches: which words of a sentence are negated, and which a condition, a hedge or a denial covers.

No parser: a scope runs from its operator to the end of the clause, told by punctuation and closed-class words, or for so many
words. The manner is that of NegEx (Chapman et al., J. Biomed. Inform. 2001) and ConText (Harkema et al., the same, 2009): cues
that look forward or back, words that end a scope, and fixed phrases that only look like a cue.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from stance.clauses import has_subject
from stance.lexicon import BACKWARD, FORWARD, Hit

PUNCTUATION = frozenset('.,;:!?()-"')
# The letter under which features speak of each operator that covers words without turning them round.
COVERS = {"conditional": "c", "hedge": "h", "reported-denial": "d", "concession": "k", "history": "p"}
_FLIPS = frozenset(("negator", "shifter"))
_FLIP_REACH = 4
_BACK_REACH = 6
_COVER_REACH = {"conditional": 8, "hedge": 6, "reported-denial": 10, "concession": 8, "history": 3}
_ENDS = frozenset(". ; : ! ? ( ) • but yet".split())
_STARTERS = frozenset(
    "because although though which who whom whose while whilst whereas unless until since when whenever if after before lest "
    "despite so however".split()
)
# What counts as no word (names, commas, hyphens) must not let a scope run on for ever.
_LONGEST = 30
BE = frozenset("be is are was were been being am 's 're get gets got getting".split())
_PARTICIPLES = ("ed", "ruled", "withdrawn", "withheld", "given")
# What is left after them is not what is turned round: "was barred from", "was stripped of".
_LINKS = frozenset("from of to in on".split())
_FLIPPING = frozenset(("not", "n't", "never"))
_COORDINATORS = frozenset("and or nor".split())
# Dashes of all lengths reach us as hyphens; what comes next tells "— it supports" from "long-term".
_AFTER_DASH = (
    _STARTERS | _COORDINATORS | frozenset("the a an it he she they we this that these not with in as is said but".split())
)
# After these a verb stands in its plain form, so that "and" with a past form begins something new.
_PLAIN_VERB_NEXT = frozenset("do does did will would can could may might must shall should to".split())
_LIST_REACH = 4
_ASIDE_REACH = 5


@dataclass(frozen=True, slots=True)
class Scopes:
    """
    What holds of each token.

    `negated` tells whether negators and shifters turn it round, two of which cancel; `operators` the class of the operator that
    stands there; `covers` the letters of `COVERS` whose scope it is in, each once.
    """

    negated: list[bool]
    operators: list[str | None]
    covers: list[str]


class _Reading:
    """One run of tokens while its scopes are found."""

    def __init__(self, lowers: Sequence[str], names: Sequence[bool]) -> None:
        self.lowers, self.names, self.size = lowers, names, len(lowers)

    def ahead(self, hit: Hit, reach: int) -> int:
        """Give the end of a forward scope, exclusive."""
        lowers = self.lowers
        at, left, quoted = self._past_comma(hit), reach, False
        begin, limit = at, min(self.size, at + _LONGEST)
        while at < limit and left:
            lower = lowers[at]
            if lower in _ENDS or (lower in _STARTERS and at > begin):
                break
            if lower == ",":
                if not self._goes_on_as_list(at):
                    break
            elif lower == '"':
                # Words set off by the writer ('not a "legitimate" ruler') end nothing; a quotation does.
                if not quoted and '"' not in lowers[at + 1 : at + 1 + _LIST_REACH]:
                    break
                quoted = not quoted
            elif lower in _COORDINATORS and at > begin and self._begins_anew(hit, at):
                break
            elif lower == "-":
                if lowers[at - 1] == "-" or (at + 1 < self.size and lowers[at + 1] in _AFTER_DASH):
                    break
            elif not self._goes_on_as_word(at):
                left -= 1
            at += 1
        return at

    def behind(self, hit: Hit, reach: int) -> int:
        """Give the first token of a backward scope."""
        at, left = hit.first, reach
        if at and self.lowers[at - 1] == ",":
            # "…, according to them" bears on what the comma sets it off from.
            at -= 1
        limit = max(0, at - _LONGEST)
        while at > limit and left:
            lower = self.lowers[at - 1]
            if lower in _ENDS or lower in _STARTERS or lower in {",", '"'}:
                break
            at -= 1
            left -= lower != "-" and not self._goes_on_as_word(at)
        return at

    def _goes_on_as_word(self, at: int) -> bool:
        """Tell the later words of a name and of a compound ("long-term"), which count as one, from a word of its own."""
        return at > 0 and (self.lowers[at - 1] == "-" or (self.names[at] and self.names[at - 1]))

    def _past_comma(self, hit: Hit) -> int:
        """Give the token at which a forward scope begins: after the aside of "did not, however, support", or "However,"."""
        at = hit.last
        if at == self.size or self.lowers[at] != ",":
            return at
        before = self.lowers[hit.first - 1] if hit.first else "."
        if before in _ENDS:
            return at + 1
        if before == ",":
            # The operator is an aside itself.
            return at
        for i in range(at + 1, min(self.size, at + 1 + _ASIDE_REACH)):
            if self.lowers[i] == ",":
                return i + 1
        return at

    def is_passive(self, hit: Hit) -> bool:
        """Tell "was ruled out", which turns round what stands before it, from "ruled out" and "was barred from"."""
        lowers = self.lowers
        if not lowers[hit.first].endswith(_PARTICIPLES) or not hit.first:
            return False
        if lowers[hit.last - 1] in _LINKS or (hit.last < self.size and lowers[hit.last] in _LINKS):
            return False
        before = hit.first - 1
        if lowers[before] in _FLIPPING or lowers[before].endswith("ly"):
            before -= 1
        return before >= 0 and lowers[before] in BE

    def _goes_on_as_list(self, comma: int) -> bool:
        """Tell the comma of "did not support, arm or train" from one that ends the clause."""
        for i in range(comma + 1, min(self.size, comma + 1 + _LIST_REACH)):
            lower = self.lowers[i]
            if lower in _ENDS or lower in _STARTERS or lower == "and":
                return False
            if lower in {"or", "nor"}:
                return not has_subject(self.lowers, self.names, i + 1)
        return False

    def _begins_anew(self, hit: Hit, at: int) -> bool:
        """Tell whether a coordinator opens a clause or a predicate of its own, which the operator before it does not reach."""
        if has_subject(self.lowers, self.names, at + 1):
            return True
        if self.lowers[at] != "and" or at + 1 == self.size or not self.lowers[at + 1].endswith("ed"):
            return False
        plain = hit.first if self.lowers[hit.first] in _FLIPPING else hit.last
        return self.lowers[plain - 1] in _PLAIN_VERB_NEXT or self.lowers[hit.first] == "cannot"

    def is_nested(self, hit: Hit) -> bool:
        """Tell a second negator that turns the first round from one that repeats it: "neither … nor", "no aid or no arms"."""
        if self.lowers[hit.first] == "nor":
            return False
        return hit.first == 0 or self.lowers[hit.first - 1] not in _COORDINATORS


def scopes(lowers: Sequence[str], names: Sequence[bool], hits: Sequence[Hit]) -> Scopes:
    """
    Find what the operators of a run of tokens cover; linear in the tokens, since every reach is bounded.

    :param lowers: The tokens in lower case.
    :param names: For each token, whether it belongs to a name.
    :param hits: What the lexicon found, in order of place.
    :return: What holds of each token.
    """
    size = len(lowers)
    found = Scopes([False] * size, [None] * size, [""] * size)
    reading = _Reading(lowers, names)
    late: list[Hit] = []
    for hit in hits:
        operator = hit.entry.operator
        if operator is None:
            continue
        for i in range(hit.first, hit.last):
            found.operators[i] = operator
        flips = operator in _FLIPS
        if not flips and operator not in COVERS:
            continue
        scope = BACKWARD if operator == "shifter" and reading.is_passive(hit) else hit.entry.scope
        if scope != BACKWARD:
            if flips:
                _flip(found.negated, reading, hit)
            else:
                _cover(found, reading, hit, operator)
        if scope != FORWARD:
            late.append(hit)
    # What stands before an operator is settled when all that turns the operator itself round is known.
    for hit in late:
        _look_back(found, reading, hit)
    return found


def _flip(negated: list[bool], reading: _Reading, hit: Hit) -> None:
    # Two flips cancel for as far as the second reaches, however short the first is.
    turned = not (negated[hit.first] and reading.is_nested(hit))
    end = reading.ahead(hit, _FLIP_REACH)
    negated[hit.last : end] = [turned] * (end - hit.last)


def _cover(found: Scopes, reading: _Reading, hit: Hit, operator: str) -> None:
    end = reading.ahead(hit, _COVER_REACH[operator])
    if operator == "reported-denial" and found.negated[hit.first]:
        # "Never denied that": neither a denial nor a negation of what follows.
        found.negated[hit.last : end] = [False] * (end - hit.last)
        return
    _mark(found.covers, hit.last, end, COVERS[operator])


def _look_back(found: Scopes, reading: _Reading, hit: Hit) -> None:
    operator = str(hit.entry.operator)
    begin = reading.behind(hit, _BACK_REACH)
    if operator in COVERS:
        if not (operator == "reported-denial" and found.negated[hit.first]):
            _mark(found.covers, begin, hit.first, COVERS[operator])
    elif not found.negated[hit.first]:
        for i in range(begin, hit.first):
            found.negated[i] = not found.negated[i]


def _mark(covers: list[str], begin: int, end: int, letter: str) -> None:
    for i in range(begin, end):
        if letter not in covers[i]:
            covers[i] += letter
