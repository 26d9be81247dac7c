"""Ways to learn a linear classifier from labels that may be soft, beside the one that the artifact is fitted with."""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import log_expit
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import SGDClassifier

from training.fit import SEED, Recipe, regress
from training.questions import three_questions
from training.targets import Learnt, Targets, binary, class_weights
from training.variants import ELASTIC, MULTINOMIAL, NB_MULTINOMIAL, NB_ONE_VS_REST, ONE_VS_REST, QUESTIONS, Variant

# A solver that needs more rounds than this is too slow to train with, and is marked as not converged.
_ROUNDS = 50


def learn(variant: Variant, features: Any, targets: Targets) -> Learnt:
    """
    Fit a variant.

    :param variant: How.
    :param features: A sparse matrix, one row an item, shaped for the variant.
    :param targets: What to learn.
    :return: The classifier.
    """
    recipe = variant.recipe
    makers: dict[str, Callable[[], Learnt]] = {
        MULTINOMIAL: lambda: Learnt(regress(recipe, features, targets.truths, targets.weights).decision_function),
        ONE_VS_REST: lambda: _one_vs_rest(recipe, features, targets, None),
        NB_ONE_VS_REST: lambda: _one_vs_rest(recipe, features, targets, log_ratios(features, targets)),
        NB_MULTINOMIAL: lambda: _nb_multinomial(recipe, features, targets),
        ELASTIC: lambda: _elastic(variant, features, targets),
        QUESTIONS: lambda: three_questions(recipe, features, targets),
    }
    return makers[variant.method]()


def log_ratios(features: Any, targets: Targets) -> NDArray[np.float64]:
    """
    Tell how much commoner each feature is with a label than with the others (Wang and Manning, ACL 2012: NB-SVM).

    :param features: A sparse matrix, one row an item.
    :param targets: What is known of the items.
    :return: The logarithm of the ratio of the smoothed shares, one row a label and one column a feature.
    """
    shares = targets.truths * targets.weights[:, None]
    counts = np.asarray((features.T @ shares).T)
    rest = counts.sum(axis=0) - counts
    with_label, without = counts + 1.0, rest + 1.0
    ratios = np.log(with_label / with_label.sum(axis=1, keepdims=True)) - np.log(without / without.sum(axis=1, keepdims=True))
    return np.asarray(ratios)


def _one_vs_rest(recipe: Recipe, features: Any, targets: Targets, ratios: NDArray[np.float64] | None) -> Learnt:
    """Fit one label against the others, each on features times its own ratios where there are any."""
    weighed = targets.weights * (targets.truths @ class_weights(recipe))
    scales = [
        None if ratios is None else sparse.diags(row, format="csr") for row in (ratios if ratios is not None else recipe.labels)
    ]
    asked = [
        binary(recipe, features if scale is None else features @ scale, targets.truths[:, i], weighed)
        for i, scale in enumerate(scales)
    ]

    def score(items: Any) -> NDArray[np.float64]:
        odds = [ask(items if scale is None else items @ scale) for ask, scale in zip(asked, scales, strict=True)]
        # Softmax makes of these the answers' probabilities, divided by their sum.
        return np.asarray(log_expit(np.stack(odds, axis=1)))

    return Learnt(score)


def _nb_multinomial(recipe: Recipe, features: Any, targets: Targets) -> Learnt:
    """
    Fit all labels at once on features times their largest ratio over the labels.

    NB-SVM has a ratio a label, a multinomial fit one matrix for all. Since the penalty knows no sign, a ratio only says how cheap
    a feature's weight is; the largest says that it is cheap where the feature tells any label from the rest.
    """
    scale = sparse.diags(np.abs(log_ratios(features, targets)).max(axis=0), format="csr")
    regression = regress(recipe, features @ scale, targets.truths, targets.weights)
    return Learnt(lambda items: regression.decision_function(items @ scale))


def _elastic(variant: Variant, features: Any, targets: Targets) -> Learnt:
    """
    Fit one label against the others with a part of the penalty on absolute weights, by stochastic gradient descent.

    SAGA, which could fit all labels at once, needs a hundred times as long on features as sparse as these. The L1 part is the
    cumulative penalty of Tsuruoka et al. (ACL 2009); `alpha` makes the whole penalty what C makes of it elsewhere.
    """
    rows, columns = np.nonzero(targets.truths > 0)
    weights = targets.truths[rows, columns] * targets.weights[rows] * class_weights(variant.recipe)[columns]
    regression = SGDClassifier(
        loss="log_loss",
        penalty="elasticnet",
        alpha=1 / (variant.recipe.c * len(rows)),
        l1_ratio=variant.l1,
        max_iter=_ROUNDS,
        random_state=SEED,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        regression.fit(features[rows], columns, sample_weight=weights)
    return Learnt(lambda items: np.asarray(log_expit(regression.decision_function(items))), bool(regression.n_iter_ < _ROUNDS))
