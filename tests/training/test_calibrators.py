"""Ways to calibrate: each finds what was done to honest scores."""

import numpy as np
import pytest
from scipy.special import log_softmax

from training.calibrators import CALIBRATORS, HEAD, compare, cross_validated, rows
from training.heldout import HeldOut
from training.predicted import Predicted

LABELS = ("against", "neutral", "favor")


def _distorted(seed: int, count: int, factor: float, shift: tuple[float, float, float] = (0, 0, 0)) -> HeldOut:
    chance = np.random.default_rng(seed)
    honest = chance.dirichlet([1.0, 2.0, 0.7], count)
    truth = np.asarray([chance.choice(3, p=row) for row in honest], dtype=np.int64)
    return HeldOut(LABELS, np.log(honest + 1e-9) * factor + np.asarray(shift), truth, np.arange(count))


def _predicted(one: HeldOut, temperature: float) -> Predicted:
    return Predicted(one.labels, np.exp(log_softmax(one.scores / temperature, axis=1)), one.truth, one.groups)


@pytest.mark.parametrize("way", CALIBRATORS)
def test_every_way_undoes_too_much_confidence(way: str) -> None:
    scores = _distorted(1, 3000, factor=2)
    report = compare(scores, 1.0, {"dev": _predicted(_distorted(2, 2000, factor=2), 1.0)})
    for name in ("held_out", "dev"):
        assert (report[name][way]["against_shipped"] or 0) < -2 * (report[name][way]["standard_error"] or 0)
        assert (report[name][way]["ece"] or 0) < (report[name]["raw"]["ece"] or 0) / 2


def test_the_temperature_that_was_put_on_is_found() -> None:
    scores = log_softmax(np.asarray([[2.0, 0.0, -1.0]]), axis=1)
    held = _distorted(1, 4000, factor=2)
    calibrated = CALIBRATORS["temperature"](log_softmax(held.scores, axis=1), held.truth)(scores)
    assert calibrated == pytest.approx(np.exp(log_softmax(scores / 2, axis=1)), abs=0.02)


def test_a_shift_of_one_label_is_beyond_the_temperature_alone() -> None:
    held = _distorted(1, 3000, factor=1, shift=(1.5, 0, 0))
    found = compare(held, 1.0, {})["held_out"]
    assert (found["vector"]["log_loss"] or 0) < (found["temperature"]["log_loss"] or 0) - 0.02
    assert (found["dirichlet"]["log_loss"] or 0) < (found["temperature"]["log_loss"] or 0) - 0.02


def test_the_artifact_s_own_temperature_is_what_is_shipped() -> None:
    held = _distorted(1, 1000, factor=2)
    found = compare(held, 2.0, {"dev": _predicted(held, 2.0)})
    assert found["held_out"]["shipped"]["log_loss"] == pytest.approx(found["dev"]["shipped"]["log_loss"])
    assert found["held_out"]["raw"]["log_loss"] == pytest.approx(found["dev"]["raw"]["log_loss"])
    assert found["dev"]["shipped"]["against_shipped"] == 0


@pytest.mark.parametrize("way", CALIBRATORS)
def test_an_item_is_calibrated_without_its_own_group(way: str) -> None:
    # All labels of one group are wrong: its own items must be as sure as if it were not there.
    held = _distorted(1, 600, factor=1)
    groups = np.arange(600) // 6
    wrong = np.where(groups == 7, (held.truth + 1) % 3, held.truth)
    one, other = (cross_validated(HeldOut(LABELS, held.scores, truth, groups), CALIBRATORS[way]) for truth in (held.truth, wrong))
    assert one[groups == 7] == pytest.approx(other[groups == 7])
    assert one[groups != 7] != pytest.approx(other[groups != 7])


@pytest.mark.parametrize("way", CALIBRATORS)
def test_probabilities_sum_to_one(way: str) -> None:
    held = _distorted(1, 300, factor=1)
    probabilities = cross_validated(held, CALIBRATORS[way])
    assert probabilities.sum(axis=1) == pytest.approx(np.ones(300))
    assert (probabilities > 0).all()


def test_every_row_of_the_table_has_a_cell_for_each_column() -> None:
    table = rows("stance", compare(_distorted(1, 300, factor=1), 1.0, {}))
    assert {len(row) for row in table} == {len(HEAD)}
    assert {row[2] for row in table} == {"raw", "shipped", *CALIBRATORS}
