"""The load generator's report, and what happens where there is no generator."""

import os
import shutil

import pytest

from benchmarks.comparison.faults import NoAnswerError, RowFailedError
from benchmarks.comparison.load import find_generator, parse

_REPORT = 'RESULT {"requests": 300, "microseconds": 1500000, "p50": 4000, "p95": 9500, "p99": 20000, "refused": 2, "broken": 1}'


def test_a_report_is_found_among_what_else_is_printed() -> None:
    came = parse(f"Running 2s test @ http://127.0.0.1\n{_REPORT}\n", 8)
    assert (came.connections, came.requests, came.seconds) == (8, 300, 1.5)
    assert (came.p50, came.p95, came.p99) == (4.0, 9.5, 20.0)
    assert (came.refused, came.broken) == (2, 1)


def test_a_load_without_an_answer_is_no_figure() -> None:
    with pytest.raises(NoAnswerError, match="64 connections"):
        parse(_REPORT.replace('"requests": 300', '"requests": 0'), 64)


def test_without_a_report_the_end_of_the_output_is_told() -> None:
    with pytest.raises(RowFailedError, match="unable to connect"):
        parse("unable to connect to 127.0.0.1\n", 1)


def test_a_missing_generator_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(RowFailedError, match="apt-get install wrk"):
        find_generator()
