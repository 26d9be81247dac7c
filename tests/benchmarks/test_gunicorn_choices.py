"""The table of ways to run gunicorn."""

from pathlib import Path

from benchmarks.comparison.load import Load
from benchmarks.comparison.processes import Memory
from benchmarks.comparison.rows import Cell, Row, Sample
from benchmarks.gunicorn import Choice, choices, table_line


def test_every_choice_is_measured_once_and_has_a_title_of_its_own() -> None:
    titles = [choice.title for choice in choices()]
    assert len(titles) == len(set(titles))


def test_a_choice_starts_gunicorn_as_it_says() -> None:
    launch = Choice(4, 2, preload=False, keep_alive=0).launch([8001], Path())
    assert {"--workers=4", "--threads=2", "--keep-alive=0"} <= set(launch.command)
    assert (launch.environment["BENCHMARK_PRELOAD"], launch.environment["BENCHMARK_FREEZE"]) == ("no", "yes")
    assert launch.environment["STANCEWIRE_PORT"] == "8001"


def test_a_line_holds_rates_times_and_memory() -> None:
    cells = [Cell(Load(count, 100 - count, 1.0, 2.0, 3.0, 5.0), 0.4) for count in (1, 8, 64)]
    line = table_line(Row("a", "2 × sync", samples=[Sample(cells, Memory(150.0, 300.0), 1.0)]))
    assert line == ("| 2 × sync | 100 / 100 / 100 | 4.00 | 2.0 / 3.0 / 5.0 | 2.0 / 3.0 / 5.0 | 2.0 / 3.0 / 5.0 | 2.5 | 150 |")


def test_a_choice_that_fails_has_a_line_that_says_so() -> None:
    assert table_line(Row("a", "2 × sync", failure="it ended\nsecret")).startswith("| 2 × sync | it ended |")
