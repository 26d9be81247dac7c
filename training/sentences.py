"""The sentences of the corpora's train splits by reference, so that labels can be kept without their text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from training import dse, newsmtsc
from training.corpora import FILES, CorpusError, verify
from training.examples import PairExample

Corpus = Literal["dse", "newsmtsc"]
CORPORA: tuple[Corpus, ...] = get_args(Corpus)
TRAIN_FILES: dict[str, str] = {"dse": "dse/train.txt", "newsmtsc": "newsmtsc/train.jsonl"}


@dataclass(frozen=True, slots=True)
class CorpusSentence:
    """
    A row's sentence as the corpus's reader gives it: for DSE without the brackets, for NewsMTSC as `sentence_normalized`.

    `row` counts the rows of the file from 0; `group` keeps examples of one sentence (DSE) or document (NewsMTSC) together; `pair`
    is the pair that DSE labels in this row.
    """

    corpus: Corpus
    row: int
    text: str
    group: str
    pair: PairExample | None = None


Sentences = Mapping[Corpus, Sequence[CorpusSentence]]


def read_sentences(data: Path) -> dict[Corpus, list[CorpusSentence]]:
    """
    Read every row of both train splits.

    :param data: The data folder.
    :return: The sentences of each corpus; a sentence's place in its list is its row.
    :raises CorpusError: If a file is missing or not the original.
    """
    for file in FILES:
        if file.path in TRAIN_FILES.values():
            verify(data / file.path, file)
    return {
        "dse": [
            CorpusSentence("dse", row, pair.text, pair.group, pair)
            for row, pair in enumerate(dse.read_rows(data / TRAIN_FILES["dse"]))
        ],
        "newsmtsc": [
            CorpusSentence("newsmtsc", row, text, group)
            for row, (text, group) in enumerate(newsmtsc.read_sentences(data / TRAIN_FILES["newsmtsc"]))
        ],
    }


def without_duplicates(sentences: Sentences) -> list[CorpusSentence]:
    """
    Keep the first row of each sentence.

    :param sentences: What `read_sentences` gave.
    :return: One row a sentence, DSE first, in order.
    """
    first: dict[str, CorpusSentence] = {}
    for corpus in CORPORA:
        for sentence in sentences[corpus]:
            first.setdefault(sentence.text, sentence)
    return list(first.values())


def at(sentences: Sentences, corpus: Corpus, row: int) -> CorpusSentence:
    """
    Find a row.

    :param sentences: What `read_sentences` gave.
    :param corpus: The corpus.
    :param row: The row, from 0.
    :return: Its sentence.
    :raises CorpusError: If the corpus has no such row.
    """
    if not 0 <= row < len(sentences[corpus]):
        msg = f"{TRAIN_FILES[corpus]} has no row {row}"
        raise CorpusError(msg)
    return sentences[corpus][row]
