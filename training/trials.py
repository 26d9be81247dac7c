"""One task's ground for trials: the same features, folds and dev sets for every variant."""

import hashlib
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.metrics import f1_score, log_loss
from sklearn.model_selection import GroupKFold

from stance.views import spelled
from training.blocks import Blocks
from training.devsets import DevSets
from training.fit import SEED, Recipe, regress, temperature
from training.gather import OWN
from training.items import Items
from training.methods import learn
from training.metrics import calibration_error
from training.targets import Targets, targets_of
from training.variants import Variant
from training.wholefile import write_whole

FOLDS = 3
_NEUTRAL = 1
_SHIFTS = np.arange(-1.5, 1.51, 0.1)

Fold = tuple[NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Part:
    """What readers labelled of a fold's outside: logits, columns of the right labels, and which of them are the project's own."""

    logits: NDArray[np.float64]
    truth: NDArray[np.int64]
    own: NDArray[np.bool_]


def macro_f1(truth: NDArray[np.int64], logits: NDArray[np.float64]) -> float | None:
    """
    Give the macro-F1 of the likeliest labels.

    :param truth: Columns of the right labels.
    :param logits: One row an item.
    :return: In per cent; None where there is no item.
    """
    if not len(truth):
        return None
    labels = list(range(logits.shape[1]))
    return 100 * float(f1_score(truth, logits.argmax(axis=1), labels=labels, average="macro", zero_division=0))


def shifted(logits: NDArray[np.float64], shift: float) -> NDArray[np.float64]:
    """
    Add to the logit of neutral.

    :param logits: One row an item, neutral in the middle.
    :param shift: How much.
    :return: The shifted logits.
    """
    return np.asarray(logits + shift * np.eye(logits.shape[1])[_NEUTRAL])


def best_shift(parts: list[Part]) -> float:
    """
    Choose how much to add to the logit of neutral.

    :param parts: What to choose on.
    :return: The shift with the best macro-F1 on the corpus's items; of equal ones the smallest.
    """
    logits = np.concatenate([part.logits[~part.own] for part in parts])
    truth = np.concatenate([part.truth[~part.own] for part in parts])
    return float(max(_SHIFTS, key=lambda shift: (macro_f1(truth, shifted(logits, shift)) or 0.0, -abs(shift))))


class Trials:
    """Fits variants of a task on folds and on everything, and measures them."""

    def __init__(self, recipe: Recipe, items: Items, dev: DevSets, cache: Path, folds: int = FOLDS) -> None:
        """
        Count features, once.

        :param recipe: The shipped recipe, by whose fits columns are ranked.
        :param items: The items, made with `EVENLY`.
        :param dev: The dev sets.
        :param cache: The folder where rankings are kept.
        :param folds: How many of the folds are tried.
        """
        self._recipe, self._items, self._dev, self._cache = recipe, items, dev, cache
        self._blocks = Blocks(recipe, items.views)
        self._dev_raw = self._blocks.count([spelled(one) for one in dev.views])
        self._truth = np.asarray([-1 if label is None else recipe.labels.index(label) for label in items.labels])
        self._own = np.asarray([source in OWN for source in items.sources])
        self._tried = folds

    @cached_property
    def fingerprint(self) -> str:
        """What data, views and shipped recipe the trials are of: other figures are not to be set beside theirs."""
        digest = hashlib.sha256(repr((self._recipe, self._blocks.raw.shape, self._blocks.raw.nnz, self._tried)).encode())
        digest.update(repr((list(self._items.labels), list(self._items.groups))).encode())
        digest.update(self._items.truths.tobytes())
        return digest.hexdigest()[:12]

    def _folds(self) -> Iterator[tuple[str, Fold]]:
        folds = GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(self._truth, groups=self._items.groups)
        for number, (inside, outside) in enumerate(folds):
            if number < self._tried:
                yield str(number), (inside, outside[self._truth[outside] >= 0])

    def _ranking(self, name: str, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Order all columns by their largest coefficient in the shipped recipe's fit on these rows; kept for the next run."""
        path = self._cache / f"search-ranking-{self.fingerprint}-{name}.npy"
        if not path.is_file():
            every = np.arange(self._blocks.raw.shape[1])
            targets = targets_of(self._items, self._recipe.blend, self._recipe.labels).at(rows)
            fitted = regress(self._recipe, self._blocks.shape(self._blocks.raw[rows], every, {}), targets.truths, targets.weights)
            buffer = io.BytesIO()
            np.save(buffer, np.argsort(-np.abs(fitted.coef_).max(axis=0), kind="stable").astype(np.int32))
            # Whole or not at all: another part of the search may be reading it.
            write_whole(path, buffer.getvalue())
        found: NDArray[np.int64] = np.load(path)
        return found

    def rank(self) -> None:
        """Rank the columns for every fold and for everything, as far as an earlier run has not."""
        for name, (inside, _) in self._folds():
            self._ranking(name, inside)
        self._ranking("all", np.arange(len(self._truth)))

    def _logits(self, variant: Variant, targets: Targets, name: str, rows: NDArray[np.int64], other: Any) -> tuple[Any, bool]:
        """Fit on rows and score others, counted features of which are given; tell whether the fit converged."""
        kept = self._blocks.kept(self._ranking(name, rows), variant.recipe.features, variant.views)
        counted = rows[targets.weights[rows] > 0]
        inside = self._blocks.shape(self._blocks.raw[counted], kept, variant.views)
        learnt = learn(variant, inside, targets.at(counted))
        return learnt.score(self._blocks.shape(other, kept, variant.views)), learnt.converged

    def run(self, variant: Variant) -> dict[str, Any]:
        """
        Try a variant.

        :param variant: The variant.
        :return: Figures: lists have one entry a fold, None where a fold has no such item; `dev` those of the fit on everything,
            with the temperature and the shift of neutral that the folds chose.
        """
        self.rank()
        began = time.process_time()
        targets = targets_of(self._items, variant.recipe.blend, variant.recipe.labels)
        parts, converged = [], True
        for name, (inside, outside) in self._folds():
            logits, ended = self._logits(variant, targets, name, inside, self._blocks.raw[outside])
            parts.append(Part(logits, self._truth[outside], self._own[outside]))
            converged &= ended
        dev, ended = self._logits(variant, targets, "all", np.arange(len(self._truth)), self._dev_raw)
        return {
            **self._on_folds(variant.recipe, parts, dev),
            "converged": converged and ended,
            "seconds": time.process_time() - began,
        }

    def _on_folds(self, recipe: Recipe, parts: list[Part], dev: NDArray[np.float64]) -> dict[str, Any]:
        names = [recipe.labels[i] for part in parts for i in part.truth]
        # A source that weighs nothing in the fit is still measured on, so all weigh the same here.
        heat = temperature(np.concatenate([part.logits for part in parts]), names, recipe.labels, np.ones(len(names)))
        # The shift is chosen on the other folds, so that it is not measured where it was chosen.
        others = [[other for other in parts if other is not part] or parts for part in parts]
        shifts = [best_shift(other) for other in others]
        labels = list(range(len(recipe.labels)))
        shares = [softmax(part.logits / heat, axis=1) for part in parts]
        return {
            "corpus": [macro_f1(part.truth[~part.own], part.logits[~part.own]) for part in parts],
            "own": [macro_f1(part.truth[part.own], part.logits[part.own]) for part in parts],
            "shifted": [
                macro_f1(part.truth[~part.own], shifted(part.logits[~part.own], shift))
                for part, shift in zip(parts, shifts, strict=True)
            ],
            "log_loss": [float(log_loss(part.truth, share, labels=labels)) for part, share in zip(parts, shares, strict=True)],
            "ece": [
                calibration_error(share.max(axis=1), share.argmax(axis=1) == part.truth)
                for part, share in zip(parts, shares, strict=True)
            ],
            "temperature": heat,
            "shift": best_shift(parts),
            "dev": self._on_dev(dev, heat, 0.0),
            "dev_shifted": self._on_dev(dev, heat, best_shift(parts)),
        }

    def _on_dev(self, logits: NDArray[np.float64], heat: float, shift: float) -> dict[str, float | None]:
        judged = self._dev.judge(softmax(shifted(logits, shift) / heat, axis=1))
        return {name: macro_f1(one.truth, one.probabilities) for name, one in judged.items()}
