"""The bars: what the service sets itself, and whether this run meets it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from benchmarks.comparison import forms
from benchmarks.comparison.forms import Throughput
from benchmarks.comparison.growth import Curve
from benchmarks.comparison.rows import Row
from benchmarks.comparison.targets import NOOP, PLAIN, SERVICE

CONNECTIONS = 8
ENCODER = "roberta"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `measured` is None where this run did not measure what it needs."""

    figure: str
    side: Literal["at most", "at least"]
    bound: float
    measured: float | None

    @property
    def met(self) -> bool | None:
        """Tell whether the bar is met; None where it was not measured."""
        if self.measured is None:
            return None
        return self.measured <= self.bound if self.side == "at most" else self.measured >= self.bound


def bars(rows: Mapping[str, Row], throughput: Sequence[Throughput], curves: Mapping[str, Curve]) -> list[Bar]:
    """
    Hold a run against the bars.

    :param rows: What was measured of each row, by name; a row without samples counts as not measured.
    :param throughput: That of the forms of a request; none where they were left out.
    :param curves: The curves of growth, by name.
    :return: The bars, all of them.
    """

    def of(figure: Callable[..., float], *names: str) -> float | None:
        found = [rows.get(name) for name in names]
        return figure(*found) if all(row is not None and row.samples for row in found) else None

    def growth(name: str) -> float | None:
        return curves[name].worst if name in curves else None

    return [
        Bar("CPU of a request over that of the no-op handler", "at most", 6, of(lambda a, b: a.cpu_ms / b.cpu_ms, SERVICE, NOOP)),
        Bar("articles a second over plain scikit-learn, a call a mention", "at least", 20, of(faster, SERVICE, PLAIN)),
        Bar("articles a second over RoBERTa-base, least padding", "at least", 300, of(faster, SERVICE, ENCODER)),
        Bar("articles a second in a batch over single posts", "at least", 2, forms.gain(throughput) if throughput else None),
        Bar(f"p99 over p50 at {CONNECTIONS} connections", "at most", 8, of(tail, SERVICE)),
        Bar(
            "start to first answer, seconds", "at most", 1.5, of(lambda row: row.median(lambda one: one.answer_seconds), SERVICE)
        ),
        Bar(
            "memory of all processes, MB (PSS)",
            "at most",
            250,
            of(lambda row: row.median(lambda one: one.memory.shared_out), SERVICE),
        ),
        Bar("exponent of time over length", "at most", 1.1, growth("length")),
        Bar("exponent of time over mentions", "at most", 1.1, growth("mentions")),
    ]


def rate(row: Row) -> float:
    """
    Give the articles a second of a row.

    :param row: The row.
    :return: The median over the rounds, at eight connections where it is served.
    """
    return row.cell(CONNECTIONS, lambda cell: cell.rate)


def faster(row: Row, other: Row) -> float:
    """
    Hold one row's articles a second against another's.

    :param row: The row.
    :param other: The other one.
    :return: How many times as many.
    """
    return rate(row) / rate(other)


def tail(row: Row) -> float:
    """
    Hold the slowest hundredth of the answers against the middle one.

    :param row: A served row.
    :return: p99 over p50 at eight connections, the median over the rounds.
    """
    return row.cell(CONNECTIONS, lambda cell: cell.load.p99 / cell.load.p50)
