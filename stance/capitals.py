"""Capitalised words: the runs in which they stand together, and the lines in which a capital tells nothing."""

from bisect import bisect_left
from collections.abc import Collection, Iterator

from stance.records import record
from stance.text import Document, Sentence

PARTICLES = frozenset("al el bin ibn abu van von de del della der den di da la le bint ben".split())
# What a run goes on over where a capital follows.
_JOINTS = PARTICLES | {"-", "."}
_INNER = frozenset(("of", "for", "and", "the", "-", "'", "'s", "to", "on", "in"))
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december mon tue wed thu fri sat sun".split()
)
NUMERALS = frozenset("ii iii iv vi vii viii ix xi xii xiii xiv xv xvi".split())


@record
class Run:
    """Capitalised words that stand together, tokens `first` to `last`, end exclusive."""

    first: int
    last: int


def runs(document: Document, sentence: Sentence, taken: Collection[int]) -> Iterator[Run]:
    """
    Find the runs of capitalised words that no mention covers.

    :param document: The text.
    :param sentence: The sentence to search.
    :param taken: Tokens that belong to a mention already.
    :yield: The runs, particles such as "al-" and initials' stops included.
    """
    capitals, words, lowers, last = document.capitals, document.words, document.lowers, sentence.last
    reached = 0
    for at in capitals[bisect_left(capitals, sentence.first) : bisect_left(capitals, last)]:
        if at < reached or at in taken or lowers[at] in CALENDAR or (not at and len(words[at]) == 1):
            continue
        end = at + 1
        while end < last and end not in taken:
            lower = lowers[end]
            if words[end][0].isupper():
                if lower in CALENDAR:
                    break
                end += 1
                continue
            if lower not in _JOINTS:
                break
            follows = end + 1 < last and end + 1 not in taken and words[end + 1][0].isupper()
            if follows and lower != ".":
                end += 1 if lowers[end + 1] in CALENDAR else 2
            elif lower in PARTICLES and lowers[end + 1 : end + 2] == ("-",) and end + 2 < last:
                end += 3
            elif lower == "." and len(words[end - 1]) == 1 and follows:
                end += 1
            else:
                break
        yield Run(at, min(end, last))
        reached = end


def is_signature(document: Document, index: int) -> bool:
    """
    Tell whether a sentence is a line of names that closes a piece of text.

    :param document: The text.
    :param index: The sentence.
    :return: Whether its words are capitalised, text stands before it, and nothing, a bullet or a new paragraph follows.
    """
    sentences = document.sentences
    sentence = sentences[index]
    if index < 2 or document.words[sentence.last - 1] in {"!", "?", '"'}:
        return False
    following = sentences[index + 1] if index + 1 < len(sentences) else None
    if following is not None and following.paragraph == sentence.paragraph and document.text[following.start] not in "•●▪":
        return False
    count = 0
    for word in document.words[sentence.first : sentence.last]:
        if word.isalpha() and word not in _INNER:
            if not word[0].isupper():
                return False
            count += 1
    return 1 < count < 10


def _long_capitals(document: Document, sentence: Sentence) -> int:
    """Count the longer words of a sentence whose longer words all have capitals; -1 where one has none, as most sentences do."""
    count = 0
    for word in document.words[sentence.first : sentence.last]:
        if len(word) > 3 and word.isalpha():
            if not word[0].isupper():
                return -1
            count += 1
    return count


def is_heading(document: Document, sentence: Sentence) -> bool:
    """
    Tell a line in capitals, where a capital letter tells nothing.

    :param document: The text.
    :param sentence: The line.
    :return: Whether it is a heading.
    """
    return document.words[sentence.last - 1] not in '.!?"' and _long_capitals(document, sentence) in range(12)


def is_title_case(document: Document, sentence: Sentence) -> bool:
    """
    Tell a sentence whose longer words all have capitals, as in a heading that ends with a full stop.

    :param document: The text.
    :param sentence: The sentence.
    :return: Whether a capital tells nothing in it.
    """
    return _long_capitals(document, sentence) > 3
