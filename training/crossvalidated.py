"""How good a recipe is on train, by fits that did not see the item's document or sentence."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from training import baselines
from training.fit import Fitted, Recipe
from training.items import Items
from training.metrics import measure


def by_source(recipe: Recipe, items: Items, fitted: Fitted) -> dict[str, Any]:
    """
    Measure what the folds gave, source by source.

    The features that stayed were chosen on all of train, and the soft labels of a fold's inside are of teachers that learnt from
    other folds, its outside among them: these figures are a little kinder than those of dev.

    :param recipe: The task's recipe.
    :param items: What it was fitted on.
    :param fitted: What came of it.
    :return: For each source that readers labelled the figures of `measure`.
    """
    found: dict[str, Any] = {}
    read = [(i, label, items.sources[i]) for i, label in enumerate(items.labels) if label is not None]
    for source in sorted({source for _, _, source in read}):
        rows = np.asarray([i for i, _, other in read if other == source])
        truth = [label for _, label, other in read if other == source]
        guesses: dict[str, Sequence[Any]] = {"majority": baselines.majority(truth, len(truth))}
        groups = [items.groups[i] for i in rows]
        found[source] = measure(truth, fitted.held_out[rows], recipe.labels, guesses, groups)
    return found
