"""How much a name alone changes the answer: neutral sentences with a hundred names in turn, part of `training.robustness`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from stance.engine import Engine
from stance.report import DocumentReport, Options, Span, TextInput
from training.robustness_rows import Frame, NameRow, frames, names

BAR = 0.01
# Who stands at the other place of a pair; no name of the suite.
COUNTERPART = "Petra Lindqvist"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Scored:
    """A name in a frame: the probability of the good label less that of the bad one, None where the name was not found."""

    name: str
    frame: str
    score: float | None


def fill(frame: str, **put: NameRow | str) -> str:
    """
    Put names into a frame.

    :param frame: The frame's text.
    :param put: The names by place, `X` and `Y`.
    :return: The sentence, with "the" where the name takes it.
    """
    for place, one in put.items():
        name = one if isinstance(one, str) else f"the {one.name}" if one.article else one.name
        frame = frame.replace("{" + place + "}", name)
    return frame[0].upper() + frame[1:]


def _holds(spans: Iterable[Span], at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _actor_at(report: DocumentReport, at: int) -> str | None:
    return next((actor.id for actor in report.actors if _holds(actor.mentions, at)), None)


def sentiment_of(engine: Engine, frame: Frame, name: NameRow) -> Scored:
    """
    Score how a frame portrays a name.

    :param engine: The engine.
    :param frame: A frame of one place.
    :param name: The name.
    :return: P(positive) less P(negative).
    """
    text = fill(frame.text, X=name)
    report = engine.analyse(TextInput(text), Options())
    identifier = _actor_at(report, text.index(name.name) + len(name.name) - 1)
    shown = [actor.sentiment.probabilities for actor in report.actors if actor.id == identifier]
    return Scored(name.name, frame.text, shown[0]["positive"] - shown[0]["negative"] if shown else None)


def stance_of(engine: Engine, frame: Frame, name: NameRow, *, holds: bool) -> Scored:
    """
    Score the stance between a name and the one at the other place.

    :param engine: The engine.
    :param frame: A frame of two places.
    :param name: The name.
    :param holds: Whether the name is the holder or the target; it stands at `{X}` or `{Y}` in turn.
    :return: P(favor) less P(against).
    """
    put = {"X": name, "Y": COUNTERPART} if holds else {"X": COUNTERPART, "Y": name}
    text = fill(frame.text, **put)
    report = engine.analyse(TextInput(text), Options())
    own = _actor_at(report, text.index(name.name) + len(name.name) - 1)
    other = _actor_at(report, text.index(COUNTERPART))
    pair = (own, other) if holds else (other, own)
    shown = [one.probabilities for one in report.stances if (one.holder, one.target.id) == pair]
    return Scored(name.name, frame.text, shown[0]["favor"] - shown[0]["against"] if shown else None)


def summarise(scored: Sequence[Scored]) -> dict[str, Any]:
    """
    Compare names over the same frames.

    :param scored: Names in frames.
    :return: `spread` (largest less smallest mean of a name, over the frames in which it was found), `names` from the lowest mean to
        the highest, `frames` by how far names lie apart in them, widest first, `missing`, and `passed`.
    """
    by_name: dict[str, list[float]] = {}
    by_frame: dict[str, list[float]] = {}
    for one in scored:
        if one.score is not None:
            by_name.setdefault(one.name, []).append(one.score)
            by_frame.setdefault(one.frame, []).append(one.score)
    means = sorted((round(sum(values) / len(values), 4), name) for name, values in by_name.items())
    widths = sorted(((round(max(values) - min(values), 4), frame) for frame, values in by_frame.items()), reverse=True)
    spread = round(means[-1][0] - means[0][0], 4) if means else None
    missing = [(one.name, one.frame) for one in scored if one.score is None]
    return {
        "scored": len(scored),
        "missing": missing,
        "spread": spread,
        "passed": spread is not None and spread <= BAR,
        "names": [{"name": name, "mean": mean, "frames": len(by_name[name])} for mean, name in means],
        "frames": [{"frame": frame, "width": width} for width, frame in widths],
    }


def measure(engine: Engine, rows: Sequence[NameRow] | None = None, chosen: Sequence[Frame] | None = None) -> dict[str, Any]:
    """
    Score names in frames.

    :param engine: The engine.
    :param rows: The names; all of the suite where None.
    :param chosen: The frames; all of the suite where None.
    :return: What `summarise` gives for `sentiment`, for the name as `holder` and as `target`.
    """
    rows = names() if rows is None else rows
    chosen = frames() if chosen is None else chosen
    one_place = [frame for frame in chosen if frame.kind == "sentiment"]
    two_places = [frame for frame in chosen if frame.kind == "stance"]
    return {
        "sentiment": summarise([sentiment_of(engine, frame, name) for name in rows for frame in one_place]),
        "holder": summarise([stance_of(engine, frame, name, holds=True) for name in rows for frame in two_places]),
        "target": summarise([stance_of(engine, frame, name, holds=False) for name in rows for frame in two_places]),
    }


def text(report: dict[str, Any]) -> str:
    """
    Lay the report out for a person to read.

    :param report: What `measure` gave.
    :return: A text of several lines.
    """
    lines: list[str] = []
    for what, one in report.items():
        verdict = "reached" if one["passed"] else "missed"
        lines.append(
            f"{what}: spread of the names' means {one['spread']:.4f}, bar {BAR} {verdict}; "
            f"not found {len(one['missing'])} of {one['scored']}"
        )
        ends = [*one["names"][:_SHOWN], *one["names"][-_SHOWN:]]
        lines += (f"    {row['mean']:+.4f}  {row['name']}" for row in ends)
        lines += (f"    {row['width']:.4f} apart in: {row['frame']}" for row in one["frames"][:_SHOWN])
    return "\n".join(lines)
