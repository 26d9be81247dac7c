"""What stands between quotation marks."""

from stance.text import Document

_OPENING = frozenset("“„«‘")
_STRAIGHT = frozenset("\"'")
_CLOSING = frozenset("”»’")

Span = tuple[int, int]


def _direction(document: Document, token: int) -> str:
    """Give a mark as a typographic one: a straight one opens after a space and closes before one, else it does what is due."""
    start, end = document.starts[token], document.ends[token]
    mark = document.text[start]
    if mark not in _STRAIGHT:
        return mark
    spaced = start == 0 or document.text[start - 1].isspace() or document.text[start - 1] in "([—–"
    ends = end >= len(document.text) or document.text[end].isspace()
    if spaced == ends:
        return mark
    return "“" if spaced else "”"


def quotes(document: Document) -> list[Span]:
    """
    Find what stands between quotation marks.

    A typographic mark tells by itself whether it opens or closes, a straight one by the spaces beside it or by what is due. A
    quotation that another one's opening mark, or the end of a paragraph, finds still open ends there, as where each paragraph of
    a long one opens anew.

    :param document: The text.
    :return: Token spans, the marks included.
    """
    marks = document.marks
    found: list[Span] = []
    opened: int | None = None
    paragraph, at = -1, 0
    for sentence in document.sentences if marks else ():
        if opened is None and (at == len(marks) or marks[at] >= sentence.last):
            continue
        if sentence.paragraph != paragraph:
            if opened is not None:
                found.append((opened, sentence.first))
            opened, paragraph = None, sentence.paragraph
        while at < len(marks) and marks[at] < sentence.last:
            token = marks[at]
            mark = _direction(document, token)
            at += 1
            if opened is None and mark not in _CLOSING:
                opened = token
            elif opened is not None and mark in _OPENING:
                found.append((opened, token))
                opened = token
            elif opened is not None:
                found.append((opened, token + 1))
                opened = None
    if opened is not None:
        found.append((opened, len(document.words)))
    return found
