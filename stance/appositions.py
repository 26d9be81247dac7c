"""Appositions: what stands between commas or dashes after a noun phrase and describes it."""

from stance.nounphrases import DETERMINERS, PRONOUNS
from stance.text import Document, Sentence

# After these a verb goes on with the subject of the one before.
SHARES_SUBJECT = frozenset(("and", "but", "then", "or"))
_REACH = 30
_LONGEST_PLACE = 4


def apposition(document: Document, comma: int, sentence: Sentence) -> int | None:
    """
    Jump over ", the director of the centre," to the comma that opens it.

    :param document: The text.
    :param comma: The comma, or dash, that closes it.
    :param sentence: Its sentence.
    :return: The mark that opens it, or None where there is none.
    """
    words = document.words
    floor = max(sentence.first, comma - _REACH)
    at = comma - 1
    while at > floor:
        if words[at] == words[comma]:
            further = _described_twice(document, at, floor)
            while further is not None:
                at, further = further, _described_twice(document, further, floor)
            return at
        if words[at] in {".", ";", '"', ":"} and words[at - 1].islower():
            return None
        at -= 1
    return None


def _described_twice(document: Document, comma: int, floor: int) -> int | None:
    """Give the comma before a description that stands before another: "Lee, D-Ohio, the chairman,"."""
    words, lowers = document.words, document.lowers
    at = comma - 1
    while at > floor and words[at] not in {",", ".", '"', ";"}:
        at -= 1
    if at <= floor or words[at] != ",":
        return None
    following = comma + 1
    while following < _sentence_end(document, comma) and words[following] != ",":
        following += 1
    place = following - comma <= _LONGEST_PLACE and all(word[0].isupper() for word in words[comma + 1 : following])
    relative = place or lowers[comma + 1] in {"which", "who", "whose", "whom", "where", "for"}
    plain = words[at + 1].islower() and lowers[at + 1] not in PRONOUNS and lowers[at + 1] not in SHARES_SUBJECT
    plain = plain and (relative or lowers[at + 1] not in DETERMINERS)
    state = comma - at <= 5 and words[at + 1][0].isupper()
    return at if plain or state or words[at + 1].isdigit() or lowers[at + 1] in {"who", "which"} else None


def _sentence_end(document: Document, token: int) -> int:
    return min(len(document.words), token + _LONGEST_PLACE + 1)
