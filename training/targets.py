"""What a fit of the search learns and gives, and how a question is fitted that is answered by yes or no."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.fit import Recipe, regress
from training.gather import OWN
from training.items import POOL, Blend, Items

BINARY = ("no", "yes")
# Items made with this hold the teacher's own word, so that any blend can be mixed from them.
EVENLY = Blend(1.0, 1.0, 1.0, 1.0)

Scorer = Callable[[Any], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Targets:
    """
    What a fit learns, one entry an item.

    `truths` and `weights` are as in `Items`; `exists` is the probability that holder or target holds anything on the other.
    """

    truths: NDArray[np.float64]
    weights: NDArray[np.float64]
    exists: NDArray[np.float64]

    def at(self, rows: NDArray[np.int64]) -> "Targets":
        """
        Take some items.

        :param rows: Their numbers.
        :return: Their targets.
        """
        return Targets(self.truths[rows], self.weights[rows], self.exists[rows])


@dataclass(frozen=True, slots=True)
class Learnt:
    """A fitted classifier: gives logits, one row an item and one column a label; whether its solver converged."""

    score: Scorer
    converged: bool = True


def targets_of(items: Items, blend: Blend, labels: tuple[str, ...]) -> Targets:
    """
    Mix what readers and the teacher say, as `Items` does, for items that were made with the teacher's word alone.

    :param items: Items made with a blend of `EVENLY`.
    :param blend: How much sources count.
    :param labels: The task's labels; the one in the middle is neutral.
    :return: The same truths and weights as of items made with the blend.
    """
    read = items.labelled
    hard = np.asarray([[float(label == name) for name in labels] for label in items.labels])
    own = np.asarray([source in OWN for source in items.sources])
    share = np.where(read, np.where(own, blend.teacher_own, blend.teacher), 1.0)[:, None]
    truths = (1 - share) * hard + share * items.truths
    weights = np.asarray([blend.pool if source == POOL else blend.own if source in OWN else 1.0 for source in items.sources])
    back = np.where(items.reverse >= 0, truths[items.reverse, 1], 1.0)
    return Targets(truths, weights, 1 - truths[:, 1] * back)


def binary(recipe: Recipe, features: Any, yes: NDArray[np.float64], weights: NDArray[np.float64]) -> Scorer:
    """
    Fit one question that is answered by yes or no.

    :param recipe: Its C is taken; what classes weigh is in `weights`.
    :param features: A sparse matrix, one row an item.
    :param yes: The probability of yes, one an item.
    :param weights: What each item counts; items of none are left out.
    :return: What gives the log-odds of yes, one an item.
    """
    rows = np.flatnonzero(weights > 0)
    asked = replace(recipe, labels=BINARY, class_weight=None)
    truths = np.stack([1 - yes[rows], yes[rows]], axis=1)
    return regress(asked, features[rows], truths, weights[rows]).decision_function  # type: ignore[no-any-return]


def class_weights(recipe: Recipe) -> NDArray[np.float64]:
    """
    Give the class weights as numbers.

    :param recipe: The recipe.
    :return: One a label, 1 where the recipe names none.
    """
    return np.asarray([(recipe.class_weight or {}).get(label, 1.0) for label in recipe.labels])
