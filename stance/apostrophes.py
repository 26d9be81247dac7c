"""Which apostrophes are quotation marks."""

from collections.abc import Sequence

_LEFT, _RIGHT = "\u2018", "\u2019"
# What an apostrophe that opens a word may belong to: "the '90s", "'em", "'t Hooft".
_CLIPPED = frozenset("em tis twas til till cause n t s round bout cos".split())
_OPENS_BEFORE = "([-\u2014\u2013"
# How many tokens an apostrophe after an s may close: "the 'generals' of old"; further away it is a plural's.
_NEAR = 8


def _side(text: str, straight: str, at: int) -> str:
    """Tell whether a single mark may open or close: a typographic one by itself, and each by what stands beside it."""
    before, after = straight[at - 1 : at] if at else " ", straight[at + 1 : at + 2] or " "
    opens = (before.isspace() or before in _OPENS_BEFORE) and not after.isspace() and text[at] != _RIGHT
    closes = not before.isspace() and not after.isalnum() and text[at] != _LEFT
    return "opens" if opens else "closes" if closes else ""


def apostrophes_that_quote(
    text: str, straight: str, words: Sequence[str], lowers: Sequence[str], starts: Sequence[int]
) -> list[int]:
    """
    Find two or three apostrophes in a row, and pairs of single marks where nothing else quotes.

    A mark after an s may be a plural's: it closes where no other mark does and the opening one is near.

    :param text: The text.
    :param straight: The same, straightened.
    :param words: Its tokens.
    :param lowers: The same in lower case.
    :param starts: The character offset of each token.
    :return: The tokens that are quotation marks.
    """
    marks = [token for token, word in enumerate(words) if word.startswith("''")] if "''" in straight else []
    if marks or "'" not in straight or '"' in words:
        return marks
    opened = doubtful = None
    for token, word in enumerate(words):
        if word != "'":
            continue
        side = _side(text, straight, starts[token])
        if side == "opens":
            if opened is not None and doubtful is not None:
                marks += (opened, doubtful)
            following = lowers[token + 1]
            opened = None if following in _CLIPPED or following[0].isdigit() else token
            doubtful = None
        elif side == "closes" and opened is not None:
            if lowers[token - 1].endswith("s"):
                # "the workers' pay", unless nothing else closes.
                doubtful = doubtful or (token if token - opened <= _NEAR else None)
                continue
            if "\n\n" not in text[starts[opened] : starts[token]].replace("\r\n", "\n"):
                marks += (opened, token)
            opened = doubtful = None
    if opened is not None and doubtful is not None:
        marks += (opened, doubtful)
    return marks
