"""The tables of how far answers can be trusted, for a terminal and for a page."""

from collections.abc import Sequence
from typing import Any

Table = tuple[Sequence[str], list[list[str]]]


def share(value: float | None) -> str:
    """
    Write a share in per cent.

    :param value: A fraction, or None for a share of nothing.
    :return: Such as `72.3 %`.
    """
    return "–" if value is None else f"{100 * value:.1f} %"


def calibration(report: dict[str, dict[str, Any]]) -> Table:
    """
    Lay out how far confidence is from accuracy.

    :param report: Figures by task and set.
    :return: Head and rows.
    """
    head = (
        "set",
        "n",
        "confidence",
        "right",
        "ECE",
        "by chance",
        "95 % under",
        "debiased",
        "not neutral",
        "their confidence",
        "right",
    )
    rows = [
        [
            name,
            str(one["n"]),
            share(one["mean_confidence"]),
            share(one["accuracy"]),
            f"{one['error']:.3f}",
            f"{one['floor']:.3f}",
            f"{one['floor_high']:.3f}",
            f"{one['debiased']:.3f}",
            str(one["sided"]),
            share(one["sided_confidence"]),
            share(one["sided_accuracy"]),
        ]
        for sets in report.values()
        for name, one in sets.items()
    ]
    return head, rows


def abstention(report: dict[str, dict[str, Any]]) -> Table:
    """
    Lay out the risk-coverage curve.

    :param report: Figures by task and set.
    :return: Head and rows.
    """
    coverages = next(iter(next(iter(report.values())).values()))["accuracy_at"]
    head = ("set", "AURC", "excess", *(f"right, surest {100 * float(share):.0f} %" for share in coverages))
    rows = [
        [name, f"{one['aurc']:.3f}", f"{one['excess_aurc']:.3f}", *(share(value) for value in one["accuracy_at"].values())]
        for sets in report.values()
        for name, one in sets.items()
    ]
    return head, rows


def thresholds(report: dict[str, dict[str, Any]]) -> Table:
    """
    Lay out what each threshold answers.

    :param report: Figures by task and set.
    :return: Head and rows.
    """
    head = ("set", "`min_confidence`", "answered", "of those right", "answers that are not neutral", "of those right")
    rows = [
        [
            name,
            f"{one['threshold']:.1f}",
            share(one["answered"]),
            share(one["right"]),
            str(one["sided"]),
            share(one["sided_right"]),
        ]
        for sets in report.values()
        for name, found in sets.items()
        for one in found["thresholds"]
    ]
    return head, rows


def conformal(report: dict[str, dict[str, Any]]) -> Table:
    """
    Lay out what sets of labels hold.

    :param report: Figures by task, set and method.
    :return: Head and rows.
    """
    head = (
        "set",
        "sets",
        "n",
        "hold the right label",
        "if the promise is kept",
        "kept",
        "mean size",
        "of one label",
        "by right label",
    )
    rows = [
        [
            name,
            method.upper(),
            str(one["n"]),
            share(one["covered"]),
            f"{100 * one['low']:.1f} to {100 * one['high']:.1f} %",
            "yes" if one["kept"] else "no",
            f"{one['size']:.2f}",
            share(one["alone"]),
            ", ".join(f"{label} {share(value)}" for label, value in one["by_label"].items()),
        ]
        for sets in report.values()
        for name, methods in sets.items()
        for method, one in methods.items()
    ]
    return head, rows


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """
    Write a table for a page.

    :param head: Its columns.
    :param rows: Its cells.
    :return: Markdown.
    """
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def aligned(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """
    Write a table for a terminal.

    :param head: Its columns.
    :param rows: Its cells.
    :return: Lines whose columns stand under each other.
    """
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (head, *rows)
    )
