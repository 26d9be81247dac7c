"""How much a name alone changes the answer: neutral sentences with a hundred names in turn, part of `training.robustness`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stance.engine import Engine
from stance.report import CustomActor, DocumentReport, Options, TextInput
from stance.seeds import slug
from training.robustness_rows import Frame, NameRow, frames, names

BAR = 0.01
# Who stands at the other place of a pair; no name of the suite.
COUNTERPART = "Petra Lindqvist"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Scored:
    """
    A name in a frame: the probability of the good label less that of the bad one, 0 for a pair of which nothing is said.

    `asked` tells that the name was found only because the request named it.
    """

    name: str
    frame: str
    score: float
    asked: bool


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


def _actor_at(report: DocumentReport, start: int, end: int) -> str | None:
    """Find the actor one mention of whom covers a whole name."""
    return next((one.id for one in report.actors if any(s.start <= start and end <= s.end for s in one.mentions)), None)


def _named(engine: Engine, text: str, *names: str) -> tuple[DocumentReport, list[str], bool]:
    """Analyse a sentence, a second time with its names in the request where one was not found as a whole."""
    places = [(text.index(name), text.index(name) + len(name)) for name in names]
    for options in (Options(), Options(actors=tuple(CustomActor(slug(name), name) for name in names))):
        report = engine.analyse(TextInput(text), options)
        found = [_actor_at(report, *place) for place in places]
        if None not in found:
            break
    return report, [one or "" for one in found], bool(options.actors)


def sentiment_of(engine: Engine, frame: Frame, name: NameRow) -> Scored:
    """
    Score how a frame portrays a name.

    :param engine: The engine.
    :param frame: A frame of one place.
    :param name: The name.
    :return: P(positive) less P(negative).
    """
    report, (own,), asked = _named(engine, fill(frame.text, X=name), name.name)
    shown = [actor.sentiment.probabilities for actor in report.actors if actor.id == own]
    return Scored(name.name, frame.text, shown[0]["positive"] - shown[0]["negative"] if shown else 0.0, asked)


def stance_of(engine: Engine, frame: Frame, name: NameRow, *, holds: bool) -> Scored:
    """
    Score the stance between a name and the one at the other place.

    :param engine: The engine.
    :param frame: A frame of two places.
    :param name: The name.
    :param holds: Whether the name stands at `{X}`, as the holder, or at `{Y}`, as the target.
    :return: P(favor) less P(against).
    """
    put: dict[str, NameRow | str] = {"X": name, "Y": COUNTERPART} if holds else {"X": COUNTERPART, "Y": name}
    report, (own, other), asked = _named(engine, fill(frame.text, **put), name.name, COUNTERPART)
    pair = (own, other) if holds else (other, own)
    shown = [one.probabilities for one in report.stances if (one.holder, one.target.id) == pair]
    return Scored(name.name, frame.text, shown[0]["favor"] - shown[0]["against"] if shown else 0.0, asked)


def summarise(scored: Sequence[Scored]) -> dict[str, Any]:
    """
    Compare names over the same frames.

    :param scored: Names in frames.
    :return: `spread` (largest less smallest mean of a name), `names` from the lowest mean to the highest, `frames` by how far
        names lie apart in them, widest first, `asked` (by name, in how many it was found only on request), and `passed`.
    """
    by_name: dict[str, list[float]] = {}
    by_frame: dict[str, list[float]] = {}
    for one in scored:
        by_name.setdefault(one.name, []).append(one.score)
        by_frame.setdefault(one.frame, []).append(one.score)
    means = sorted((round(sum(values) / len(values), 4), name) for name, values in by_name.items())
    widths = sorted(((round(max(values) - min(values), 4), frame) for frame, values in by_frame.items()), reverse=True)
    spread = round(means[-1][0] - means[0][0], 4)
    asked = Counter(one.name for one in scored if one.asked)
    return {
        "scored": len(scored),
        "asked": dict(asked.most_common()),
        "spread": spread,
        "passed": spread <= BAR,
        "names": [{"name": name, "mean": mean} for mean, name in means],
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
            f"found only on request {sum(one['asked'].values())} of {one['scored']}"
        )
        ends = [*one["names"][:_SHOWN], *one["names"][-_SHOWN:]]
        lines += (f"    {row['mean']:+.4f}  {row['name']}" for row in ends)
        lines += (f"    {row['width']:.4f} apart in: {row['frame']}" for row in one["frames"][:_SHOWN])
    return "\n".join(lines)
