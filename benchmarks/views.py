"""What each view costs: `python -m benchmarks.views`; what it is worth stands beside it where docs/search.md tells.

Microseconds an item are processor time over the project's own articles: of the function that makes a view, where it has one,
and of scoring a view alone less scoring nothing. `words`, `zones`, `between` and `sides` are slices of what all views share;
what making them, masking and any scoring cost stands in a row of its own, so that the rows add up to the whole item.
The least of some repeats counts.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from benchmarks.steps import measured
from stance import mentionviews, pairviews, stretches
from stance.compiled import Compiled
from stance.engine import Engine
from stance.joining import name_spans
from stance.model import ArtifactError
from stance.report import Options, TextInput
from stance.stretches import Stretches, mention_in, statement_views
from stance.text import SEEDS
from stance.views import Views, spelled

MODELS = SEEDS.parent / "models"
SEARCH = SEEDS.parent / "docs" / "search.md"
REPEATS = 15


SHARED = "(shared)"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one view costs an item: its features, microseconds of making and scoring them, and these as a share of the item."""

    view: str
    features: float
    making: float | None
    scoring: float
    share: float | None


@dataclass(frozen=True, slots=True)
class Worth:
    """What leaving a view out does on the folds: differences in macro-F1, in points, and in log-loss."""

    macro_f1: float
    log_loss: float


# The functions that make a view and no other.
_MAKERS: Mapping[str, Mapping[str, tuple[object, str]]] = {
    "sentiment": {
        "window": (mentionviews, "_window"),
        "lexicon": (mentionviews, "_mention_lexicon"),
        "frames": (mentionviews, "_mention_frames"),
    },
    "stance": {
        "window": (pairviews, "_window"),
        "lexicon": (pairviews, "_pair_lexicon"),
        "frames": (pairviews, "pair_frames"),
        "path": (pairviews, "_pair_path"),
        "roles": (pairviews, "role_features"),
    },
}
# The functions that make all views of an item.
_WHOLE: Mapping[str, tuple[object, str]] = {"sentiment": (stretches, "mention_views"), "stance": (stretches, "pair_views")}
# The columns of docs/search.md with the macro-F1 on the folds.
_CORPORA = {"sentiment": "NewsMTSC", "stance": "DSE"}


def shown(engine: Engine, texts: Sequence[str]) -> dict[str, list[Views]]:
    """
    Show the mentions and statements of texts.

    :param engine: The engine.
    :param texts: The texts.
    :return: The views of `sentiment` and of `stance`.
    """
    views: dict[str, list[Views]] = {"sentiment": [], "stance": []}
    for text in texts:
        found = engine.read(TextInput(text), Options())
        shared = Stretches(found.document, engine.model.lexicon, found.attributions, name_spans(found.document, found.reading))
        actors = (one for one in found.reading.mentions if one.kind == "actor")
        views["sentiment"] += [mention_in(one, found.document, shared) for one in actors]
        views["stance"] += [statement_views(one, shared) for one in found.statements]
    return views


def making(engine: Engine, texts: Sequence[str], repeats: int = REPEATS) -> dict[str, dict[str, float]]:
    """
    Time what makes views: each function that makes one of its own, and all together.

    :param engine: The engine.
    :param texts: The texts.
    :param repeats: How often.
    :return: Seconds over all items by task and view, under `SHARED` of what no such function does; nothing where the modules are
        compiled, since their calls cannot be watched.
    """
    makers = {f"{task}.{view}": [maker] for task, found in _MAKERS.items() for view, maker in found.items()}
    # Not watched together: the clocks within would count as making.
    watched = (makers, {f"{task}.{SHARED}": [maker] for task, maker in _WHOLE.items()})
    best: dict[str, float] = {}
    for _ in range(repeats):
        for calls in watched:
            with measured(calls) as clock:
                shown(engine, texts)
            best.update({step: min(seconds, best.get(step, seconds)) for step, seconds in clock.seconds.items()})
    made: dict[str, dict[str, float]] = {}
    for task, found in _MAKERS.items():
        known = {view: best[key] for view in (*found, SHARED) if (key := f"{task}.{view}") in best}
        complete = len(known) == len(found) + 1
        made[task] = {**known, SHARED: 2 * known[SHARED] - sum(known.values())} if complete else {}
    return made


def scoring(classifier: Compiled, views: Sequence[Views], repeats: int = REPEATS) -> dict[str, float]:
    """
    Time what scoring each view adds to scoring nothing.

    :param classifier: The task's classifier.
    :param views: Items.
    :param repeats: How often.
    :return: Seconds over all items by view, and under `SHARED` what the views do not account for.
    """
    names = list(views[0])
    empty: Views = {name: [] for name in names}
    shapes: dict[str, Sequence[Views]] = {"all": views, "none": [empty] * len(views)}
    shapes |= {name: [{**empty, name: one[name]} for one in views] for name in names}
    best = dict.fromkeys(shapes, float("inf"))
    # In turns, so that a slow moment of the computer falls on all alike.
    for _ in range(repeats + 1):
        for shape, items in shapes.items():
            begun = process_time()
            classifier.probabilities(items)
            best[shape] = min(best[shape], process_time() - begun)
    alone = {name: max(0.0, best[name] - best["none"]) for name in names}
    return {**alone, SHARED: best["all"] - sum(alone.values())}


def costs(classifier: Compiled, views: Sequence[Views], made: Mapping[str, float], repeats: int = REPEATS) -> list[Cost]:
    """
    Measure each view of a task.

    :param classifier: The task's classifier.
    :param views: Items.
    :param made: What `making` gave for the task.
    :param repeats: How often scoring is timed.
    :return: The costs, in the order of the views, and last what they share.
    """
    scored = scoring(classifier, views, repeats)
    whole = sum(made.values()) + sum(scored.values())
    found = []
    for view, seconds in scored.items():
        features = sum(len(spelled({view: one[view]})[view]) for one in views) if view != SHARED else 0
        making_it = 1e6 * made[view] / len(views) if view in made else None
        share = (made.get(view, 0.0) + seconds) / whole if made else None
        found.append(Cost(view, features / len(views), making_it, 1e6 * seconds / len(views), share))
    return found


def _figures(page: str, heading: str) -> dict[str, dict[str, str]]:
    """Read the table under a heading: by variant the cells by column."""
    _, _, rest = page.partition(f"\n## {heading}\n")
    lines = [line for line in rest.partition("\n## ")[0].splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].strip("*"): dict(zip(rows[0], row, strict=False)) for row in rows[2:]}


def worth(page: str, task: str) -> Mapping[str, Worth]:
    """
    Read what leaving a view out did on the folds.

    :param page: The text of docs/search.md.
    :param task: `sentiment` or `stance`.
    :return: By view the differences to the row that the views were compared with; views without a row are not in it.
    """

    def figure(row: Mapping[str, str], column: str) -> float:
        return float(row[column].split("±")[0])

    for heading in (f"What leaving a view out does: {task}", task.capitalize()):
        table = _figures(page, heading)
        left_out = {name: row for name, row in table.items() if name.startswith("view-") and name.endswith("=0")}
        if left_out and (shipped := table.get("shipped")):
            columns = _CORPORA[task], "log-loss"
            return {
                name[len("view-") : -len("=0")]: Worth(*(figure(row, one) - figure(shipped, one) for one in columns))
                for name, row in left_out.items()
            }
    return {}


def _row(task: str, one: Cost, known: Worth | None) -> str:
    features = f"{one.features:.1f}" if one.view != SHARED else "–"
    making_it = "–" if one.making is None else f"{one.making:.1f}"
    share = "–" if one.share is None else f"{100 * one.share:.0f} %"
    without = (f"{known.macro_f1:+.1f}", f"{known.log_loss:+.3f}") if known else ("–", "–")
    return f"| {task} | {one.view} | {features} | {making_it} | {one.scoring:.1f} | {share} | {' | '.join(without)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.views", description="Tell what each view costs and is worth.")
    parser.add_argument("--models", type=Path, default=MODELS, help="the artifact's folder")
    parser.add_argument("--search", type=Path, default=SEARCH, help="the page that tells what views are worth")
    options = parser.parse_args(arguments)
    try:
        engine = Engine.load(options.models)
        page = options.search.read_text(encoding="utf-8")
    except (ArtifactError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    texts = [path.read_text(encoding="utf-8") for path in sorted((SEEDS / "articles").glob("*.txt"))]
    made = making(engine, texts)
    print("| task | view | features an item | making, µs | scoring, µs | share of the item | macro-F1 without it | log-loss |")
    print("| --- | --- | --: | --: | --: | --: | --: | --: |")
    for task, items in shown(engine, texts).items():
        known = worth(page, task)
        for one in costs(getattr(engine.model, task), items, made[task]):
            print(_row(task, one, known.get(one.view)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
