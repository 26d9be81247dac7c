"""Figures that say how good a classifier is and how far its probabilities can be trusted."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score, precision_recall_fscore_support

from training.bootstrap import interval

BINS = 15


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """
    Give the expected calibration error over bins of equal size (Nixon et al., 2019: adaptive).

    :param confidence: Probability of the predicted label, one an item.
    :param right: Whether the predicted label was right.
    :return: Mean distance between confidence and accuracy, weighed by bin size.
    """
    order = np.argsort(confidence, kind="stable")
    bins = [part for part in np.array_split(order, BINS) if len(part)]
    return float(sum(len(part) * abs(confidence[part].mean() - right[part].mean()) for part in bins) / len(confidence))


def half_coverage_accuracy(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """
    Accuracy on the half of the items that the model is surest of.

    :param confidence: Probability of the predicted label, one an item.
    :param right: Whether the predicted label was right.
    :return: A fraction.
    """
    surest = np.argsort(-confidence, kind="stable")[: max(1, len(confidence) // 2)]
    return float(right[surest].mean())


def _f1(truth: Sequence[Any], predicted: Sequence[Any], labels: Sequence[Any]) -> dict[str, float]:
    return {
        "macro_f1": 100 * float(f1_score(truth, predicted, labels=labels, average="macro", zero_division=0)),
        "micro_f1": 100 * float(np.mean(np.asarray(truth) == np.asarray(predicted))),
    }


def _per_class(truth: Sequence[Any], predicted: Sequence[Any], labels: Sequence[Any]) -> dict[str, dict[str, float]]:
    precision, recall, f1, support = precision_recall_fscore_support(truth, predicted, labels=list(labels), zero_division=0)
    return {
        str(label): {
            "precision": 100 * float(precision[i]),
            "recall": 100 * float(recall[i]),
            "f1": 100 * float(f1[i]),
            "n": int(support[i]),
        }
        for i, label in enumerate(labels)
    }


def measure(
    truth: Sequence[Any],
    probabilities: NDArray[np.float64],
    labels: Sequence[Any],
    baselines: dict[str, Sequence[Any]],
    groups: Sequence[str],
) -> dict[str, Any]:
    """
    Measure predictions beside baselines.

    :param truth: The right label of each item.
    :param probabilities: One row an item, one column a label.
    :param labels: The labels in the order of the columns.
    :param baselines: What each baseline predicts, by its name.
    :param groups: The document or sentence of each item.
    :return: `n`, `macro_f1`, `macro_f1_interval` (95 %, bootstrap over groups), `micro_f1`, `ece`, `accuracy_at_half_coverage`,
        `per_class`, `baselines`; F1, precision and recall in per cent, the others as fractions.
    """
    top = probabilities.argmax(axis=1)
    predicted = [labels[i] for i in top]
    confidence = probabilities[np.arange(len(top)), top]
    right = np.asarray([a == b for a, b in zip(truth, predicted, strict=True)])
    return {
        "n": len(truth),
        **_f1(truth, predicted, labels),
        "macro_f1_interval": list(interval(truth, predicted, groups, labels)),
        "ece": calibration_error(confidence, right),
        "accuracy_at_half_coverage": half_coverage_accuracy(confidence, right),
        "per_class": _per_class(truth, predicted, labels),
        "baselines": {name: _f1(truth, guess, labels) for name, guess in baselines.items()},
    }
