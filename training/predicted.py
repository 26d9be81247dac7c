"""What an artifact predicts on each set of a split: what every figure of trust is computed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.model import Model
from training import dse, newsmtsc, viewing
from training.corpora import CorpusError
from training.evaluate import CLASSES, SENTIMENT_FILES, STANCE_FILES, stance_probabilities
from training.examples import SENTIMENTS, STANCES, MentionExample

_NEUTRAL = frozenset(("neutral", 0))


@dataclass(frozen=True, slots=True)
class Predicted:
    """
    Probabilities of one set, one row an item and one column a label in the order of `labels`.

    `truth` holds column numbers; `groups` a number for each document or row of the corpus, whose items are not independent.
    """

    labels: tuple[Any, ...]
    probabilities: NDArray[np.float64]
    truth: NDArray[np.int64]
    groups: NDArray[np.int64]

    @property
    def confidence(self) -> NDArray[np.float64]:
        """The probability of each item's likeliest label."""
        return np.asarray(self.probabilities.max(axis=1))

    @property
    def right(self) -> NDArray[np.bool_]:
        """Whether each item's likeliest label is the right one."""
        return np.asarray(self.probabilities.argmax(axis=1) == self.truth)

    @property
    def sided(self) -> NDArray[np.bool_]:
        """Whether each item's likeliest label is another than neutral."""
        neutral = next(i for i, label in enumerate(self.labels) if label in _NEUTRAL)
        return np.asarray(self.probabilities.argmax(axis=1) != neutral)


def gather(labels: Sequence[Any], probabilities: NDArray[np.float64], truth: Sequence[Any], groups: Sequence[str]) -> Predicted:
    """
    Put predictions and right labels together.

    :param labels: The labels in the order of the columns.
    :param probabilities: One row an item.
    :param truth: The right label of each item.
    :param groups: What each item belongs to.
    :return: The set.
    """
    columns = {label: i for i, label in enumerate(labels)}
    numbers = np.unique(np.asarray(groups), return_inverse=True)[1]
    return Predicted(tuple(labels), probabilities, np.asarray([columns[label] for label in truth], dtype=np.int64), numbers)


def predict(model: Model, data: Path, split: str) -> dict[str, dict[str, Predicted]]:
    """
    Judge every set of a split that `training.evaluate` measures.

    :param model: The artifact.
    :param data: The data folder.
    :param split: `dev` or `test`.
    :return: By task, `sentiment` and `stance`, the sets by name; NewsMTSC's two are joined as `newsmtsc`, too.
    :raises CorpusError: If a file is missing.
    """
    for file in (*SENTIMENT_FILES[split].values(), STANCE_FILES[split], "dse/train.txt"):
        if not (data / file).is_file():
            msg = f"{data / file} is missing: run `make data`"
            raise CorpusError(msg)
    sets = {name: newsmtsc.read_split(data / file) for name, file in SENTIMENT_FILES[split].items()}
    sets["newsmtsc"] = [example for examples in sets.values() for example in examples]
    rows = dse.read_rows(data / STANCE_FILES[split])
    stance: dict[str, Predicted] = {}
    for name, subset in (("official", rows), ("clean", dse.unseen(rows, dse.read_rows(data / "dse/train.txt")))):
        if subset:
            five, truth, directed = stance_probabilities(model, subset)
            groups = [row.group for row in subset]
            stance[f"dse_{name}"] = gather(CLASSES, five, [dse.published_class(row) for row in subset], groups)
            twice = [group for group in groups for _ in ("p on q", "q on p")]
            stance[f"dse_directed_{name}"] = gather(STANCES, directed, truth, twice)
    return {"sentiment": {name: _sentiment(model, examples) for name, examples in sets.items()}, "stance": stance}


def _sentiment(model: Model, examples: Sequence[MentionExample]) -> Predicted:
    probabilities = model.sentiment.probabilities(viewing.mentions(examples, model.lexicon))
    labels, groups = [example.label for example in examples], [example.group for example in examples]
    return gather(SENTIMENTS, probabilities, labels, groups)
