"""Pairs of names that say nothing of each other: a title and its bearer, two of a list."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from stance.actors import Mention
from stance.text import Document, Sentence

_LIST_GAP = 12
_SIDING = frozenset((("anti", "-"), ("pro", "-")))
_LISTING = frozenset((",", "and", "or", "the", "&"))


def bears(document: Document, one: Mention, other: Mention, titles: Collection[str]) -> bool:
    """
    Tell a name that is part of the title of the next: "Republican nominee X", "campaign spokesman X".

    :param document: The text.
    :param one: A mention.
    :param other: One that stands a few words after it.
    :param titles: Words of titles and offices, lower case.
    :return: Whether it is.
    """
    if document.lowers[max(0, one.first - 2) : one.first] in _SIDING:
        # "anti-Putin protesters"
        return False
    return all(word in titles for word in document.lowers[one.last : other.first])


def lists(document: Document, mentions: Sequence[Mention], titles: Collection[str]) -> dict[Mention, int]:
    """
    Give each item of a list of names, such as "Paris, Berlin and the Dutch government", the number of its list.

    :param document: The text.
    :param mentions: A sentence's mentions, in order.
    :param titles: Words of titles and offices, lower case.
    :return: The number of the list for each mention that stands in one.
    """
    runs: list[tuple[list[Mention], bool]] = []
    for one, other in pairwise(mentions):
        between = range(one.last, other.first)
        if len(between) > _LIST_GAP:
            continue
        words = [document.lowers[i] for i in between if not document.words[i][0].isupper()]
        listing = all(word in _LISTING or word in titles or word.removesuffix("s") in titles for word in words)
        # "British engineers Tom Hale and Rod Penn" are two of one list with what they are.
        described = not between and one.form == "composed"
        if not listing or not (between or described):
            continue
        joined = described or "and" in words or "or" in words
        if runs and runs[-1][0][-1] is one:
            runs[-1] = ([*runs[-1][0], other], runs[-1][1] or joined)
        else:
            runs.append(([one, other], joined))
    return {found: number for number, (items, joined) in enumerate(runs) if joined for found in items}


def mutual(document: Document, span: Sentence, mentions: Sequence[Mention], reciprocals: frozenset[str]) -> bool:
    """
    Tell whether a sentence has a word of mutual dealings that is no part of a name, as it is of "United Nations".

    :param document: The text.
    :param span: The sentence.
    :param mentions: Its mentions.
    :param reciprocals: Such words.
    :return: Whether it has.
    """
    named = {token for one in mentions for token in range(one.first, one.last)}
    return any(document.lowers[token] in reciprocals for token in range(span.first, span.last) if token not in named)


def relative_themes(document: Document, mentions: Sequence[Mention]) -> dict[Mention, Mention]:
    """
    Find agents of a reduced relative and whom it is about: in "rebels armed by Z and W", Z and W belong to the rebels.

    :param document: The text.
    :param mentions: A sentence's mentions, in order.
    :return: For each such agent whom it is about.
    """
    ends = {found.last: found for found in mentions}
    found: dict[Mention, Mention] = {}
    for agent in mentions:
        at = agent.first - 1
        while at > 0 and (document.lowers[at] in _LISTING or at + 1 in ends or document.words[at][0].isupper()):
            at = ends[at + 1].first - 1 if at + 1 in ends else at - 1
        theme = ends.get(at - 1)
        if at > 1 and document.lowers[at] == "by" and theme is not None and document.lowers[at - 1].endswith(("ed", "en")):
            found[agent] = theme
    return found
