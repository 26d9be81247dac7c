"""Clauses that interrupt a sentence: in "Oslo, which lent money to Bonn, opposed Rome", Bonn takes no part in the opposing."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from stance.text import Document, Sentence

_RELATIVES = frozenset(("who", "whose", "whom", "which"))
_LONGEST = 30

Span = tuple[int, int]


def asides(document: Document, sentence: Sentence) -> list[Span]:
    """
    Find the relative clauses and "led by" phrases between two commas or dashes.

    :param document: The text.
    :param sentence: The sentence.
    :return: The tokens between the marks, end exclusive; what runs on to the sentence's end interrupts nothing.
    """
    lowers, marks = document.lowers, document.pauses
    found: list[Span] = []
    for mark in marks[bisect_right(marks, sentence.first) : bisect_left(marks, sentence.last - 2)]:
        if found and mark < found[-1][1]:
            continue
        passive = lowers[mark + 1].endswith("ed") and lowers[mark + 2] == "by"
        if lowers[mark + 1] not in _RELATIVES and not passive:
            continue
        closes = range(mark + 2, min(sentence.last - 1, mark + _LONGEST))
        # A dash of the kind in "Oslo-led" closes nothing.
        end = next(
            (at for at in closes if lowers[at] == lowers[mark] and (lowers[at] == "," or _stands_apart(document, at))), None
        )
        if end is not None:
            found.append((mark + 1, end))
    return found


def _stands_apart(document: Document, token: int) -> bool:
    return document.starts[token] > document.ends[token - 1]


def interrupted(spans: Sequence[Span], one: int, other: int) -> bool:
    """
    Tell whether the first of two tokens stands in an aside and the other after it.

    :param spans: What `asides` found.
    :param one: The token that comes first.
    :param other: The other.
    :return: Whether the end of an aside that holds the first lies between them.
    """
    return any(first <= one < last <= other for first, last in spans)
