"""What dashes set off within a sentence is read as if commas did."""

from collections.abc import Iterator, Sequence

_LONG_DASHES = frozenset("\u2014\u2015")
_LONGEST = 30
_STRONGER = frozenset((";", ":", '"'))


def _is_dash(text: str, words: Sequence[str], starts: Sequence[int], at: int) -> bool:
    """Tell a dash from a hyphen: a long one, or one with a space on either side."""
    if words[at] != "-":
        return False
    place = starts[at]
    return text[place] in _LONG_DASHES or (text[place - 1 : place].isspace() and text[place + 1 : place + 2].isspace())


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
    if "-" not in words:
        return
    for first, last in sentences:
        opened: int | None = None
        for at in range(first + 1, last - 1):
            word = words[at]
            if word in _STRONGER:
                opened = None
            elif word == "-" and _is_dash(text, words, starts, at):
                if opened is not None and at - opened <= _LONGEST:
                    yield opened
                    yield at
                    opened = None
                else:
                    opened = at if words[at + 1].islower() else None
