"""The fourth step: candidate statements, one (holder, target) pair in one stretch of text with how it was said.

| case | example | holder and target |
| --- | --- | --- |
| speaker and what the words name | "The vote is a farce," the union said. | union on the vote |
| speaker elsewhere, words run on | X spoke first. "The truce is dead. The army broke it." | X on truce, X on army |
| two actors of one clause | Troops shelled the rebels. | both directions |
| an actor and an issue | Moscow pressed for a ceasefire. | Moscow on the ceasefire |
| third party reports | Kerry said Russia would back the talks. | Russia on the talks, source Kerry |
| inside the words and outside | X, who met Y, said Z had lied. | not Y on Z: the words are not Y's |
| the one who is told | X told Y that Z had lied. | not Y: listening is no stance |
| a title and its bearer | Party spokesman X resigned. | not X on the party: that is who X is |
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from stance.actors import Mention, Reading
from stance.attribution import Attribution
from stance.text import Document

_MENTIONS_BETWEEN = 4
_TOKENS_BETWEEN = 40
_TITLE_LENGTH = 3
_SPEAKERS = 2
_TOLD = frozenset("told tells telling tell informed assured".split())

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Statement:
    """
    A candidate: what `holder` may hold on `target`, as sentence `sentence` tells it.

    `holder_span` is None where the holder speaks from another sentence; spans are token spans, end exclusive. `kind` is `quote`,
    `reported` or `narrated`; `attribution` is the speech the sentence belongs to, if any; `spoken` tells that the holder is its
    speaker and the target named in its words.
    """

    holder: str
    target: Mention
    holder_span: Span | None
    sentence: int
    kind: str
    attribution: Attribution | None = None
    spoken: bool = False


def _covering(attributions: Sequence[Attribution], token: int) -> Attribution | None:
    """Find the innermost attribution whose content holds a token."""
    inside = [a for a in attributions if a.content[0] <= token < a.content[1]]
    return min(inside, key=lambda a: a.content[1] - a.content[0]) if inside else None


def _spoken(
    document: Document, sentence: int, mentions: Sequence[Mention], attributions: Sequence[Attribution]
) -> Iterator[Statement]:
    """Pair each speaker with what its words name in a sentence."""
    first, last = document.sentences[sentence].first, document.sentences[sentence].last
    for found in mentions:
        covering = [a for a in attributions if a.content[0] <= found.first < a.content[1] and a.actor is not None]
        # Speech within speech within speech: the two innermost speakers are heard.
        for attribution in sorted(covering, key=lambda a: a.content[1] - a.content[0])[:_SPEAKERS]:
            source = attribution.source
            if source is None or attribution.actor is None:
                continue
            here = first <= source[0] and source[1] <= last
            inside = attribution.content[0] <= found.first and found.last <= attribution.content[1]
            begin, end = attribution.frame
            if inside and found.id != attribution.actor and (found.first >= end or found.last <= begin):
                span = source if here else None
                yield Statement(attribution.actor, found, span, sentence, attribution.kind, attribution, spoken=True)


def _together(
    document: Document,
    sentence: int,
    mentions: Sequence[Mention],
    covers: Sequence[Attribution | None],
    titles: Collection[str],
) -> Iterator[Statement]:
    """Pair the actors of a sentence with each other and with its issues, where the same words hold both."""
    nearest: dict[tuple[str, str], tuple[int, Statement]] = {}
    for i, one in enumerate(mentions):
        for j in range(i + 1, min(len(mentions), i + 2 + _MENTIONS_BETWEEN)):
            other = mentions[j]
            gap = other.first - one.last
            if one.id == other.id or gap > _TOKENS_BETWEEN or covers[i] is not covers[j] or _bears(document, one, other, titles):
                continue
            cover = covers[i]
            kind = "narrated" if cover is None else "reported"
            for holder, target in ((one, other), (other, one)):
                # `_spoken` pairs a speaker with what it names, unless the words name the speaker again ("it will").
                if holder.kind != "actor" or (
                    target.kind == "actor" and cover is not None and cover.actor in {holder.id, target.id}
                ):
                    continue
                statement = Statement(holder.id, target, (holder.first, holder.last), sentence, kind, cover)
                key = (holder.id, target.id)
                if key not in nearest or gap < nearest[key][0]:
                    nearest[key] = (gap, statement)
    yield from (statement for _, statement in nearest.values())


def _bears(document: Document, one: Mention, other: Mention, titles: Collection[str]) -> bool:
    """Tell a name that is part of the title of the next: "Republican nominee X", "campaign spokesman X"."""
    between = document.lowers[one.last : other.first]
    return len(between) <= _TITLE_LENGTH and all(word in titles for word in between)


def _listeners(document: Document, attributions: Sequence[Attribution]) -> frozenset[int]:
    """Find the tokens after which somebody is told: "told", "said to"."""
    tells = (a.cue for a in attributions if a.cue is not None)
    return frozenset(cue[1] for cue in tells if document.lowers[cue[1] - 1] in _TOLD)


def candidates(
    document: Document, reading: Reading, attributions: Sequence[Attribution], titles: Collection[str] = ()
) -> list[Statement]:
    """
    Make the candidate statements of a text.

    :param document: The text.
    :param reading: Its mentions.
    :param attributions: Who says what.
    :param titles: Words of titles and offices, lower case, which tie a body's name to the person who bears the title.
    :return: The candidates, sentence by sentence; their number grows linearly with the number of mentions.
    """
    by_sentence: dict[int, list[Mention]] = {}
    for found in reading.mentions:
        by_sentence.setdefault(document.sentence_of(found.first), []).append(found)
    spoken: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        begin, end = document.sentence_of(attribution.content[0]), document.sentence_of(attribution.content[1] - 1)
        for sentence in range(begin, end + 1):
            spoken.setdefault(sentence, []).append(attribution)
    listening = _listeners(document, attributions)
    found_statements: list[Statement] = []
    for sentence, named in by_sentence.items():
        speech = spoken.get(sentence, [])
        mentions = [m for m in named if m.first not in listening and not (m.first - 1 in listening and m.first)]
        covers = [_covering(speech, found.first) for found in mentions]
        found_statements += _spoken(document, sentence, mentions, speech)
        found_statements += _together(document, sentence, mentions, covers, titles)
    return found_statements
