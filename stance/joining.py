"""Names joined to one token each, so that nothing a name is made of feeds a feature: neither its words nor their number."""

from collections.abc import Iterable, Sequence

from stance.capitals import PARTICLES
from stance.masking import Span
from stance.mentions import Mention, Reading
from stance.records import record
from stance.text import Document
from stance.units import ENTITY

_INNER = PARTICLES | frozenset(("of", "for", "and", "the", "-", ".", "'", "'s", "&", "to", "on", "in"))
# The forms of a mention that is a name; titles, credits, pronouns and composed actors stay as they stand.
_NAMES = frozenset(("name", "acronym", "local", "surname", "place", "unknown", "adjective"))


@record
class Joined:
    """
    A run of tokens with its names joined: `words` and the same in lower case, where each name is `ENT`.

    `places[i]` is the place of token i of the run before joining; `first` is that token's index in the document.
    """

    words: tuple[str, ...]
    lowers: tuple[str, ...]
    places: tuple[int, ...]
    first: int = 0

    def span(self, first: int, last: int) -> Span:
        """
        Find tokens of the document, cut to those of the run.

        :param first: The first token's index in the document.
        :param last: The last token's, exclusive.
        :return: Their places in the joined run, end exclusive; empty where the run holds none of them.
        """
        begin, end = max(0, first - self.first), min(len(self.places), last - self.first)
        return (self.places[begin], self.places[end - 1] + 1) if begin < end else (0, 0)


def is_name(words: Sequence[str], lowers: Sequence[str]) -> bool:
    """
    Tell a name from words that describe.

    :param words: Tokens as they stand.
    :param lowers: The same in lower case.
    :return: Whether all have capitals, but numbers and the small words that stand inside names or, as "al", open them.
    """
    if not words or not (words[0][0].isupper() or lowers[0] in PARTICLES):
        return False
    # "Park Geun-hye", "Inter-services"
    fit = [
        word[0].isupper() or word[0].isdigit() or (i > 0 and words[i - 1] == "-" and word[0].isalpha())
        for i, word in enumerate(words)
    ]
    return fit[-1] and all(fits or lower in _INNER for fits, lower in zip(fit, lowers, strict=True))


def as_written(document: Document, span: Span) -> list[str]:
    """
    Give tokens with the capitals that the text has: a headline's ordinary words are in lower case among the document's.

    :param document: The text.
    :param span: The tokens, end exclusive.
    :return: The words.
    """
    return [document.straight[document.starts[token] : document.ends[token]] for token in range(*span)]


def name_spans(document: Document, reading: Reading) -> tuple[Span, ...]:
    """
    Find the mentions that are names.

    :param document: The text.
    :param reading: What is mentioned in it.
    :return: Their tokens, in order and without overlap; a name inside an issue's phrase is left as it stands.
    """
    issues = {token for one in reading.mentions if one.kind == "issue" for token in range(one.first, one.last)}
    found: list[Span] = []
    reached = 0
    for one in sorted([*reading.mentions, *reading.names], key=_place):
        if one.kind == "issue" or one.form not in _NAMES or one.first < reached or not issues.isdisjoint(range(*_place(one))):
            continue
        if is_name(as_written(document, _place(one)), document.lowers[one.first : one.last]):
            found.append(_place(one))
            reached = one.last
    return tuple(found)


def _place(one: Mention) -> Span:
    return one.first, one.last


def join(words: Sequence[str], lowers: Sequence[str], names: Iterable[Span], first: int = 0) -> Joined:
    """
    Join the names of a run of tokens.

    :param words: The tokens as they stand.
    :param lowers: The same, folded to lower case.
    :param names: Which of them are names, by places in the run, end exclusive, in order and without overlap.
    :param first: The document's token at which the run begins.
    :return: The run with one token a name.
    """
    new_words: list[str] = []
    new_lowers: list[str] = []
    places: list[int] = []
    at = 0
    for name, end in [*names, (len(words), len(words))]:
        # Whether a name takes an article is part of the name.
        begin = name - 1 if name > at and name < end and lowers[name - 1] == "the" else name
        places += range(len(new_words), len(new_words) + begin - at)
        new_words += words[at:begin]
        new_lowers += lowers[at:begin]
        if begin < end:
            places += [len(new_words)] * (end - begin)
            # In capitals it is no word that a table holds in lower case.
            new_words.append(ENTITY)
            new_lowers.append(ENTITY)
        at = end
    return Joined(tuple(new_words), tuple(new_lowers), tuple(places), first)
