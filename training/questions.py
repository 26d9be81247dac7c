"""Three questions in turn instead of one label: whether a pair has a stance, whether this is its holder, and for or against.

Whole articles lose more by seeing stances where there are none, and by taking the target for the holder, than by mistaking for
and against. So each is asked by itself, over the same features: a stance is as likely as that the pair has one, times that it
is in this direction if it has; for and against share that, and what is left is neutral.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_expit

from training.fit import Recipe
from training.targets import Learnt, Targets, binary, class_weights

_LEAST = 1e-12


def three_questions(recipe: Recipe, features: Any, targets: Targets) -> Learnt:
    """
    Fit the three questions, each on the items that it can be asked of.

    :param recipe: The recipe, whose labels are against, neutral and favor.
    :param features: A sparse matrix, one row an item.
    :param targets: What to learn.
    :return: The classifier, whose scores are logarithms of probabilities.
    """
    against, neutral, favor = targets.truths.T
    heavy = class_weights(recipe)
    weighed = targets.weights * (targets.truths @ heavy)
    # Both directions of a pair that has a stance count as one of a stance, as the pair is what is asked about.
    paired = targets.weights * (heavy[1] + targets.exists * ((heavy[0] + heavy[2]) / 2 - heavy[1]))
    there = binary(recipe, features, targets.exists, paired)
    held = binary(recipe, features, _share(1 - neutral, targets.exists), weighed * targets.exists)
    liked = binary(recipe, features, _share(favor, against + favor), weighed * (against + favor))

    def score(items: Any) -> NDArray[np.float64]:
        is_there, is_held, likes = there(items), held(items), liked(items)
        stance = log_expit(is_there) + log_expit(is_held)
        none = np.log(np.maximum(-np.expm1(stance), _LEAST))
        return np.stack([stance + log_expit(-likes), none, stance + log_expit(likes)], axis=1)

    return Learnt(score)


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.clip(np.divide(part, whole, out=np.zeros_like(part), where=whole > 0), 0.0, 1.0)
