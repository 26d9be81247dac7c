"""What dashes set off within a sentence is read as if commas did."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

LONG_DASHES = frozenset("\u2014\u2015")
_LONGEST = 30
_STRONGER = frozenset((";", ":", '"'))


def _is_dash(text: str, place: int) -> bool:
    """Tell a dash from a hyphen: a long one, or one with a space on either side."""
    return text[place] in LONG_DASHES or (text[place - 1 : place].isspace() and text[place + 1 : place + 2].isspace())


def _holds_together(words: Sequence[str], opened: int, closed: int) -> bool:
    return closed - opened <= _LONGEST and _STRONGER.isdisjoint(words[opened:closed])


def asides(text: str, words: Sequence[str], starts: Sequence[int], sentences: Sequence[tuple[int, int]]) -> Iterator[int]:
    """
    Find pairs of dashes that set off part of a sentence: "the president — who knew — left".

    What follows the first begins small: a name there may be a reporter's or a speaker's, after a town or a quotation.

    :param text: The text.
    :param words: Its tokens.
    :param starts: The character offset of each.
    :param sentences: The first and last token of each sentence, end exclusive.
    :yield: The tokens of both dashes of each pair, in order.
    """
    dashes = [at for at, word in enumerate(words) if word == "-" and _is_dash(text, starts[at])] if "-" in words else []
    if len(dashes) < 2:
        return
    lasts = [last for _, last in sentences]
    opened: int | None = None
    for at in dashes:
        first, last = sentences[bisect_right(lasts, at)]
        within = first < at < last - 1
        if opened is not None and opened > first and within and _holds_together(words, opened, at):
            yield opened
            yield at
            opened = None
        else:
            opened = at if within and words[at + 1].islower() else None
