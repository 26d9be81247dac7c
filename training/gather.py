"""Everything that training learns from, read once: labelled mentions and pairs, and what a teacher thinks of more of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from training import annotations, dse, newsmtsc, softlabels
from training.examples import MentionExample, PairExample
from training.softlabels import MentionKey, PairKey, Soft
from training.statements import read_portrayals, read_scenes, read_statements

NEWSMTSC, PORTRAYALS, DSE, ANNOTATED, STATEMENTS, SCENES = "newsmtsc", "portrayals", "dse", "annotated", "statements", "scenes"
# What the project labelled itself, be the sentence its own or a corpus's.
OWN = frozenset((PORTRAYALS, ANNOTATED, STATEMENTS, SCENES))


@dataclass(frozen=True, slots=True)
class Examples:
    """
    Labelled examples, and soft labels by reference.

    `mentions` come with the name of their corpus, `pairs` hold it; of a pair that stands twice the first counts, so that the
    labels of whoever read the sentence go before those of its corpus.
    """

    mentions: Sequence[tuple[str, MentionExample]]
    pairs: Sequence[PairExample]
    soft_mentions: dict[MentionKey, Soft] = field(default_factory=dict)
    soft_pairs: dict[PairKey, Soft] = field(default_factory=dict)

    def count(self) -> dict[str, int]:
        """
        Count the examples.

        :return: How many there are of each corpus, in order of first appearance.
        """
        counts: dict[str, int] = {}
        for corpus in (*(corpus for corpus, _ in self.mentions), *(pair.source for pair in self.pairs)):
            counts[corpus] = counts.get(corpus, 0) + 1
        return counts

    def corpus_texts(self) -> list[str]:
        """
        Give what the common words are counted in.

        :return: The texts of both corpora, one an example, without the project's own sentences.
        """
        texts = [one.text for corpus, one in self.mentions if corpus == NEWSMTSC]
        return texts + [pair.text for pair in self.pairs if pair.source == DSE]


def gather(data: Path, limit: int | None = None) -> Examples:
    """
    Read everything.

    :param data: The data folder.
    :param limit: Take only so many examples of each corpus and no soft labels, for a quick trial.
    :return: The examples.
    :raises CorpusError: If a corpus file is missing or altered.
    :raises SeedError: If a table of the project's own is damaged.
    """
    mentions = [(NEWSMTSC, one) for one in newsmtsc.read_train(data / "newsmtsc/train.jsonl")[:limit]]
    mentions += [(PORTRAYALS, one) for one in read_portrayals()[:limit]]
    rows = dse.without_duplicates(dse.read_rows(data / "dse/train.txt"))[:limit]
    annotated = annotations.read_examples(data) if limit is None else []
    pairs = [*annotated, *rows, *read_statements()[:limit], *read_scenes()[:limit]]
    if limit is not None:
        return Examples(mentions, pairs)
    return Examples(mentions, pairs, softlabels.read_sentiment(), softlabels.read_stance())
