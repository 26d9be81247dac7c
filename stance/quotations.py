"""What stands between quotation marks."""

from stance.text import Document

_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")

Span = tuple[int, int]


def quotes(document: Document) -> list[Span]:
    """
    Find what stands between quotation marks.

    A typographic mark tells by itself whether it opens or closes; a straight one does whatever is due. A quotation that another
    one's opening mark, or the end of a paragraph, finds still open ends there, as where each paragraph of a long one opens anew.

    :param document: The text.
    :return: Token spans, the marks included.
    """
    found: list[Span] = []
    opened: int | None = None
    paragraph = -1
    for sentence in document.sentences:
        if sentence.paragraph != paragraph:
            if opened is not None:
                found.append((opened, sentence.first))
            opened, paragraph = None, sentence.paragraph
        for token in range(sentence.first, sentence.last):
            if document.words[token] != '"':
                continue
            mark = document.text[document.starts[token]]
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
