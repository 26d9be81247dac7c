"""Fit one task: TF-IDF views and logistic regression, pruned to a fixed number of features, calibrated on held-out folds."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import FeatureUnion, Pipeline
from tqdm import tqdm

from stance.model import Classifier
from stance.views import Views

SEED = 20130525
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a task is fitted; chosen on dev and by grouped cross-validation."""

    views: tuple[str, ...]
    labels: tuple[str, ...]
    c: float
    class_weight: dict[str, float] | None
    features: int


@dataclass(frozen=True, slots=True)
class Items:
    """What a task is fitted on: views, labels, the group that keeps a document or sentence together, and a weight an item."""

    views: Sequence[Views]
    labels: Sequence[str]
    groups: Sequence[str]
    weights: Sequence[float]


def pipeline(recipe: Recipe, vocabularies: dict[str, list[str]] | None = None) -> Pipeline:
    """
    Build an unfitted pipeline: one sublinear, L2-normalised TF-IDF block a view, then multinomial logistic regression.

    :param recipe: The task's recipe.
    :param vocabularies: The features of each view; all that occur twice where None.
    :return: The pipeline.
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
    regression = LogisticRegression(C=recipe.c, class_weight=recipe.class_weight, max_iter=1000, random_state=SEED)
    return Pipeline([("views", FeatureUnion(blocks)), ("regression", regression)])


def _train(pipe: Pipeline, views: Sequence[Views], labels: Sequence[str], weights: Sequence[float]) -> Pipeline:
    pipe.fit(list(views), list(labels), regression__sample_weight=np.asarray(weights))
    return pipe


def prune(recipe: Recipe, items: Items) -> dict[str, list[str]]:
    """
    Choose the features whose coefficients are largest in a fit on everything.

    :param recipe: The task's recipe; `features` says how many stay.
    :param items: What to fit on.
    :return: The features of each view, sorted.
    """
    full = _train(pipeline(recipe), items.views, items.labels, items.weights)
    names = full[0].get_feature_names_out()
    size = np.abs(full[-1].coef_).max(axis=0)
    kept = sorted(names[i] for i in np.argsort(-size, kind="stable")[: recipe.features])
    vocabularies: dict[str, list[str]] = {view: [] for view in recipe.views}
    for name in kept:
        view, feature = name.split("__", 1)
        vocabularies[view].append(feature)
    return vocabularies


def _temperature(scores: Any, labels: Sequence[str], classes: Sequence[str], weights: Sequence[float]) -> float:
    """Find the temperature with the least log-loss on scores of items the fit did not see (Guo et al., ICML 2017)."""
    truth = np.asarray(labels)

    def loss(log_temperature: float) -> float:
        logits = scores / np.exp(log_temperature)
        logits = logits - logits.max(axis=1, keepdims=True)
        odds = np.exp(logits)
        return float(log_loss(truth, odds / odds.sum(axis=1, keepdims=True), labels=list(classes), sample_weight=weights))

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 2.0), method="bounded").x))


def held_out_scores(recipe: Recipe, items: Items, vocabularies: dict[str, list[str]] | None, name: str) -> Any:
    """
    Score every item by a fit on the folds that do not hold its group.

    :param recipe: The task's recipe.
    :param items: What to fit on.
    :param vocabularies: The features of each view, or None for all.
    :param name: What the progress bar says.
    :return: Decision scores, one row an item, columns in the order of the sorted labels.
    """
    scores = np.zeros((len(items.labels), len(recipe.labels)))
    folds = GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(items.views, items.labels, items.groups)
    for inside, outside in tqdm(folds, total=FOLDS, desc=f"{name}: folds", disable=None):
        fitted = _train(
            pipeline(recipe, vocabularies),
            [items.views[i] for i in inside],
            [items.labels[i] for i in inside],
            [items.weights[i] for i in inside],
        )
        scores[outside] = fitted.decision_function([items.views[i] for i in outside])
    return scores


def fit(recipe: Recipe, items: Items, name: str) -> Classifier:
    """
    Fit a task.

    :param recipe: How.
    :param items: On what.
    :param name: The task's name, for the progress bar.
    :return: The calibrated classifier; the same items give the same classifier.
    """
    vocabularies = prune(recipe, items)
    scores = held_out_scores(recipe, items, vocabularies, name)
    final = _train(pipeline(recipe, vocabularies), items.views, items.labels, items.weights)
    temperature = _temperature(scores, items.labels, list(final.classes_), items.weights)
    _shrink(final, recipe)
    return Classifier(final, recipe.labels, temperature)


def _shrink(final: Pipeline, recipe: Recipe) -> None:
    """Put the label order of the recipe in place of the alphabetical one, and halve the coefficients' size."""
    regression = final[-1]
    order = [list(regression.classes_).index(label) for label in recipe.labels]
    regression.coef_ = regression.coef_[order].astype(np.float32)
    regression.intercept_ = regression.intercept_[order]
    regression.classes_ = np.asarray(recipe.labels)
