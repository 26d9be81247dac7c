"""Speech that layout gives to a speaker: turns of a transcript ("LEE: …") and quotations with a byline ("…" - Ann Lee)."""

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


def byline(document: Document, quote: Span) -> Span | None:
    """
    Find the name in a line that says whose quotation stands before it.

    :param document: The text.
    :param quote: The quotation's tokens, end exclusive.
    :return: The name's tokens, or None where no dash and name stand there and end their line.
    """
    words, dash = document.words, quote[1]
    if dash + 1 >= len(words) or words[dash] != "-" or not words[dash + 1][0].isupper():
        return None
    end = document.sentences[document.sentence_of(dash)].last
    last = dash + 1
    while last < min(end, dash + 1 + _LONGEST_NAME) and (words[last][0].isupper() or words[last] == "."):
        last += 1
    closes = last > dash + 1 and (last >= end or words[last] == ",")
    return (dash + 1, last) if closes else None
