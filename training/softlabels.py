"""A teacher's soft labels as references and numbers: sentences by hash, offsets, probabilities in per mille; never a text."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from stance.seeds import SeedError
from stance.text import SEEDS
from training.examples import Span
from training.wholefile import write_whole

FOLDER = SEEDS / "softlabels"
ABOUT = "about.json"
STANCE, SENTIMENT = "stance.tsv.gz", "sentiment.tsv.gz"

# Probabilities in the order of the task's labels.
Soft = tuple[float, float, float]
PairKey = tuple[str, Span, Span]
MentionKey = tuple[str, Span]


def _lines(path: Path, columns: int) -> Iterator[list[int | str]]:
    try:
        with gzip.open(path, "rt", encoding="ascii") as file:
            next(file)
            for number, line in enumerate(file, 2):
                key, *rest = line.split("\t")
                if len(rest) != columns - 1:
                    msg = f"{path}:{number}: expected {columns} columns"
                    raise SeedError(msg)
                yield [key, *map(int, rest)]
    except FileNotFoundError:
        return
    except (OSError, EOFError, ValueError) as error:
        msg = f"{path}: {error}; restore the file, or run `make distill`"
        raise SeedError(msg) from None


def _soft(first: Any, last: Any) -> Soft:
    return first / 1000, (1000 - first - last) / 1000, last / 1000


def read_stance(folder: Path = FOLDER) -> dict[PairKey, Soft]:
    """
    Read what the teacher thinks of pairs.

    :param folder: Where the files lie.
    :return: Against, neutral and favor by sentence key, holder and target; empty where there is no file.
    :raises SeedError: If the file is damaged.
    """
    return {
        (str(key), (int(a), int(b)), (int(c), int(d))): _soft(against, favor)
        for key, a, b, c, d, against, favor in _lines(folder / STANCE, 7)
    }


def read_sentiment(folder: Path = FOLDER) -> dict[MentionKey, Soft]:
    """
    Read what the teacher thinks of mentions.

    :param folder: Where the files lie.
    :return: Negative, neutral and positive by sentence key and mention; empty where there is no file.
    :raises SeedError: If the file is damaged.
    """
    lines = _lines(folder / SENTIMENT, 5)
    return {(str(key), (int(a), int(b))): _soft(negative, positive) for key, a, b, negative, positive in lines}


def _outer(soft: Soft) -> str:
    return f"{round(1000 * soft[0])}\t{round(1000 * soft[2])}"


def _packed(header: str, lines: Iterable[str]) -> bytes:
    # No time and no name in the header of the file: the same labels give the same bytes.
    return gzip.compress(("\n".join([header, *lines]) + "\n").encode("ascii"), 9, mtime=0)


def write(
    stance: Mapping[PairKey, Soft], sentiment: Mapping[MentionKey, Soft], about: Mapping[str, Any], folder: Path = FOLDER
) -> None:
    """
    Write both tables and what is to be said about them, each whole or not at all.

    :param stance: Soft labels of pairs.
    :param sentiment: Soft labels of mentions.
    :param about: How they were made, and how good they are.
    :param folder: Where to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pairs = (f"{key}\t{h[0]}\t{h[1]}\t{t[0]}\t{t[1]}\t{_outer(soft)}" for (key, h, t), soft in sorted(stance.items()))
    mentions = (f"{key}\t{m[0]}\t{m[1]}\t{_outer(soft)}" for (key, m), soft in sorted(sentiment.items()))
    header = "sentence\tholder_start\tholder_end\ttarget_start\ttarget_end\tagainst\tfavor"
    write_whole(folder / STANCE, _packed(header, pairs))
    write_whole(folder / SENTIMENT, _packed("sentence\tstart\tend\tnegative\tpositive", mentions))
    write_whole(folder / ABOUT, (json.dumps(about, indent=2) + "\n").encode())
