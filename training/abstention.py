"""What not answering gains where the model is unsure: the risk-coverage curve, its area, and what each threshold answers."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from training.predicted import Predicted
from training.reliability import png

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Answered:
    """
    What a threshold leaves, in fractions.

    `answered` is the share of decisions, `right` the share of these that is right; `sided` is the number of answers other than
    neutral and `sided_right` the share of them that is right. A share of nothing is None.
    """

    threshold: float
    answered: float
    right: float | None
    sided: int
    sided_right: float | None


def risk_curve(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """
    Give the share of wrong answers among the surest 1, 2, … n items (El-Yaniv and Wiener, JMLR 2010).

    :param confidence: Probability of the predicted label, one an item.
    :param right: Whether the predicted label was right.
    :return: The risk at each coverage 1/n, 2/n, … 1; items of equal confidence count as if in random order.
    """
    levels, level = np.unique(confidence, return_inverse=True)
    wrong = (np.bincount(level, weights=~right, minlength=len(levels)) / np.bincount(level, minlength=len(levels)))[level]
    order = np.argsort(-confidence, kind="stable")
    return np.asarray(np.cumsum(wrong[order]) / np.arange(1, len(right) + 1))


def area(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """
    Give the area under the risk-coverage curve (Geifman and El-Yaniv, NeurIPS 2017): the mean risk over all coverages.

    :param confidence: Probability of the predicted label, one an item.
    :param right: Whether the predicted label was right.
    :return: A fraction; less is better.
    """
    return float(risk_curve(confidence, right).mean())


def excess_area(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """
    Give the area that the order of the confidences adds to what the errors cost anyway (Geifman, Uziel and El-Yaniv, ICLR 2019).

    :param confidence: Probability of the predicted label, one an item.
    :param right: Whether the predicted label was right.
    :return: A fraction; 0 where every wrong answer is less sure than every right one.
    """
    return area(confidence, right) - area(right.astype(np.float64), right)


def at_thresholds(one: Predicted) -> list[Answered]:
    """
    Tell what is answered, and how much of it is right, where lower confidence is answered `unclear`.

    :param one: The set.
    :return: One row a threshold.
    """
    rows = []
    confidence, right, sided = one.confidence, one.right, one.sided
    for threshold in THRESHOLDS:
        kept = confidence >= threshold
        with_side = kept & sided
        rows.append(
            Answered(
                threshold,
                float(kept.mean()),
                float(right[kept].mean()) if kept.any() else None,
                int(with_side.sum()),
                float(right[with_side].mean()) if with_side.any() else None,
            )
        )
    return rows


def accuracy_at(confidence: NDArray[np.float64], right: NDArray[np.bool_], coverage: float) -> float:
    """
    Give the accuracy on the surest part.

    :param confidence: Probability of the predicted label, one an item.
    :param right: Whether the predicted label was right.
    :param coverage: How large the part is, over 0 and at most 1.
    :return: A fraction.
    """
    risks = risk_curve(confidence, right)
    return float(1 - risks[max(1, int(coverage * len(right))) - 1])


def diagram(tasks: Mapping[str, Mapping[str, Predicted]]) -> bytes:
    """
    Draw the share of wrong answers over the share of answers, a panel a task.

    :param tasks: The sets by name, by task.
    :return: A PNG; the same sets give the same bytes.
    """
    figure = Figure(figsize=(3.4 * len(tasks), 3.2), dpi=100, layout="constrained")
    for i, (task, sets) in enumerate(tasks.items(), 1):
        axes = figure.add_subplot(1, len(tasks), i)
        for name, one in sets.items():
            risks = risk_curve(one.confidence, one.right)
            axes.plot(np.arange(1, len(risks) + 1) / len(risks), risks, linewidth=1, label=name)
        axes.set(xlim=(0, 1), ylim=(0, None), xlabel="share answered, surest first", ylabel="share of answers that is wrong")
        axes.set_title(task, fontsize=9)
        axes.legend(loc="upper left", fontsize=7, frameon=False)
    return png(figure)
