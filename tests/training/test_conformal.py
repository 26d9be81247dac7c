"""Conformal sets: the bar that paper and pencil give, and the promise where it must hold and where it must break."""

import numpy as np
import pytest

from training.conformal import SCORES, coverage, sets
from training.predicted import Predicted

LABELS = ("against", "neutral", "favor")


def _drawn(seed: int, count: int, *, sharpened: float = 1.0) -> Predicted:
    """Draw probabilities and labels by them; sharpened over 1, the probabilities claim more than the labels keep."""
    chance = np.random.default_rng(seed)
    honest = chance.dirichlet([1.0, 2.0, 0.5], count)
    truth = np.asarray([chance.choice(3, p=row) for row in honest], dtype=np.int64)
    claimed = honest**sharpened
    return Predicted(LABELS, claimed / claimed.sum(axis=1, keepdims=True), truth, np.arange(count))


def test_lac_takes_the_labels_over_the_bar() -> None:
    # Right labels have 0.50, 0.51, … 0.68: 18 of 19 make 0.9 of 20, so the bar is the second least.
    right = np.arange(50, 69) / 100
    truth = np.arange(19) % 3
    rows = np.stack([np.roll([sure, 1 - sure, 0], label) for sure, label in zip(right, truth, strict=True)])
    known = Predicted(LABELS, rows, truth, np.arange(19))
    probabilities = np.asarray([[0.52, 0.44, 0.04], [0.505, 0.495, 0.0], [0.4, 0.3, 0.3], [0.5, 0.5, 0.0]])
    assert sets(known, probabilities, "lac").tolist() == (probabilities >= 0.51).tolist()


@pytest.mark.parametrize("method", SCORES)
def test_the_promise_is_kept_on_items_drawn_alike(method: str) -> None:
    found = coverage(_drawn(1, 3000), _drawn(2, 3000), method)
    assert found.kept
    assert found.low <= found.covered <= found.high
    assert 1 <= found.size <= 3


@pytest.mark.parametrize("method", SCORES)
def test_the_promise_is_seen_to_break_on_items_drawn_otherwise(method: str) -> None:
    found = coverage(_drawn(1, 3000), _drawn(2, 3000, sharpened=4), method)
    assert not found.kept
    assert found.covered < found.low


def test_coverage_by_label_adds_up_to_that_of_all() -> None:
    items = _drawn(3, 500)
    found = coverage(_drawn(1, 1000), items, "lac")
    counted = sum(found.by_label[label] * (items.truth == i).sum() for i, label in enumerate(LABELS))
    assert counted / 500 == pytest.approx(found.covered)


def test_a_larger_promise_makes_larger_sets() -> None:
    known, items = _drawn(1, 1000), _drawn(2, 500)
    sizes = [coverage(known, items, "lac", promise).size for promise in (0.7, 0.8, 0.9)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


@pytest.mark.parametrize("method", SCORES)
def test_the_same_items_get_the_same_sets(method: str) -> None:
    known, items = _drawn(1, 500), _drawn(2, 200)
    assert (sets(known, items.probabilities, method) == sets(known, items.probabilities, method)).all()
