"""The tables of a run, in Markdown that lines up in a terminal as well."""

from collections.abc import Mapping, Sequence

from benchmarks.comparison.bars import Bar, faster, rate
from benchmarks.comparison.forms import Throughput
from benchmarks.comparison.growth import Curve
from benchmarks.comparison.rows import Row
from benchmarks.comparison.targets import NOOP, SERVICE

_NONE = "–"
_MET = {True: "yes", False: "no", None: "not measured"}


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """
    Lay out a table.

    :param headings: What stands over each column.
    :param rows: The cells; the first column is flush left, the others flush right.
    :return: Markdown.
    """
    widths = [max(len(line[column]) for line in (headings, *rows)) for column in range(len(headings))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]

    def laid_out(cells: Sequence[str]) -> str:
        rest = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
        return "| " + " | ".join((cells[0].ljust(widths[0]), *rest)) + " |"

    return "\n".join(laid_out(line) for line in (headings, rule, *rows))


def number(value: float | None) -> str:
    """
    Write a figure with three digits that count.

    :param value: The figure; None where there is none.
    :return: The figure, or a dash.
    """
    if value is None:
        return _NONE
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def cost_table(rows: Mapping[str, Row]) -> str:
    """
    Say what each row costs, beside the no-op handler and Stancewire.

    :param rows: The rows, by name.
    :return: The table, with the first line of why some failed under it.
    """
    noop, service = (rows[name] if name in rows and rows[name].samples else None for name in (NOOP, SERVICE))
    headings = ("row", "articles/s", "Stancewire ×", "CPU ms", "× no-op", "PSS MB", "RSS MB", "ready s", "answer s", "rounds")
    lines, reasons = [], []
    for row in rows.values():
        if row.failure:
            reasons.append(f"- {row.title}: {row.failure.splitlines()[0]}")
        if not row.samples:
            lines.append((row.title, "failed", *[_NONE] * (len(headings) - 2)))
            continue
        ready = row.median(lambda one: one.ready_seconds or 0.0) if row.served else None
        figures = (
            rate(row),
            faster(service, row) if service else None,
            row.cpu_ms,
            row.cpu_ms / noop.cpu_ms if noop else None,
            row.median(lambda one: one.memory.shared_out),
            row.median(lambda one: one.memory.resident),
            ready,
            row.median(lambda one: one.answer_seconds),
        )
        lines.append((row.title, *map(number, figures), str(len(row.samples))))
    return "\n".join([table(headings, lines), *(["", *reasons] if reasons else [])])


def latency_table(rows: Mapping[str, Row]) -> str:
    """
    Give the time to an answer at each number of connections.

    :param rows: The rows, by name; in-process ones are passed over.
    :return: The table.
    """
    headings = ("row", "connections", "articles/s", "p50 ms", "p95 ms", "p99 ms", "p99/p50", "CPU ms", "answers", "broken")
    lines = []
    for row in rows.values():
        if not row.served or not row.samples:
            continue
        for count in (cell.load.connections for cell in row.samples[0].cells):
            figures = (
                row.cell(count, lambda cell: cell.rate),
                row.cell(count, lambda cell: cell.load.p50),
                row.cell(count, lambda cell: cell.load.p95),
                row.cell(count, lambda cell: cell.load.p99),
                row.cell(count, lambda cell: cell.load.p99 / cell.load.p50),
                row.cell(count, lambda cell: cell.cpu_ms),
            )
            counted = (row.cell(count, lambda cell: cell.load.requests), row.cell(count, lambda cell: cell.load.broken))
            lines.append((row.title, str(count), *map(number, figures), *(f"{one:.0f}" for one in counted)))
    return table(headings, lines)


def form_table(found: Sequence[Throughput]) -> str:
    """
    Hold the forms of a request side by side.

    :param found: The throughput of single posts, then of each batch.
    :return: The table.
    """
    single = found[0]
    lines = [(one.form, number(one.rate), number(one.rate / single.rate), number(one.cpu_ms)) for one in found]
    return table(("form", "articles/s", "× single posts", "CPU ms an article"), lines)


def piece_table(pieces: Sequence[tuple[str, float]]) -> str:
    """
    Say where the time of a request goes.

    :param pieces: Each piece and its seconds.
    :return: The table.
    """
    whole = sum(seconds for _, seconds in pieces)
    lines = [(name, f"{1000 * seconds:.3f}", f"{100 * seconds / whole:.1f} %") for name, seconds in pieces]
    return table(("piece", "ms", "share"), [*lines, ("all", f"{1000 * whole:.3f}", "100.0 %")])


def curve_table(curve: Curve) -> str:
    """
    Give one curve of growth with its exponents.

    :param curve: The curve.
    :return: The table and a line under it.
    """
    lines = [
        (f"{size:,}", f"{1000 * seconds:.2f}", f"{1_000_000 * seconds / size:.2f}")
        for size, seconds in zip(curve.sizes, curve.above, strict=True)
    ]
    above = f" above the {1000 * curve.floor:.2f} ms of a text without any" if curve.floor else ""
    fitted = f"fitted exponent: {curve.fitted:.2f}; over the larger half: {curve.fitted_above_middle:.2f} (1 is linear)"
    return table((curve.unit, f"ms{above}", "µs each"), lines) + "\n\n" + fitted


def bar_table(bars: Sequence[Bar]) -> str:
    """
    Say which bars are met.

    :param bars: The bars.
    :return: The table.
    """
    lines = [(bar.figure, f"{bar.side} {bar.bound:g}", number(bar.measured), _MET[bar.met]) for bar in bars]
    return table(("figure", "bar", "measured", "met"), lines)
