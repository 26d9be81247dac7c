"""Predicates whose roles were judged by reading, kept as references: file, row and token indices, never words."""

import csv
from dataclasses import dataclass
from pathlib import Path

from benchmarks.parsedroles import Group

JUDGED = Path(__file__).resolve().parent / "judged_roles.tsv"
_COLUMNS = ("corpus", "row", "first", "last", "role", "heads")


class JudgementError(ValueError):
    """A row of judgements that cannot be read; the message says which and why."""


@dataclass(frozen=True)
class JudgedRole:
    """
    One role of one predicate, judged.

    `corpus` is a file of the data folder without its ending, `row` the index of its row as the corpus's reader gives them,
    `first`/`last` the predicate's tokens in that row's text (end exclusive), `role` agent or theme; each group of `gold` is a
    phrase, by the tokens any of which may pass for its head.
    """

    corpus: str
    row: int
    first: int
    last: int
    role: str
    gold: tuple[Group, ...]


def read_judged(path: Path = JUDGED) -> list[JudgedRole]:
    """
    Read judgements.

    :param path: Tab-separated columns corpus, row, first, last, role, heads, with a heading; heads are phrases, commas between
        them, `|` between what may pass for the head of the same one, `-` where nobody plays the role.
    :return: The judgements in the order of the file.
    :raises JudgementError: If a row is not of this form.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    if not rows or tuple(rows[0]) != _COLUMNS:
        msg = f"{path.name}: the first line must be the heading {' '.join(_COLUMNS)}"
        raise JudgementError(msg)
    return [_judged(row, f"{path.name}:{number}") for number, row in enumerate(rows[1:], 2)]


def _judged(row: list[str], place: str) -> JudgedRole:
    try:
        corpus, number, first, last, role, heads = row
        groups = () if heads == "-" else tuple(frozenset(map(int, one.split("|"))) for one in heads.split(","))
        judged = JudgedRole(corpus, int(number), int(first), int(last), role, groups)
    except ValueError as error:
        msg = f"{place}: {error}"
        raise JudgementError(msg) from None
    if role not in {"agent", "theme"}:
        msg = f"{place}: the role is agent or theme, not {role!r}"
        raise JudgementError(msg)
    return judged
