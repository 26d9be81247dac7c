"""Whether a confidence means what it says: calibration error beside what chance alone would show, and the diagram of it."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from training.metrics import BINS, calibration_error
from training.predicted import Predicted

_DRAWS = 2000
_SEED = 20130525
_HIGH = 95


@dataclass(frozen=True, slots=True)
class Calibration:
    """
    How far confidence is from accuracy, in fractions.

    `error` is the expected calibration error over bins of equal size; `floor` and `floor_high` are the mean and the 95th
    percentile of what a perfectly calibrated model with the same confidences would show; `debiased` is the root of the mean
    squared error with the part that sampling adds taken away (Kumar, Liang and Ma, NeurIPS 2019). `sided` counts the answers
    other than neutral; their mean confidence and accuracy are None where there are none.
    """

    n: int
    error: float
    floor: float
    floor_high: float
    debiased: float
    mean_confidence: float
    accuracy: float
    sided: int
    sided_confidence: float | None
    sided_accuracy: float | None


def _bins(confidence: NDArray[np.float64]) -> list[NDArray[np.int64]]:
    """Cut the items, ordered by confidence, into bins of equal size, as `calibration_error` does."""
    return [part for part in np.array_split(np.argsort(confidence, kind="stable"), BINS) if len(part)]


def _chance(confidence: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw accuracies of each bin as if every confidence were right: one row a draw; and what error each draw shows."""
    generator = np.random.default_rng(_SEED)
    bins = _bins(confidence)
    accuracies = np.stack([(generator.random((_DRAWS, len(part))) < confidence[part]).mean(axis=1) for part in bins], axis=1)
    means = np.asarray([confidence[part].mean() for part in bins])
    sizes = np.asarray([len(part) for part in bins])
    return accuracies, np.abs(accuracies - means) @ sizes / len(confidence)


def noise_floor(confidence: NDArray[np.float64]) -> tuple[float, float]:
    """
    Tell what calibration error a model would show whose confidences are all exactly right.

    :param confidence: Probability of the predicted label, one an item.
    :return: Mean and 95th percentile over simulated answers, the same for the same confidences.
    """
    errors = _chance(confidence)[1]
    return float(errors.mean()), float(np.percentile(errors, _HIGH))


def debiased_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """
    Give the root mean squared calibration error without the part that sampling adds (Kumar, Liang and Ma, NeurIPS 2019).

    :param confidence: Probability of the predicted label, one an item.
    :param right: Whether the predicted label was right.
    :return: The root, or 0 where sampling explains all of the error.
    """
    total = 0.0
    for part in _bins(confidence):
        accuracy = right[part].mean()
        noise = accuracy * (1 - accuracy) / (len(part) - 1) if len(part) > 1 else 0.0
        total += len(part) / len(confidence) * ((confidence[part].mean() - accuracy) ** 2 - noise)
    return float(np.sqrt(max(0.0, total)))


def calibration(one: Predicted) -> Calibration:
    """
    Measure the calibration of a set.

    :param one: The set.
    :return: The figures.
    """
    confidence, right, sided = one.confidence, one.right, one.sided
    floor, high = noise_floor(confidence)
    return Calibration(
        len(right),
        calibration_error(confidence, right),
        floor,
        high,
        debiased_error(confidence, right),
        float(confidence.mean()),
        float(right.mean()),
        int(sided.sum()),
        float(confidence[sided].mean()) if sided.any() else None,
        float(right[sided].mean()) if sided.any() else None,
    )


def _panel(axes: Axes, name: str, one: Predicted) -> None:
    confidence, right = one.confidence, one.right
    bins = _bins(confidence)
    means = [confidence[part].mean() for part in bins]
    low, high = np.percentile(_chance(confidence)[0], [100 - _HIGH, _HIGH], axis=0)
    axes.plot([0, 1], [0, 1], color="0.6", linewidth=0.8)
    axes.fill_between(means, low, high, color="0.85", linewidth=0, label="if calibrated (90 %)")
    axes.plot(means, [right[part].mean() for part in bins], "o-", color="#1f5a96", markersize=3.5, linewidth=1, label="measured")
    axes.set(xlim=(0.25, 1.01), ylim=(0, 1.03), xlabel="confidence", ylabel="share that is right")
    axes.set_title(f"{name} ({len(right)})", fontsize=9)
    axes.legend(loc="lower right", fontsize=7, frameon=False)


def diagram(sets: Mapping[str, Predicted]) -> bytes:
    """
    Draw accuracy over confidence, a panel a set and a point a bin.

    The band is where chance leaves a calibrated model's bins (Bröcker and Smith, Weather and Forecasting 2007).

    :param sets: The sets by name.
    :return: A PNG; the same sets give the same bytes.
    """
    figure = Figure(figsize=(3.4 * len(sets), 3.2), dpi=100, layout="constrained")
    for i, (name, one) in enumerate(sets.items(), 1):
        _panel(figure.add_subplot(1, len(sets), i), name, one)
    return png(figure)


def png(figure: Figure) -> bytes:
    """
    Write a figure without the version and date that would change its bytes.

    :param figure: The figure.
    :return: A PNG.
    """
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()
