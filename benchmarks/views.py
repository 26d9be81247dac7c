"""What each view costs: `python -m benchmarks.views`; what it is worth stands beside it where docs/search.md tells.

Microseconds an item are processor time over the project's own articles: of the function that makes a view, where it has one
(`words`, `zones`, `between` and `sides` are slices of what all views share), and of scoring all views less scoring without one.
The least of some repeats counts.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import process_time

from benchmarks.steps import measured
from stance import mentionviews, pairviews
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


@dataclass(frozen=True, slots=True)
class Cost:
    """What one view costs an item: its features, their share of all, and microseconds of making and of scoring them."""

    view: str
    features: float
    share: float
    making: float | None
    scoring: float


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
        stretches = Stretches(found.document, engine.model.lexicon, found.attributions, name_spans(found.document, found.reading))
        actors = (one for one in found.reading.mentions if one.kind == "actor")
        views["sentiment"] += [mention_in(one, found.document, stretches) for one in actors]
        views["stance"] += [statement_views(one, stretches) for one in found.statements]
    return views


def _least(call: Callable[[], object], repeats: int) -> float:
    call()
    seconds = []
    for _ in range(repeats):
        begun = process_time()
        call()
        seconds.append(process_time() - begun)
    return min(seconds)


def making(engine: Engine, texts: Sequence[str], repeats: int = REPEATS) -> dict[str, dict[str, float]]:
    """
    Time the functions that make a view of their own.

    :param engine: The engine.
    :param texts: The texts.
    :param repeats: How often.
    :return: Seconds over all items by task and view; nothing where the modules are compiled, since their calls cannot be watched.
    """
    calls = {f"{task}.{view}": [maker] for task, makers in _MAKERS.items() for view, maker in makers.items()}
    best: dict[str, float] = {}
    for _ in range(repeats):
        with measured(calls) as clock:
            shown(engine, texts)
        best = {step: min(seconds, best.get(step, seconds)) for step, seconds in clock.seconds.items()}
    return {task: {view: best[key] for view in makers if (key := f"{task}.{view}") in best} for task, makers in _MAKERS.items()}


def costs(classifier: Compiled, views: Sequence[Views], made: Mapping[str, float], repeats: int = REPEATS) -> list[Cost]:
    """
    Measure each view of a task.

    :param classifier: The task's classifier.
    :param views: Items.
    :param made: Seconds that making all items' views took, where that is known.
    :param repeats: How often scoring is timed.
    :return: The costs, in the order of the views.
    """
    whole = _least(partial(classifier.probabilities, views), repeats)
    counted = {view: sum(len(spelled({view: one[view]})[view]) for one in views) for view in views[0]}
    found = []
    for view, features in counted.items():
        without = [{**one, view: []} for one in views]
        less = _least(partial(classifier.probabilities, without), repeats)
        making_it = 1e6 * made[view] / len(views) if view in made else None
        scoring = 1e6 * max(0.0, whole - less) / len(views)
        found.append(Cost(view, features / len(views), features / sum(counted.values()), making_it, scoring))
    return found


def worth(page: str, task: str) -> Mapping[str, str]:
    """
    Read what leaving a view out did to the folds' macro-F1.

    :param page: The text of docs/search.md.
    :param task: `sentiment` or `stance`.
    :return: By view the difference to the row that the views were compared with, in points; views without a row are not in it.
    """
    for heading in (f"What leaving a view out does: {task}", task.capitalize()):
        _, _, rest = page.partition(f"\n## {heading}\n")
        rows = [line.split("|") for line in rest.partition("\n## ")[0].splitlines() if line.startswith("|")]
        scores = {row[1].strip().strip("*"): float(row[2].split("±")[0]) for row in rows if "±" in row[2]}
        found = {name: score for name, score in scores.items() if name.startswith("view-") and name.endswith("=0")}
        if found and "shipped" in scores:
            return {name[len("view-") : -len("=0")]: f"{score - scores['shipped']:+.1f}" for name, score in found.items()}
    return {}


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
    print("| task | view | features an item | share | making, µs | scoring, µs | macro-F1 without it |")
    print("| --- | --- | --: | --: | --: | --: | --: |")
    for task, items in shown(engine, texts).items():
        known = worth(page, task)
        for one in costs(getattr(engine.model, task), items, made[task]):
            micro = "–" if one.making is None else f"{one.making:.1f}"
            share, without = f"{100 * one.share:.0f} %", known.get(one.view, "–")
            print(f"| {task} | {one.view} | {one.features:.1f} | {share} | {micro} | {one.scoring:.1f} | {without} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
