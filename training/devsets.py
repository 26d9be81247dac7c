"""The dev sets of a task, shown once and judged by any classifier's probabilities."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stance.lexicon import Lexicon
from stance.views import Views
from training import dse, newsmtsc, viewing
from training.evaluate import CLASSES, SENTIMENT_FILES, STANCE_FILES, five_classes
from training.examples import SENTIMENTS, STANCES
from training.predicted import Predicted, gather


@dataclass(frozen=True, slots=True)
class DevSets:
    """All items of a task's dev sets, and how their probabilities, one row an item, become the sets by name."""

    views: Sequence[Views]
    judge: Callable[[NDArray[np.float64]], dict[str, Predicted]]


def sentiment(data: Path, lexicon: Lexicon) -> DevSets:
    """
    Show the dev sets of NewsMTSC.

    :param data: The data folder.
    :param lexicon: The lexicon to annotate with.
    :return: `newsmtsc_rw` and `newsmtsc_mt`.
    :raises OSError: If they are not there.
    """
    sets = {name: newsmtsc.read_split(data / file) for name, file in SENTIMENT_FILES["dev"].items()}
    views = [view for examples in sets.values() for view in viewing.mentions(examples, lexicon)]

    def judge(probabilities: NDArray[np.float64]) -> dict[str, Predicted]:
        judged, begin = {}, 0
        for name, examples in sets.items():
            part = probabilities[begin : begin + len(examples)]
            judged[name] = gather(SENTIMENTS, part, [one.label for one in examples], [one.group for one in examples])
            begin += len(examples)
        return judged

    return DevSets(views, judge)


def stance(data: Path, lexicon: Lexicon) -> DevSets:
    """
    Show the rows of DSE's dev set whose sentence train does not hold, both directions.

    :param data: The data folder.
    :param lexicon: The lexicon to annotate with.
    :return: `dse_clean`, with the corpus's five classes, and `dse_directed_clean`, each direction by itself.
    :raises OSError: If they are not there.
    """
    rows = dse.unseen(dse.read_rows(data / STANCE_FILES["dev"]), dse.read_rows(data / "dse/train.txt"))
    views = [view for both in viewing.pairs(rows, lexicon) for view in both]
    groups = [row.group for row in rows]

    def judge(probabilities: NDArray[np.float64]) -> dict[str, Predicted]:
        five = five_classes(probabilities[0::2], probabilities[1::2])
        directed = [str(label) for row in rows for label in (row.forward, row.backward)]
        return {
            "dse_clean": gather(CLASSES, five, [dse.published_class(row) for row in rows], groups),
            "dse_directed_clean": gather(STANCES, probabilities, directed, [group for group in groups for _ in range(2)]),
        }

    return DevSets(views, judge)
