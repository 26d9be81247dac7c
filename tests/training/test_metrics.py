"""The figures: what they say of toy predictions whose answer is known."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training import baselines
from training.bootstrap import interval
from training.evaluate import five_classes
from training.metrics import calibration_error, half_coverage_accuracy, measure

LABELS = ("against", "neutral", "favor")


def _measure(truth: list[str], predicted: list[str], confidence: float = 0.8) -> dict[str, Any]:
    rest = (1 - confidence) / 2
    rows = np.array([[confidence if label == guess else rest for label in LABELS] for guess in predicted])
    return measure(truth, rows, LABELS, {"majority": ["neutral"] * len(truth)}, [str(i) for i in range(len(truth))])


def test_confidence_that_matches_accuracy_has_no_calibration_error() -> None:
    confidence = np.repeat([0.2, 0.6, 1.0], 50)
    right = np.concatenate([np.arange(50) % 5 == 0, np.arange(50) % 5 < 3, np.ones(50, dtype=bool)])
    assert calibration_error(confidence, right) == pytest.approx(0)


@pytest.mark.parametrize(("confidence", "correct", "error"), [(1.0, False, 1.0), (0.9, True, 0.1), (0.5, False, 0.5)])
def test_calibration_error_is_the_distance_to_accuracy(confidence: float, correct: bool, error: float) -> None:  # noqa: FBT001
    assert calibration_error(np.full(60, confidence), np.full(60, correct)) == pytest.approx(error)


def test_over_and_under_confidence_do_not_cancel_between_bins() -> None:
    confidence = np.concatenate([np.full(140, 0.4), np.full(160, 0.9)])
    right = np.concatenate([np.ones(140, dtype=bool), np.zeros(160, dtype=bool)])
    assert calibration_error(confidence, right) == pytest.approx(0.76)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80))
def test_calibration_error_is_a_fraction(items: list[tuple[float, bool]]) -> None:
    error = calibration_error(np.array([one for one, _ in items]), np.array([hit for _, hit in items]))
    assert 0 <= error <= 1


def test_half_coverage_counts_the_surer_half() -> None:
    confidence = np.array([0.9, 0.2, 0.8, 0.3])
    right = np.array([True, False, True, False])
    assert half_coverage_accuracy(confidence, right) == 1
    assert half_coverage_accuracy(1 - confidence, right) == 0


def test_half_coverage_of_one_item_is_that_item() -> None:
    assert half_coverage_accuracy(np.array([0.4]), np.array([True])) == 1


def test_perfect_predictions_score_a_hundred() -> None:
    figures = _measure(["against", "neutral", "favor", "favor"], ["against", "neutral", "favor", "favor"])
    assert (figures["n"], figures["macro_f1"], figures["micro_f1"]) == (4, 100, 100)
    assert figures["ece"] == pytest.approx(0.2)
    assert figures["accuracy_at_half_coverage"] == 1


def test_macro_f1_weighs_classes_and_micro_f1_items() -> None:
    figures = _measure(["neutral"] * 8 + ["favor", "against"], ["neutral"] * 10)
    assert figures["micro_f1"] == pytest.approx(80)
    assert figures["macro_f1"] == pytest.approx(100 * (16 / 18) / 3)
    assert figures["baselines"]["majority"]["macro_f1"] == pytest.approx(figures["macro_f1"])


def test_each_class_has_its_own_figures() -> None:
    figures = _measure(["against", "against", "neutral", "favor"], ["against", "neutral", "neutral", "neutral"])["per_class"]
    assert figures["against"] == {"precision": 100, "recall": 50, "f1": pytest.approx(200 / 3), "n": 2}
    assert figures["neutral"] == {"precision": pytest.approx(100 / 3), "recall": 100, "f1": pytest.approx(50), "n": 1}
    assert figures["favor"] == {"precision": 0, "recall": 0, "f1": 0, "n": 1}


def test_a_class_that_nothing_has_does_not_stop_the_figures() -> None:
    assert _measure(["neutral"], ["neutral"])["per_class"]["favor"]["n"] == 0


# Five classes --------------------------------------------------------------------------------------------------------

DISTRIBUTIONS = st.tuples(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 1)).map(lambda row: np.array(row) / sum(row))


@given(DISTRIBUTIONS, DISTRIBUTIONS)
def test_five_classes_are_a_distribution(forward: Any, backward: Any) -> None:
    joint = five_classes(forward[None], backward[None])
    assert joint.shape == (1, 5)
    assert joint.sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("forward", "backward", "label"),
    [
        ("neutral", "neutral", 0),
        ("favor", "neutral", 1),
        ("neutral", "favor", 2),
        ("against", "neutral", 3),
        ("neutral", "against", 4),
    ],
)
def test_two_sure_directions_give_their_class(forward: str, backward: str, label: int) -> None:
    sure = {name: np.where(np.array(LABELS) == name, 0.9, 0.05)[None] for name in LABELS}
    assert five_classes(sure[forward], sure[backward]).argmax() == label


# Baselines -----------------------------------------------------------------------------------------------------------


def test_the_majority_baseline_repeats_the_commonest_label_of_train() -> None:
    assert baselines.majority(["a", "b", "b"], 3) == ["b", "b", "b"]


def test_scores_are_cut_at_their_thresholds() -> None:
    assert baselines.cut([-0.6, -0.2, 0.0, 0.4, 0.9], (-0.5, 0.4), LABELS) == ["against", "neutral", "neutral", "favor", "favor"]


def test_tuned_thresholds_part_what_can_be_parted() -> None:
    scores = [-0.8, -0.7, 0.0, 0.1, 0.6, 0.9]
    truth = ["against", "against", "neutral", "neutral", "favor", "favor"]
    assert baselines.cut(scores, baselines.tune(scores, truth, LABELS), LABELS) == truth


def test_the_lexicon_baseline_tells_praise_from_blame() -> None:
    good, bad = baselines.scores(["What a wonderful, brave and honest man.", "What a horrible, cruel and corrupt man."])
    assert good > 0.5
    assert bad < -0.5


def test_the_interval_of_a_macro_f1_holds_it_and_narrows_with_more_groups() -> None:
    truth = ["against", "neutral", "favor", "neutral"] * 50
    guesses = ["against", "neutral", "favor", "favor"] * 40 + ["neutral"] * 40
    few = interval(truth, guesses, [i // 20 for i in range(200)], LABELS)
    many = interval(truth * 9, guesses * 9, list(range(1800)), LABELS)
    assert few[0] < _measure(truth, guesses)["macro_f1"] < few[1]
    assert many[1] - many[0] < few[1] - few[0]
    assert interval(truth, truth, list(range(200)), LABELS) == pytest.approx((100, 100))
