"""Read DSE (Park, Pan and Joo, Findings of ACL 2021): directed sentiment between two entities of a news sentence."""

import csv
import re
from pathlib import Path

from training.corpora import CorpusError
from training.examples import PairExample

# What p holds on q and q on p for each published class.
DIRECTIONS = {
    0: ("neutral", "neutral"),
    1: ("favor", "neutral"),
    2: ("neutral", "favor"),
    3: ("against", "neutral"),
    4: ("neutral", "against"),
}


def published_class(example: PairExample) -> int:
    """
    Give the label of a row as the corpus publishes it.

    :param example: An example that `read_rows` made.
    :return: 0 to 4.
    """
    return next(label for label, pair in DIRECTIONS.items() if pair == (example.forward, example.backward))


def _place(sentence: str, name: str) -> tuple[int, str]:
    """Find `[name]` and take its brackets off; give its offset and the sentence without them, or -1."""
    match = re.search(r"\[(\s*)" + re.escape(name.strip()) + r"\s*\]", sentence)
    if match is None:
        return -1, sentence
    bare = sentence[: match.start()] + match.group()[1:-1] + sentence[match.end() :]
    return match.end(1) - 1, bare


def read_rows(path: Path) -> list[PairExample]:
    """
    Read a split, every row of it.

    :param path: `train.txt`, `valid.txt` or `test.txt`.
    :return: One example a row, in the order of the file; `group` is the bare sentence.
    :raises CorpusError: If a row is not as published.
    """
    examples: list[PairExample] = []
    for number, row in enumerate(csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"), 1):
        try:
            sentence, p, q, label = row
            forward, backward = DIRECTIONS[int(label)]
        except (ValueError, KeyError):
            msg = f"{path}:{number}: expected sentence, p, q and a label from 0 to 4, separated by tabs"
            raise CorpusError(msg) from None
        p_at, without_p = _place(sentence, p)
        q_at, text = _place(without_p, q)
        if p_at < 0 or q_at < 0:
            msg = f"{path}:{number}: the names {p!r} and {q!r} are not both marked in the sentence"
            raise CorpusError(msg)
        if q_at < p_at:
            p_at -= 2
        examples.append(
            PairExample(text, (p_at, p_at + len(p.strip())), (q_at, q_at + len(q.strip())), forward, backward, text, "dse")
        )
    return examples


def without_duplicates(rows: list[PairExample]) -> list[PairExample]:
    """
    Drop rows that repeat a sentence and pair; of contradicting labels the first stays.

    :param rows: Rows of a split.
    :return: The rows that are left, in order.
    """
    first: dict[tuple[str, tuple[int, int], tuple[int, int]], PairExample] = {}
    for row in rows:
        first.setdefault((row.text, row.first, row.second), row)
    return list(first.values())


def unseen(rows: list[PairExample], train: list[PairExample]) -> list[PairExample]:
    """
    Keep the rows whose sentence train does not hold: the clean part of a split.

    :param rows: Rows of a split.
    :param train: Rows of train.
    :return: The clean rows, in order.
    """
    known = {row.text for row in train}
    return [row for row in rows if row.text not in known]
