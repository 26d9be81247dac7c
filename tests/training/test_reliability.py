"""Calibration error beside what chance shows: hand-made confidences whose answer is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.metrics import calibration_error
from training.predicted import gather
from training.reliability import calibration, debiased_error, diagram, noise_floor

LABELS = ("against", "neutral", "favor")


def _set(rows: list[tuple[float, str, str]]) -> list[list[float]]:
    return [[sure if label == guess else (1 - sure) / 2 for label in LABELS] for sure, guess, _ in rows]


def test_chance_shows_nothing_where_every_answer_is_certain() -> None:
    assert noise_floor(np.ones(300)) == (0, 0)


def test_chance_shows_what_tossing_coins_does() -> None:
    # 15 bins of 40 tosses: the mean distance from one half is √(2/π) · √(0.25/40), but for the binomial's steps.
    floor, high = noise_floor(np.full(600, 0.5))
    assert floor == pytest.approx(np.sqrt(2 / np.pi) * np.sqrt(0.25 / 40), rel=0.02)
    assert floor < high < 2 * floor


def test_more_items_leave_less_to_chance() -> None:
    confidence = np.linspace(0.4, 1, 400)
    assert noise_floor(np.repeat(confidence, 16))[0] == pytest.approx(noise_floor(confidence)[0] / 4, rel=0.1)


def test_the_floor_is_the_mean_error_of_calibrated_answers() -> None:
    confidence = np.random.default_rng(1).uniform(0.4, 1, 500)
    answers = np.random.default_rng(2).random((400, 500)) < confidence
    assert np.mean([calibration_error(confidence, right) for right in answers]) == pytest.approx(
        noise_floor(confidence)[0], rel=0.03
    )


def test_the_debiased_error_takes_off_what_sampling_adds() -> None:
    # One bin in effect: half of each 20 are right at a confidence of 0.7, so (0.2)² less 0.25 / 19.
    right = np.tile([True, False], 150)
    assert debiased_error(np.full(300, 0.7), right) == pytest.approx(np.sqrt(0.04 - 0.25 / 19))


def test_the_debiased_error_is_nothing_where_sampling_explains_all() -> None:
    assert debiased_error(np.full(300, 0.5), np.tile([True, False], 150)) == 0


@given(st.lists(st.tuples(st.floats(0.34, 1), st.booleans()), min_size=1, max_size=60))
def test_every_figure_is_a_fraction(items: list[tuple[float, bool]]) -> None:
    confidence, right = np.asarray([one for one, _ in items]), np.asarray([hit for _, hit in items])
    floor, high = noise_floor(confidence)
    assert 0 <= floor <= 1
    assert 0 <= high <= 1
    assert 0 <= debiased_error(confidence, right) <= 1


def test_answers_other_than_neutral_are_told_apart() -> None:
    rows = [(0.9, "neutral", "neutral"), (0.8, "favor", "favor"), (0.6, "against", "favor"), (0.9, "neutral", "favor")]
    found = calibration(gather(LABELS, np.asarray(_set(rows)), [truth for _, _, truth in rows], ["a", "b", "c", "d"]))
    assert (found.n, found.sided, found.accuracy, found.sided_accuracy) == (4, 2, 0.5, 0.5)
    assert found.mean_confidence == pytest.approx(0.8)
    assert found.sided_confidence == pytest.approx(0.7)


def test_without_other_answers_they_have_no_figures() -> None:
    rows = [(0.9, "neutral", "neutral")]
    found = calibration(gather(LABELS, np.asarray(_set(rows)), ["neutral"], ["a"]))
    assert (found.sided, found.sided_confidence, found.sided_accuracy) == (0, None, None)


def test_the_same_figures_give_the_same_picture() -> None:
    rows = [(0.4 + i / 100, "favor", "favor" if i % 3 else "neutral") for i in range(60)]
    one = gather(LABELS, np.asarray(_set(rows)), [truth for _, _, truth in rows], [str(i) for i in range(60)])
    picture = diagram({"made": one})
    assert picture.startswith(b"\x89PNG")
    assert picture == diagram({"made": one})
    assert b"Software" not in picture
