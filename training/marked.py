"""Sentences with all that a teacher can be asked about them: what somebody labelled, and what only the reader marks."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from stance.engine import Engine
from stance.report import Options, TextInput
from training.examples import MentionExample, PairExample, Span

# Lists of results and the like, which are no sentences; a teacher would see only their beginning.
_LONGEST = 600


@dataclass(slots=True)
class Marked:
    """
    One sentence and what is asked of it.

    `mentions` and `pairs` (holder, target) map character offsets, end exclusive, to the label that somebody gave, None where
    nobody did; `group` keeps sentences together that must not stand on two sides of a fold; `corpus` names where it is from.
    """

    text: str
    group: str
    corpus: str
    mentions: dict[Span, str | None] = field(default_factory=dict)
    pairs: dict[tuple[Span, Span], str | None] = field(default_factory=dict)


def key_of(text: str) -> str:
    """
    Name a sentence without giving its text.

    :param text: The sentence as the corpus's reader gives it.
    :return: The first twelve hexadecimal digits of its SHA-256.
    """
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def labelled_sentences(mentions: Iterable[tuple[str, MentionExample]], pairs: Iterable[PairExample]) -> list[Marked]:
    """
    Gather the labelled examples by sentence.

    :param mentions: Marked mentions, each with the name of its corpus.
    :param pairs: Marked pairs.
    :return: One entry a sentence, in order of first appearance; where labels contradict, the first stays.
    """
    found: dict[str, Marked] = {}
    for pair in pairs:
        held = found.setdefault(pair.text, Marked(pair.text, pair.group, pair.source))
        held.pairs.setdefault((pair.first, pair.second), pair.forward)
        if pair.backward is not None:
            held.pairs.setdefault((pair.second, pair.first), pair.backward)
    for corpus, mention in mentions:
        held = found.setdefault(mention.text, Marked(mention.text, mention.group, corpus))
        held.mentions.setdefault(mention.span, mention.label)
    return list(found.values())


def unlabelled(sentences: Sequence[Marked], engine: Engine) -> list[Marked]:
    """
    Mark what the engine would score in the same sentences and nobody labelled.

    :param sentences: Labelled sentences.
    :param engine: Whose reader marks actors and candidate pairs; no score of it is used.
    :return: One entry a sentence that has any; a pair whose speaker stands in no token of the sentence is left out.
    """
    found = []
    for sentence in sentences:
        if len(sentence.text) > _LONGEST:
            continue
        held = engine.read(TextInput(sentence.text), Options())
        document = held.document
        more = Marked(sentence.text, sentence.group, sentence.corpus)
        for mention in held.reading.mentions:
            span = (document.starts[mention.first], document.ends[mention.last - 1])
            if mention.kind == "actor" and span not in sentence.mentions:
                more.mentions[span] = None
        for statement in held.statements:
            if statement.holder_span is None:
                continue
            first, last = statement.holder_span
            holder = (document.starts[first], document.ends[last - 1])
            target = (document.starts[statement.target.first], document.ends[statement.target.last - 1])
            apart = holder[1] <= target[0] or target[1] <= holder[0]
            if apart and (holder, target) not in sentence.pairs:
                more.pairs[holder, target] = None
        if more.mentions or more.pairs:
            found.append(more)
    return found
