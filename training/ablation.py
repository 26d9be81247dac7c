"""What each resource is worth: `python -m training.ablation --data DIR [--articles DIR] [--only NAME …] [--out FILE]`.

Each removal of `training.removals` is fitted once, on everything that is left, and set against the full fit on dev. What a fit
predicts is kept, so a run that was broken off, or parts of it side by side (`--only`), go on where they stopped.
"""

import argparse
import hashlib
import io
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from stance.engine import Engine
from stance.lexicon import Lexicon
from stance.model import ArtifactError, Classifier, Model, read_manifest
from stance.report import Options
from stance.seeds import SeedError
from training import devsets, evaluate_articles
from training.ablationpage import Outcome, page, questions_table, table
from training.corpora import CorpusError
from training.devsets import DevSets
from training.fit import Recipe, regress, vectoriser
from training.gather import Examples, gather
from training.heldout import CACHE
from training.items import Items, sentiment_items, stance_items
from training.lexicon import common_words, compile_lexicon
from training.removals import FULL, Removal, removals
from training.search import KEPT, trials, try_all
from training.train import RECIPES
from training.trusttables import aligned
from training.variants import QUESTIONS, SHIPPED, Variant
from training.wholefile import write_whole


@dataclass(frozen=True, slots=True)
class Whole:
    """What removals are taken from: the examples, the lexicon, the shipped temperatures, and where the folders are."""

    examples: Examples
    lexicon: Lexicon
    temperatures: dict[str, float]
    data: Path
    articles: Path | None
    cache: Path

    def key(self, removal: Removal) -> str:
        """
        Name a fit by all that it depends on but the code.

        :param removal: What is taken away.
        :return: A few hexadecimal digits.
        """
        held = (removal, RECIPES, self.temperatures, self.examples, sorted(self.lexicon.entries.items()), self.articles)
        return hashlib.sha256(repr(held).encode()).hexdigest()[:12]


def read_whole(data: Path, articles: Path | None, models: Path, cache: Path, limit: int | None) -> Whole:
    """
    Read everything once.

    :param data: The data folder.
    :param articles: The folder that holds `articles/`; None where whole articles are not measured.
    :param models: The artifact's folder, whose manifest tells the temperatures.
    :param cache: Where predictions are kept.
    :param limit: Take only so many examples of each corpus.
    :return: The whole.
    :raises ArtifactError: If there is no manifest.
    :raises CorpusError: If a corpus file is missing or altered.
    """
    examples = gather(data, limit)
    lexicon = compile_lexicon(common_words(examples.corpus_texts()))
    return Whole(examples, lexicon, read_manifest(models)["temperature"], data, articles, cache)


def _fit(recipe: Recipe, items: Items, heat: float) -> Classifier:
    union = vectoriser(recipe)
    regression = regress(recipe, union.fit_transform(list(items.views)), items.truths, items.weights)
    regression.classes_ = np.asarray(recipe.labels)
    return Classifier(Pipeline([("views", union), ("regression", regression)]), recipe.labels, heat)


def fit_without(whole: Whole, removal: Removal, tasks: Sequence[str]) -> dict[str, Classifier]:
    """
    Fit what is left, without pruning and folds.

    :param whole: What there is.
    :param removal: What is taken away.
    :param tasks: Which tasks.
    :return: The classifiers by task, with the shipped temperatures.
    """
    examples, lexicon = removal.examples(whole.examples), removal.lexicon(whole.lexicon)
    fitted = {}
    for task in tasks:
        recipe = RECIPES[task]
        items = (sentiment_items if task == "sentiment" else stance_items)(examples, lexicon, recipe.blend)
        # A view that lives on what was taken away may be left with nothing in it.
        left = (view for view in recipe.views if view != removal.view and any(shown[view] for shown in items.views))
        recipe = replace(recipe, views=tuple(left))
        fitted[task] = _fit(recipe, items, whole.temperatures[task])
    return fitted


def _dev(whole: Whole, lexicon: Lexicon, task: str) -> DevSets:
    return (devsets.sentiment if task == "sentiment" else devsets.stance)(whole.data, lexicon)


def predicted(whole: Whole, removal: Removal, tasks: Sequence[str]) -> tuple[dict[str, NDArray[np.float64]], dict[str, Any]]:
    """
    Give what a fit predicts on dev and does on whole articles, or what an earlier run kept of it.

    :param whole: What there is.
    :param removal: What is taken away.
    :param tasks: Which tasks are wanted.
    :return: Probabilities by task; and figures of articles, empty where they are not measured, with `seconds` of CPU time.
    """
    tasks = [task for task in tasks if task in removal.tasks]
    path = whole.cache / f"ablation-{removal.name}-{'-'.join(tasks)}-{whole.key(removal)}.npz"
    if not path.is_file():
        began = time.process_time()
        # An engine needs both classifiers, also where only one of them changes.
        in_articles = whole.articles is not None and "stance" in tasks
        lexicon, fitted = removal.lexicon(whole.lexicon), fit_without(whole, removal, list(RECIPES) if in_articles else tasks)
        found = {task: fitted[task].probabilities(_dev(whole, lexicon, task).views) for task in tasks}
        figures: dict[str, Any] = {}
        if whole.articles is not None and in_articles:
            model = Model(
                fitted["sentiment"].compiled("sentiment"), fitted["stance"].compiled("stance"), lexicon, {"version": removal.name}
            )
            figures = evaluate_articles.evaluate(Engine(model), whole.articles, "dev", Options().min_confidence).figures()[
                "stances"
            ]
        buffer = io.BytesIO()
        figures["seconds"] = time.process_time() - began
        np.savez(buffer, figures=np.asarray(json.dumps(figures)), **found)  # type: ignore[arg-type]
        write_whole(path, buffer.getvalue())
    with np.load(path) as kept:
        return {task: kept[task] for task in tasks}, json.loads(str(kept["figures"]))


def ablate(whole: Whole, tasks: Sequence[str], only: Sequence[str]) -> list[Outcome]:
    """
    Fit and measure.

    :param whole: What there is.
    :param tasks: Which tasks.
    :param only: Names of removals; all where empty. The full fit is always there.
    :return: What came out, the full fit first.
    """
    judges = {task: _dev(whole, whole.lexicon, task).judge for task in tasks}
    outcomes = []
    for removal in removals():
        soft = whole.examples.soft_mentions or whole.examples.soft_pairs
        wanted = removal.name == FULL or not only or removal.name in only
        if not wanted or not set(tasks) & set(removal.tasks) or (removal.name == "teacher" and not soft):
            continue
        probabilities, articles = predicted(whole, removal, tasks)
        sets = {name: one for task, found in probabilities.items() for name, one in judges[task](found).items()}
        outcomes.append(Outcome(removal.name, sets, articles))
        print(f"{removal.name}: {articles['seconds']:.0f} s", file=sys.stderr)
    return outcomes


def compare_questions(options: argparse.Namespace) -> list[dict[str, Any]]:
    """
    Try the three questions against the one label, on the same folds and features.

    :param options: The command's options.
    :return: The rows of both, as `training.search` keeps them.
    """
    ground, _ = trials("stance", options.data, options.cache, quick=options.quick, limit=options.limit)
    recipe = RECIPES["stance"]
    tried = [Variant(SHIPPED, recipe), Variant(f"method={QUESTIONS}", recipe, QUESTIONS)]
    return try_all("stance", ground, tried, options.cache / KEPT)


def _parser() -> argparse.ArgumentParser:
    names = [removal.name for removal in removals()]
    parser = argparse.ArgumentParser(prog="python -m training.ablation", description="Measure what each resource is worth.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--articles", type=Path, help="the folder that holds articles/; without it they are not measured")
    parser.add_argument("--task", choices=(*RECIPES, "both"), default="both")
    parser.add_argument("--only", nargs="+", default=[], choices=(*names, QUESTIONS), metavar="NAME", help=", ".join(names))
    parser.add_argument("--quick", action="store_true", help="of the three questions, one fold and a third of the examples")
    parser.add_argument("--limit", type=int, help="use only so many examples of each corpus, for a quick trial")
    parser.add_argument("--model", type=Path, default=Path("models"), help="the folder of the shipped manifest (default: models)")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where predictions are kept (default: .cache)")
    parser.add_argument("--out", type=Path, help="the page to write, such as docs/ablation.md")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    options = _parser().parse_args(arguments)
    tasks = list(RECIPES) if options.task == "both" else [options.task]
    outcomes: list[Outcome] = []
    questions: list[dict[str, Any]] = []
    try:
        if options.only != [QUESTIONS]:
            whole = read_whole(options.data, options.articles, options.model, options.cache, options.limit)
            outcomes = ablate(whole, tasks, options.only)
            print(aligned(*table(outcomes)))
        if "stance" in tasks and (not options.only or QUESTIONS in options.only):
            questions = compare_questions(options)
            print(aligned(*questions_table(questions)))
    except (ArtifactError, CorpusError, OSError, SeedError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if options.out:
        write_whole(options.out, page(outcomes, questions).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
