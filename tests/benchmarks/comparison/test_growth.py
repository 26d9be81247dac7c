"""The exponents that are fitted to costs."""

import pytest

from benchmarks.comparison.growth import Curve

_SIZES = (1, 2, 4, 8, 16, 32)


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_the_power_of_the_size_is_found(power: float) -> None:
    curve = Curve("made up", "items", _SIZES, [0.003 * size**power for size in _SIZES])
    assert curve.fitted == pytest.approx(power)
    assert curve.worst == pytest.approx(power)


def test_a_cost_that_is_always_there_does_not_hide_the_growth() -> None:
    seconds = [1 + 0.001 * size**2 for size in _SIZES]
    assert Curve("made up", "items", _SIZES, seconds).fitted < 0.5
    assert Curve("made up", "items", _SIZES, seconds, floor=1.0).fitted == pytest.approx(2.0)


def test_growth_that_sets_in_late_counts() -> None:
    curve = Curve("made up", "items", _SIZES, [max(8, size) ** 2 for size in _SIZES])
    assert curve.fitted < curve.fitted_above_middle == curve.worst
