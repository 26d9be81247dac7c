"""Differences between two classifiers and how sure they are."""

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from training.bootstrap import difference, interval, macro_f1
from training.predicted import Predicted

_LABELS = ("against", "neutral", "favor")


def _predicted(truth: NDArray[np.int64], given: NDArray[np.int64]) -> Predicted:
    return Predicted(_LABELS, np.eye(3)[given], truth, np.arange(len(truth)) // 2)


@pytest.fixture
def truth() -> NDArray[np.int64]:
    return np.random.default_rng(1).integers(0, 3, 200)


def _with_errors(truth: NDArray[np.int64], share: float) -> Predicted:
    wrong = np.random.default_rng(2).random(len(truth)) < share
    return _predicted(truth, np.where(wrong, (truth + 1) % 3, truth))


def test_macro_f1_is_that_of_scikit_learn(truth: NDArray[np.int64]) -> None:
    one = _with_errors(truth, 0.4)
    expected = 100 * f1_score(truth, one.probabilities.argmax(axis=1), average="macro")
    assert macro_f1(one) == pytest.approx(expected)


def test_a_classifier_does_not_differ_from_itself(truth: NDArray[np.int64]) -> None:
    one = _with_errors(truth, 0.3)
    gap = difference(one, one)
    assert (gap.points, gap.low, gap.high) == (0, 0, 0)
    assert not gap.sure


def test_a_much_better_classifier_is_better_for_sure(truth: NDArray[np.int64]) -> None:
    gap = difference(_with_errors(truth, 0.1), _with_errors(truth, 0.5))
    assert gap.sure
    assert gap.low < gap.points < gap.high


def test_one_answer_s_difference_is_not_sure(truth: NDArray[np.int64]) -> None:
    given = truth.copy()
    given[0] = (given[0] + 1) % 3
    gap = difference(_predicted(truth, truth), _predicted(truth, given))
    assert gap.points > 0
    assert not gap.sure


def test_the_same_two_give_the_same_interval(truth: NDArray[np.int64]) -> None:
    one, other = _with_errors(truth, 0.2), _with_errors(truth, 0.3)
    assert difference(one, other) == difference(one, other)


def test_classifiers_of_different_items_are_not_compared(truth: NDArray[np.int64]) -> None:
    with pytest.raises(ValueError, match="not about the same items"):
        difference(_with_errors(truth, 0.2), _with_errors(truth[::-1], 0.2))


def test_items_of_one_document_are_drawn_together(truth: NDArray[np.int64]) -> None:
    right, given = truth.tolist(), _with_errors(truth, 0.4).probabilities.argmax(axis=1).tolist()
    documents = list(range(len(right)))
    once = interval(right, given, documents, range(3))
    # Every item twice tells nothing new while both stand in one document, and would in two.
    assert interval(right * 2, given * 2, documents * 2, range(3)) == pytest.approx(once)
    low, high = interval(right * 2, given * 2, list(range(2 * len(right))), range(3))
    assert high - low < 0.9 * (once[1] - once[0])
