"""Sets of labels that promise to hold the right one: split conformal prediction, and whether it keeps the promise elsewhere."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from mapie.classification import SplitConformalClassifier
from numpy.typing import NDArray
from scipy.stats import betabinom
from sklearn.base import BaseEstimator, ClassifierMixin

from training.predicted import Predicted

PROMISE = 0.9
SCORES = ("lac", "aps")
_SEED = 20130525


@dataclass(frozen=True, slots=True)
class Coverage:
    """
    What sets did on one set of items.

    `covered` is the share of sets that hold the right label, `by_label` the same by right label, `size` the mean number of
    labels; `low` and `high` hold 95 % of what a kept promise would give on so many items. `kept` is False below `low`.
    """

    method: str
    n: int
    covered: float
    low: float
    high: float
    size: float
    alone: float
    by_label: dict[str, float]

    @property
    def kept(self) -> bool:
        """Whether the coverage is not below what chance explains."""
        return self.covered >= self.low


class _Given(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Hands probabilities through to MAPIE, which asks an estimator for them."""

    def __init__(self, labels: int) -> None:
        self.labels = labels
        self.classes_ = np.arange(labels)

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def predict_proba(self, probabilities: Any) -> NDArray[np.float64]:
        """Give the probabilities back."""
        return np.asarray(probabilities)

    def predict(self, probabilities: Any) -> NDArray[np.int64]:
        """Give the column of the largest."""
        return np.asarray(np.argmax(probabilities, axis=1))


def sets(calibration: Predicted, probabilities: NDArray[np.float64], method: str, promise: float = PROMISE) -> NDArray[np.bool_]:
    """
    Make sets of labels.

    :param calibration: Items that the model did not see, on which the cut is set.
    :param probabilities: One row an item to answer, columns as in `calibration`.
    :param method: `lac`, labels over one bar (Sadinle, Lei and Wasserman, JASA 2019), or `aps`, the likeliest labels up to a
        sum, at random at the border (Romano, Sesia and Candès, NeurIPS 2020).
    :param promise: The share of sets that are to hold the right label.
    :return: One row an item, one column a label: whether the set holds it.
    """
    conformal = SplitConformalClassifier(
        _Given(len(calibration.labels)), confidence_level=promise, conformity_score=method, random_state=_SEED
    )
    conformal.conformalize(calibration.probabilities, calibration.truth)
    border = {"include_last_label": "randomized"} if method == "aps" else None
    return np.asarray(conformal.predict_set(probabilities, conformity_score_params=border)[1][:, :, 0], dtype=np.bool_)


def coverage(calibration: Predicted, one: Predicted, method: str, promise: float = PROMISE) -> Coverage:
    """
    Measure sets of labels on items whose labels are known.

    :param calibration: Items that the model did not see, on which the cut is set.
    :param one: The items to measure on.
    :param method: `lac` or `aps`.
    :param promise: The share of sets that are to hold the right label.
    :return: The figures; the range is that of Angelopoulos and Bates (2021), for items that are independent.
    """
    made = sets(calibration, one.probabilities, method, promise)
    held = made[np.arange(len(one.truth)), one.truth]
    n, known = len(one.truth), len(calibration.truth)
    outside = max(1, known + 1 - int(np.ceil((known + 1) * promise)))
    chance = betabinom(n, known + 1 - outside, outside)
    return Coverage(
        method,
        n,
        float(held.mean()),
        float(chance.ppf(0.025)) / n,
        float(chance.ppf(0.975)) / n,
        float(made.sum(axis=1).mean()),
        float((made.sum(axis=1) == 1).mean()),
        {str(label): float(held[one.truth == i].mean()) for i, label in enumerate(one.labels) if (one.truth == i).any()},
    )
