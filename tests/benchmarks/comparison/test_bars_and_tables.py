"""Rows of made-up figures: their ratios, their tables, and the bars they meet."""

import pytest

from benchmarks.comparison import tables
from benchmarks.comparison.bars import Bar, bars
from benchmarks.comparison.forms import Throughput
from benchmarks.comparison.growth import Curve
from benchmarks.comparison.load import Load
from benchmarks.comparison.processes import Memory
from benchmarks.comparison.rows import Cell, Row, Sample


def _row(name: str, rate: int, cpu_ms: float, *, p99: float = 10.0) -> Row:
    """Make a row of two rounds, of which the second is a little slower."""
    samples = []
    for factor in (1.0, 1.1):
        cells = [Cell(Load(count, rate - count, factor, 2.0, 5.0, p99), cpu_ms * rate / 1000) for count in (1, 8)]
        samples.append(Sample(cells, Memory(100.0, 150.0), 1.0 * factor, 0.5))
    return Row(name, f"row {name}", samples=samples)


def _measured(found: list[Bar]) -> dict[str, float | None]:
    return {bar.figure.split(",")[0]: bar.measured for bar in found}


def test_answers_that_are_due_at_the_end_count() -> None:
    cell = Cell(Load(8, 2, 3.0, 1.0, 1.0, 1.0), cpu_seconds=5.0, drained=2.0)
    assert cell.rate == 2.0
    assert cell.cpu_ms == 500.0


def test_bars_are_ratios_within_the_run() -> None:
    rows = {one.name: one for one in (_row("noop", 1000, 0.5), _row("stancewire", 400, 2.0, p99=20.0), _row("sklearn", 16, 60.0))}
    found = _measured(bars(rows, [Throughput("single", 100, 1), Throughput("batch", 250, 1)], {}))
    assert found["CPU of a request over that of the no-op handler"] == pytest.approx(4.0)
    assert found["articles a second over plain scikit-learn"] == pytest.approx(25.0)
    assert found["p99 over p50 at 8 connections"] == pytest.approx(10.0)
    assert found["articles a second in a batch over single posts"] == pytest.approx(2.5)
    assert found["articles a second over RoBERTa-base"] is None


def test_a_curve_is_held_against_its_bar_by_the_worse_of_its_exponents() -> None:
    curve = Curve("length", "characters", (1, 2, 4, 8), (1.0, 1.0, 1.0, 2.0))
    assert _measured(bars({}, [], {"length": curve}))["exponent of time over length"] == pytest.approx(curve.fitted_above_middle)


@pytest.mark.parametrize(
    ("bar", "met"),
    [
        (Bar("a", "at most", 6, 6.0), True),
        (Bar("a", "at most", 6, 6.1), False),
        (Bar("a", "at least", 6, 5.9), False),
        (Bar("a", "at least", 6, 6.0), True),
        (Bar("a", "at least", 6, None), None),
    ],
)
def test_a_bar_is_met_or_not_or_not_measured(bar: Bar, met: bool | None) -> None:  # noqa: FBT001
    assert bar.met is met


def test_a_table_lines_up() -> None:
    lines = tables.table(("what", "ms"), [("a long name", "1"), ("b", "1,000")]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[1].endswith(":|") or lines[1].endswith(": |")
    assert lines[3].endswith(" 1,000 |")


def test_a_row_that_failed_is_a_row_with_its_reason() -> None:
    rows = {"noop": _row("noop", 1000, 0.5), "peer": Row("peer", "a peer", failure="not installed: no such wheel\nmore")}
    shown = tables.cost_table(rows)
    assert "| a peer " in shown
    assert "- a peer: not installed: no such wheel" in shown
    assert "a peer" not in tables.latency_table(rows)


def test_the_other_figures_have_their_tables() -> None:
    assert "75.0 %" in tables.piece_table([("one", 0.003), ("other", 0.001)])
    assert "2.5" in tables.form_table([Throughput("single", 100, 1), Throughput("batch", 250, 1)])
    assert "fitted exponent: 1.00" in tables.curve_table(Curve("length", "characters", (1, 2, 4), (1.0, 2.0, 4.0)))
    assert "not measured" in tables.bar_table(bars({}, [], {}))
