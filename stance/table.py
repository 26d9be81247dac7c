"""A report as a table that a person reads on a terminal."""

import shutil
from collections.abc import Iterable

from stance.report import DocumentReport, RolledUp

_MARKS = {"negative": "−", "positive": "+", "neutral": "·", "unclear": "?", "against": "−", "favor": "+"}
_SHORTEST_QUOTE = 30


def _clip(text: str, width: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def _rows(rows: Iterable[tuple[str, ...]], widths: tuple[int, ...]) -> Iterable[str]:
    for row in rows:
        yield "  ".join(_clip(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _sums(sums: Iterable[RolledUp]) -> Iterable[str]:
    widths = (28, 28, 7, 5, 28)
    yield from _rows([("holder", "target", "against", "favor", "sum over")], widths)
    for one in sums:
        if not any(member.label in one.claims for member in one.members):
            continue
        target = one.target.name if one.target.kind == "actor" else f"“{one.target.name}”"
        members = ", ".join(dict.fromkeys(member.holder for member in one.members))
        yield from _rows([(one.name, target, f"{one.claims['against']:.2f}", f"{one.claims['favor']:.2f}", members)], widths)


def render(report: DocumentReport, name: str, *, neutral: bool = False, width: int | None = None) -> str:
    """
    Lay a report out.

    :param report: One document's report.
    :param name: What to call the document.
    :param neutral: Whether stances that are neutral are listed too.
    :param width: Columns to fill; the terminal's where None.
    :return: The table, without a final newline.
    """
    columns = width or shutil.get_terminal_size((120, 40)).columns
    names = {actor.id: actor.name for actor in report.actors}
    quote = max(_SHORTEST_QUOTE, columns - 96)
    lines = [name, "", "ACTORS"]
    lines += _rows([("actor", "kind", "named", "portrayed", "sure")], (34, 14, 5, 11, 4))
    for actor in sorted(report.actors, key=lambda a: -len(a.mentions)):
        label = actor.sentiment.label
        cells = (
            actor.name,
            actor.kind,
            str(len(actor.mentions)),
            f"{_MARKS[label]} {label}",
            f"{actor.sentiment.confidence:.2f}",
        )
        lines += _rows([cells], (34, 14, 5, 11, 4))
    shown = [stance for stance in report.stances if neutral or stance.label in ("against", "favor")]
    hidden = len(report.stances) - len(shown)
    lines += ["", "STANCES"]
    lines += _rows([("holder", "stance", "target", "sure", "kind", "evidence")], (28, 9, 28, 4, 8, quote))
    for stance in shown:
        evidence = stance.evidence[0]
        target = stance.target.name if stance.target.kind == "actor" else f"“{stance.target.name}”"
        label = f"{_MARKS[stance.label]} {stance.label}"
        holder = names.get(stance.holder, stance.holder)
        row = (holder, label, target, f"{stance.confidence:.2f}", evidence.kind, evidence.text)
        lines += _rows([row], (28, 9, 28, 4, 8, quote))
    if hidden:
        lines += ["", f"{hidden} pairs neutral or unclear, not shown (--neutral shows them)"]
    if report.rolled_up is not None:
        lines += ["", "SUMS BY PARENT", *_sums(report.rolled_up)]
    return "\n".join(lines)
