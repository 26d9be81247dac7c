"""Features counted once and shaped for each trial: which columns stay, how much each view counts."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.preprocessing import normalize

from stance.views import Features
from training.fit import Recipe, vectoriser


class Blocks:
    """
    TF-IDF blocks of a task's items, before normalisation.

    A fit with fewer columns normalises what is left of each view to length 1, so rows are normalised when columns are chosen.
    How rare a feature is was counted over all items, labels were not looked at.
    """

    def __init__(self, recipe: Recipe, views: Sequence[Features]) -> None:
        """
        Count the features of the items.

        :param recipe: The task's recipe; its views are the blocks.
        :param views: The items' views.
        """
        self._union = vectoriser(recipe).set_params(**{f"{view}__norm": None for view in recipe.views})
        self.raw: Any = self._union.fit_transform(list(views)).tocsr()
        sizes = [len(block.vocabulary_) for _, block in self._union.transformer_list]
        self._ends = dict(zip(recipe.views, np.cumsum(sizes).tolist(), strict=True))
        self._begins = dict(zip(recipe.views, [0, *self._ends.values()], strict=False))

    def count(self, views: Sequence[Features]) -> Any:
        """
        Count the same features in other items.

        :param views: Their views.
        :return: A sparse matrix, one row an item, not normalised.
        """
        return self._union.transform(list(views)).tocsr()

    def kept(self, ranking: NDArray[np.int64], features: int, weights: Mapping[str, float]) -> NDArray[np.int64]:
        """
        Choose columns.

        :param ranking: All columns, the one to keep longest first.
        :param features: How many stay.
        :param weights: What views count; one of 0 loses all of its columns, and others move up.
        :return: The columns, in order.
        """
        wanted = np.ones(self.raw.shape[1], dtype=bool)
        for view, weight in weights.items():
            if weight == 0:
                wanted[self._begins[view] : self._ends[view]] = False
        return np.sort(ranking[wanted[ranking]][:features])

    def shape(self, raw: Any, kept: NDArray[np.int64], weights: Mapping[str, float]) -> Any:
        """
        Bring counted features into the form that a fit sees.

        :param raw: Rows of `raw` or of what `count` gave.
        :param kept: The columns, in order.
        :param weights: What views count, as `transformer_weights` of scikit-learn's FeatureUnion; 1 where a view is not named.
        :return: A sparse matrix, each view's part of a row of length 1 times its weight.
        """
        parts = []
        for view, begin in self._begins.items():
            columns = kept[np.searchsorted(kept, begin) : np.searchsorted(kept, self._ends[view])]
            if len(columns):
                parts.append(weights.get(view, 1.0) * normalize(raw[:, columns], copy=False))
        return sparse.hstack(parts, format="csr")
