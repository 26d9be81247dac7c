"""A shallow clause pass: where the clauses of a sentence begin, and which holds which.

No parser: borders are closed-class words and punctuation, read once from left to right. A clause knows the clause that holds it,
whether it has a subject of its own, and, if it is relative, the token that it describes.
"""

from collections.abc import Sequence

from stance.records import record

MAIN, RELATIVE, PARTICIPIAL, SUBORDINATE, ASIDE = "m", "r", "p", "s", "a"
_DEPENDENT = frozenset((RELATIVE, PARTICIPIAL, SUBORDINATE))
_RELATIVES = frozenset("who whom whose which".split())
_SUBORDINATORS = frozenset(
    "while although though because since when whenever if unless until after before whereas despite once lest whether "
    "where".split()
)
_COORDINATORS = frozenset("and but or yet so nor".split())
_BREAKS = frozenset((";", ":", "–", "—", "•"))
# Where no comma stands before, only these can end or open a clause.
_BORDERS = _RELATIVES | _SUBORDINATORS | _COORDINATORS | _BREAKS | {"("}
_SUBJECT_PRONOUNS = frozenset("he she it they we i you this that these those there".split())
_DETERMINERS = frozenset("the a an his her its their our some many most both no several".split())
_AUXILIARIES = frozenset(
    "is are was were be been has have had will would can could may might must shall should does do did 's 've 'll 'd said says "
    "say told went came made took gave got began became".split()
)
_NOT_PARTICIPLES = frozenset(
    "during king ring spring thing morning evening building meeting something nothing anything including according following "
    "regarding concerning pending outgoing incoming ruling leading".split()
)
_LONGEST_SUBJECT = 6


@record
class Clause:
    """
    A clause of a run of tokens.

    `first` is its first token; `kind` one of `m`ain, `r`elative, `p`articipial, `s`ubordinate or `a`side; `host` the index of the
    clause that holds it, -1 for the first; `antecedent` the token that a relative clause describes, else -1; `subject` tells
    whether it has a subject of its own.
    """

    first: int
    kind: str
    host: int
    antecedent: int
    subject: bool


@record
class Clauses:
    """The clauses of a run of tokens; `owner[i]` is the index of the innermost clause that token i belongs to."""

    all: tuple[Clause, ...]
    owner: tuple[int, ...]


def has_subject(lowers: Sequence[str], names: Sequence[bool], at: int) -> bool:
    """
    Tell whether a subject and a verb begin at a token, as after "and" in "X left and the rebels attacked".

    :param lowers: Tokens in lower case.
    :param names: For each token, whether it belongs to a name.
    :param at: The token.
    :return: Whether they do.
    """
    if at >= len(lowers):
        return False
    if lowers[at] in _SUBJECT_PRONOUNS:
        return True
    if not (names[at] or lowers[at] in _DETERMINERS):
        return False
    for i in range(at + 1, min(len(lowers), at + 1 + _LONGEST_SUBJECT)):
        if lowers[i] in {",", "and", "or", "but"}:
            return False
        if not names[i] and _verb_like(lowers[i]):
            return True
    return False


def _verb_like(lower: str) -> bool:
    return lower in _AUXILIARIES or (lower.endswith(("ed", "s")) and len(lower) > 3 and not lower.endswith(("ss", "'s")))


class _Splitting:
    """One run of tokens on its way through the pass."""

    def __init__(self, words: Sequence[str], lowers: Sequence[str], names: Sequence[bool]) -> None:
        self.words, self.lowers, self.names = words, lowers, names
        self.found = [Clause(0, MAIN, -1, -1, subject=True)]
        self.stack = [0]

    def run(self) -> Clauses:
        owner: list[int] = []
        for at, lower in enumerate(self.lowers):
            if lower == ")" and any(self.found[i].kind == ASIDE for i in self.stack):
                owner.append(self.stack[-1])
                while self.found[self.stack.pop()].kind != ASIDE:
                    pass
                continue
            if lower in _BORDERS or not at or self.lowers[at - 1] == ",":
                self._border(at, lower)
            owner.append(self.stack[-1])
        return Clauses(tuple(self.found), tuple(owner))

    def _open(self, at: int, kind: str, *, subject: bool, antecedent: int = -1) -> None:
        self.found.append(Clause(at, kind, self.stack[-1], antecedent, subject))
        self.stack.append(len(self.found) - 1)

    def _border(self, at: int, lower: str) -> None:
        before = self.lowers[at - 1] if at else ","
        after_comma = before == ","
        if lower == "(":
            self._open(at, ASIDE, subject=False)
        elif lower in _BREAKS:
            del self.stack[1:]
            self._open(at, MAIN, subject=True)
        elif lower in _RELATIVES and at:
            self._leave(after_comma=after_comma)
            own = lower == "whom" or (lower != "who" and has_subject(self.lowers, self.names, at + 1))
            self._open(at, RELATIVE, subject=own, antecedent=at - 2 if after_comma else at - 1)
        elif lower in _SUBORDINATORS or (lower == "as" and after_comma):
            self._leave(after_comma=after_comma)
            bare = at + 1 < len(self.words) and self.lowers[at + 1].endswith("ing")
            self._open(at, SUBORDINATE, subject=not bare)
        elif after_comma and self._is_participle(at):
            self._leave(after_comma=after_comma)
            self._open(at, PARTICIPIAL, subject=False)
        elif lower in _COORDINATORS and has_subject(self.lowers, self.names, at + 1):
            if after_comma:
                del self.stack[1:]
            self._open(at, MAIN, subject=True)
        elif after_comma and lower not in _COORDINATORS:
            self._leave(after_comma=True)

    def _leave(self, *, after_comma: bool) -> None:
        """Close the clause that a comma ends."""
        here = self.found[self.stack[-1]]
        if after_comma and len(self.stack) > 1 and here.kind in _DEPENDENT:
            self.stack.pop()

    def _is_participle(self, at: int) -> bool:
        word = self.words[at]
        return word.endswith("ing") and len(word) > 4 and word.islower() and word not in _NOT_PARTICIPLES


def split(words: Sequence[str], lowers: Sequence[str], names: Sequence[bool]) -> Clauses:
    """
    Split a run of tokens into clauses.

    :param words: The tokens.
    :param lowers: The same in lower case.
    :param names: For each token, whether it belongs to a name.
    :return: The clauses.
    """
    return _Splitting(words, lowers, names).run()
