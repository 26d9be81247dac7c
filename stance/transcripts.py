"""Turns of a transcript: paragraphs that begin with a name and a colon."""

from collections.abc import Iterator

from stance.text import Document

_LONGEST_NAME = 5

Span = tuple[int, int]


def turns(document: Document) -> Iterator[tuple[Span, Span]]:
    """
    Find the turns of a transcript.

    :param document: The text.
    :yield: The tokens that name the speaker, and those of what is said up to the end of the paragraph, end exclusive.
    """
    sentences = document.sentences
    paragraph = -1
    for index, sentence in enumerate(sentences):
        if sentence.paragraph == paragraph:
            continue
        paragraph = sentence.paragraph
        first = sentence.first + (document.words[sentence.first] == '"')
        colon = _colon(document, first, sentence.last)
        if colon is None:
            continue
        last = index
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == paragraph:
            last += 1
        if sentences[last].last - colon > 1:
            yield (first, colon), (colon + 1, sentences[last].last)


def _colon(document: Document, first: int, last: int) -> int | None:
    """Find the colon after a name in capitals that begins with a token."""
    for at in range(first, min(last, first + _LONGEST_NAME + 1)):
        word = document.words[at]
        if word == ":":
            return at if at > first and document.starts[at] == document.ends[at - 1] else None
        if not (word.isupper() and len(word) > 1) and word != ".":
            return None
    return None
