"""Risk over coverage: hand-made answers whose curve can be computed on paper."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.abstention import accuracy_at, area, at_thresholds, excess_area, risk_curve
from training.predicted import gather

SURE = np.asarray([0.9, 0.8, 0.7, 0.6])
ITEMS = st.lists(st.tuples(st.floats(0.34, 1), st.booleans()), min_size=1, max_size=50)


def test_the_curve_is_the_share_of_wrong_answers_among_the_surest() -> None:
    assert risk_curve(SURE, np.asarray([True, False, True, True])) == pytest.approx([0, 1 / 2, 1 / 3, 1 / 4])


def test_the_area_is_the_mean_of_the_curve() -> None:
    assert area(SURE, np.asarray([True, False, True, True])) == pytest.approx((1 / 2 + 1 / 3 + 1 / 4) / 4)


def test_the_excess_is_what_a_better_order_would_save() -> None:
    # Least sure of the one error, the curve would be 0, 0, 0, 1/4.
    assert excess_area(SURE, np.asarray([True, False, True, True])) == pytest.approx((1 / 2 + 1 / 3) / 4)


def test_a_perfect_order_has_no_excess() -> None:
    assert excess_area(SURE, np.asarray([True, True, True, False])) == pytest.approx(0)


def test_equal_confidences_count_as_in_random_order() -> None:
    confidence = np.full(4, 0.7)
    for right in ([True, True, False, False], [False, False, True, True]):
        assert risk_curve(confidence, np.asarray(right)) == pytest.approx([0.5] * 4)


@given(ITEMS)
def test_the_order_of_the_items_does_not_matter(items: list[tuple[float, bool]]) -> None:
    confidence, right = np.asarray([one for one, _ in items]), np.asarray([hit for _, hit in items])
    assert area(confidence, right) == pytest.approx(area(confidence[::-1], right[::-1]))


@given(ITEMS)
def test_no_order_is_better_than_the_perfect_one(items: list[tuple[float, bool]]) -> None:
    confidence, right = np.asarray([one for one, _ in items]), np.asarray([hit for _, hit in items])
    assert excess_area(confidence, right) >= -1e-12


def test_accuracy_at_a_coverage_is_that_of_the_surest_part() -> None:
    right = np.asarray([True, True, False, False])
    assert [accuracy_at(SURE, right, share) for share in (0.1, 0.5, 1.0)] == pytest.approx([1, 1, 0.5])


def test_a_threshold_answers_what_reaches_it() -> None:
    labels = ("against", "neutral", "favor")
    probabilities = np.asarray([[0.05, 0.9, 0.05], [0.1, 0.1, 0.8], [0.5, 0.25, 0.25], [0.1, 0.35, 0.55]])
    one = gather(labels, probabilities, ["neutral", "favor", "favor", "favor"], list("abcd"))
    rows = {row.threshold: row for row in at_thresholds(one)}
    assert (rows[0.5].answered, rows[0.5].right, rows[0.5].sided, rows[0.5].sided_right) == (1.0, 0.75, 3, 2 / 3)
    assert (rows[0.6].answered, rows[0.6].right, rows[0.6].sided, rows[0.6].sided_right) == (0.5, 1.0, 1, 1.0)
    assert (rows[0.9].answered, rows[0.9].right, rows[0.9].sided, rows[0.9].sided_right) == (0.25, 1.0, 0, None)


def test_a_threshold_that_nothing_reaches_has_no_accuracy() -> None:
    one = gather(("a", "neutral"), np.asarray([[0.6, 0.4]]), ["a"], ["x"])
    assert (at_thresholds(one)[-1].answered, at_thresholds(one)[-1].right) == (0.0, None)
