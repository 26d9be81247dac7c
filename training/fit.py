"""Fit one task: TF-IDF views and logistic regression, pruned to a fixed number of features, calibrated on held-out folds."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import FeatureUnion, Pipeline
from tqdm import tqdm

from stance.model import Classifier
from training.items import Blend, Items

SEED = 20130525
FOLDS = 5
# A soft label under this adds nothing but time.
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a task is fitted; chosen on dev and by grouped cross-validation."""

    views: tuple[str, ...]
    labels: tuple[str, ...]
    c: float
    class_weight: dict[str, float] | None
    features: int
    blend: Blend


def vectoriser(recipe: Recipe, vocabularies: dict[str, list[str]] | None = None) -> FeatureUnion:
    """
    Build the unfitted features: one sublinear, L2-normalised TF-IDF block a view.

    :param recipe: The task's recipe.
    :param vocabularies: The features of each view; all that occur twice where None.
    :return: The union, blocks named by view.
    """
    blocks = [
        (
            view,
            TfidfVectorizer(
                analyzer=itemgetter(view),
                lowercase=False,
                sublinear_tf=True,
                min_df=1 if vocabularies else 2,
                vocabulary=vocabularies[view] if vocabularies else None,
            ),
        )
        for view in recipe.views
    ]
    return FeatureUnion(blocks)


def regress(recipe: Recipe, features: Any, truths: NDArray[np.float64], weights: NDArray[np.float64]) -> LogisticRegression:
    """
    Fit a multinomial logistic regression to labels that may be soft.

    An item whose label is shared counts once for each label, weighed by its share: the cross-entropy with the soft label.

    :param recipe: The task's recipe.
    :param features: A sparse matrix, one row an item.
    :param truths: Probabilities of the labels, one row an item, columns in the recipe's order.
    :param weights: What each item counts.
    :return: The regression, its classes in the recipe's order.
    """
    rows, columns = np.nonzero(truths >= _LEAST)
    regression = LogisticRegression(
        C=recipe.c,
        class_weight=None
        if recipe.class_weight is None
        else {i: recipe.class_weight[name] for i, name in enumerate(recipe.labels)},
        # Ten times the usual bound on the gradient, for a third of the time.
        tol=1e-3,
        max_iter=1000,
        random_state=SEED,
    )
    return regression.fit(features[rows], columns, sample_weight=truths[rows, columns] * weights[rows])


def prune(recipe: Recipe, items: Items) -> dict[str, list[str]]:
    """
    Choose the features whose coefficients are largest in a fit on everything.

    :param recipe: The task's recipe; `features` says how many stay.
    :param items: What to fit on.
    :return: The features of each view, sorted.
    """
    union = vectoriser(recipe)
    features = union.fit_transform(items.views)
    size = np.abs(regress(recipe, features, items.truths, items.weights).coef_).max(axis=0)
    names = union.get_feature_names_out()
    kept = sorted(names[i] for i in np.argsort(-size, kind="stable")[: recipe.features])
    vocabularies: dict[str, list[str]] = {view: [] for view in recipe.views}
    for name in kept:
        view, feature = name.split("__", 1)
        vocabularies[view].append(feature)
    return vocabularies


def temperature(scores: NDArray[np.float64], truth: Sequence[str], labels: Sequence[str], weights: NDArray[np.float64]) -> float:
    """
    Find the temperature with the least log-loss (Guo et al., ICML 2017).

    :param scores: Decision scores of items that the fit did not see, one row an item.
    :param truth: The label of each item.
    :param labels: The labels in the order of the columns.
    :param weights: What each item counts.
    :return: What scores are to be divided by.
    """
    indices = np.asarray([labels.index(label) for label in truth])

    def loss(log_temperature: float) -> float:
        logits = scores / np.exp(log_temperature)
        logits = logits - logits.max(axis=1, keepdims=True)
        odds = np.exp(logits)
        shares = odds / odds.sum(axis=1, keepdims=True)
        return float(log_loss(indices, shares, labels=list(range(len(labels))), sample_weight=weights))

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 2.0), method="bounded").x))


def held_out_scores(recipe: Recipe, items: Items, features: Any, name: str) -> NDArray[np.float64]:
    """
    Score every item by a fit on the folds that do not hold its group.

    :param recipe: The task's recipe.
    :param items: What to fit on.
    :param features: Their features, one row an item; how rare a feature is was counted over all folds, labels were not.
    :param name: What the progress bar says.
    :return: Decision scores, one row an item, columns in the order of the recipe's labels.
    """
    scores = np.zeros((len(items.labels), len(recipe.labels)))
    folds = list(GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(scores, groups=items.groups))
    fits = Parallel(n_jobs=min(FOLDS, os.cpu_count() or 1), return_as="generator")(
        delayed(regress)(recipe, features[inside], items.truths[inside], items.weights[inside]) for inside, _ in folds
    )
    for (_, outside), fitted in zip(folds, tqdm(fits, total=FOLDS, desc=f"{name}: folds", disable=None), strict=True):
        scores[outside] = fitted.decision_function(features[outside])
    return scores


@dataclass(frozen=True, slots=True)
class Fitted:
    """A classifier, and the probabilities that fits on the other folds gave of each item, columns in the recipe's order."""

    classifier: Classifier
    held_out: NDArray[np.float64]


def fit(recipe: Recipe, items: Items, name: str) -> Fitted:
    """
    Fit a task.

    :param recipe: How.
    :param items: On what.
    :param name: The task's name, for the progress bar.
    :return: The classifier, calibrated on what readers labelled, and what the folds gave; the same items give the same.
    """
    union = vectoriser(recipe, prune(recipe, items))
    features = union.fit_transform(items.views)
    scores = held_out_scores(recipe, items, features, name)
    regression = regress(recipe, features, items.truths, items.weights)
    read = items.labelled
    labels = [label for label in items.labels if label is not None]
    heat = temperature(scores[read], labels, recipe.labels, items.weights[read])
    regression.coef_ = regression.coef_.astype(np.float32)
    regression.classes_ = np.asarray(recipe.labels)
    odds = np.exp((scores - scores.max(axis=1, keepdims=True)) / heat)
    classifier = Classifier(Pipeline([("views", union), ("regression", regression)]), recipe.labels, heat)
    return Fitted(classifier, odds / odds.sum(axis=1, keepdims=True))
