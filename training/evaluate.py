"""Measure an artifact on the corpora's dev or test splits: `python -m training.evaluate --data DIR --split dev|test --json`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.model import ArtifactError, Model, load
from training import baselines, dse, newsmtsc, viewing
from training.corpora import CorpusError
from training.examples import SENTIMENTS, STANCES, MentionExample, PairExample
from training.metrics import measure

SENTIMENT_FILES = {
    "dev": {"newsmtsc_rw": "newsmtsc/dev_rw.jsonl", "newsmtsc_mt": "newsmtsc/dev_mt.jsonl"},
    "test": {"newsmtsc_rw": "newsmtsc/test_rw.jsonl", "newsmtsc_mt": "newsmtsc/test_mt.jsonl"},
}
STANCE_FILES = {"dev": "dse/valid.txt", "test": "dse/test.txt"}
CLASSES = (0, 1, 2, 3, 4)


def five_classes(forward: NDArray[np.float64], backward: NDArray[np.float64]) -> NDArray[np.float64]:
    """
    Turn the two directions' probabilities into the corpus's five classes, of which at most one direction is not neutral.

    :param forward: Against, neutral, favor of p on q, one row an item.
    :param backward: The same of q on p.
    :return: Probabilities of the classes 0 to 4, one row an item; rows sum to 1.
    """
    against, neutral, favor = 0, 1, 2
    joint = np.stack(
        [
            forward[:, neutral] * backward[:, neutral],
            forward[:, favor] * backward[:, neutral],
            forward[:, neutral] * backward[:, favor],
            forward[:, against] * backward[:, neutral],
            forward[:, neutral] * backward[:, against],
        ],
        axis=1,
    )
    return np.asarray(joint / joint.sum(axis=1, keepdims=True))


def sentiment_figures(model: Model, examples: Sequence[MentionExample], train: Sequence[MentionExample]) -> dict[str, Any]:
    """
    Measure sentiment on one split.

    :param model: The artifact.
    :param examples: The split.
    :param train: Train, which the baselines are tuned on.
    :return: The figures of `measure`.
    """
    truth = [example.label for example in examples]
    labels = [example.label for example in train]
    thresholds = baselines.tune(baselines.scores([example.text for example in train]), labels, SENTIMENTS)
    guesses: dict[str, Sequence[Any]] = {
        "majority": baselines.majority(labels, len(truth)),
        "vader": baselines.cut(baselines.scores([example.text for example in examples]), thresholds, SENTIMENTS),
    }
    probabilities = model.sentiment.probabilities(viewing.mentions(examples, model.lexicon))
    return measure(truth, probabilities, SENTIMENTS, guesses, [example.group for example in examples])


def stance_probabilities(model: Model, rows: Sequence[PairExample]) -> tuple[NDArray[np.float64], list[str], NDArray[np.float64]]:
    """
    Judge rows of DSE in both directions.

    :param model: The artifact.
    :param rows: The rows.
    :return: Probabilities of the five classes, one line a row; then labels and probabilities of each direction by itself, two
        lines a row, p on q before q on p.
    """
    viewed = viewing.pairs(rows, model.lexicon)
    forward = model.stance.probabilities([first for first, _ in viewed])
    backward = model.stance.probabilities([second for _, second in viewed])
    truth = [str(label) for row in rows for label in (row.forward, row.backward)]
    return five_classes(forward, backward), truth, np.stack([forward, backward], axis=1).reshape(-1, len(STANCES))


def _five_class_guesses(directed: Sequence[str]) -> list[int]:
    """Read a directed lexicon guess as p on q, the order in which the corpus names the two."""
    return [{"against": 3, "neutral": 0, "favor": 1}[guess] for guess in directed]


def stance_figures(model: Model, rows: Sequence[PairExample], train: Sequence[PairExample]) -> dict[str, dict[str, Any]]:
    """
    Measure stance on one split of DSE: five classes as published, and each direction by itself.

    :param model: The artifact.
    :param rows: The split, official or clean.
    :param train: Train, which the baselines are tuned on.
    :return: The figures of `measure` under `five` and `directed`.
    """
    five_probabilities, truth, probabilities = stance_probabilities(model, rows)
    thresholds = baselines.tune(baselines.scores([row.text for row in train]), [row.forward for row in train], STANCES)
    vader = baselines.cut(baselines.scores([row.text for row in rows]), thresholds, STANCES)
    five = measure(
        [dse.published_class(row) for row in rows],
        five_probabilities,
        CLASSES,
        {"majority": [0] * len(rows), "vader": _five_class_guesses(vader)},
        [row.group for row in rows],
    )
    directed = measure(
        truth,
        probabilities,
        STANCES,
        {"majority": ["neutral"] * len(truth), "vader": [guess for one in vader for guess in (one, "neutral")]},
        [row.group for row in rows for _ in ("p on q", "q on p")],
    )
    return {"five": five, "directed": directed}


def evaluate(model: Model, data: Path, split: str) -> dict[str, Any]:
    """
    Measure an artifact on a split; files that are not there are skipped with a message on stderr.

    :param model: The artifact.
    :param data: The data folder.
    :param split: `dev` or `test`.
    :return: The report that the command prints as its last line.
    :raises CorpusError: If train is missing, which the baselines and the clean subset need.
    """
    report: dict[str, Any] = {"split": split, "model_version": model.version, "sentiment": {}, "stance": {}}
    for path in (data / "newsmtsc/train.jsonl", data / "dse/train.txt"):
        if not path.is_file():
            msg = f"{path} is missing: run `make data`"
            raise CorpusError(msg)
    train = newsmtsc.read_train(data / "newsmtsc/train.jsonl")
    for name, file in SENTIMENT_FILES[split].items():
        if (data / file).is_file():
            report["sentiment"][name] = sentiment_figures(model, newsmtsc.read_split(data / file), train)
        else:
            print(f"skipped {name}: {data / file} is not there", file=sys.stderr)
    if not (data / STANCE_FILES[split]).is_file():
        print(f"skipped dse: {data / STANCE_FILES[split]} is not there", file=sys.stderr)
        return report
    rows, seen = dse.read_rows(data / STANCE_FILES[split]), dse.read_rows(data / "dse/train.txt")
    for name, subset in (("official", rows), ("clean", dse.unseen(rows, seen))):
        if not subset:
            print(f"skipped dse_{name}: no row is left", file=sys.stderr)
            continue
        figures = stance_figures(model, subset, dse.without_duplicates(seen))
        report["stance"][f"dse_{name}"] = figures["five"]
        report["stance"][f"dse_directed_{name}"] = figures["directed"]
    return report


def _row(name: str, figures: dict[str, Any]) -> str:
    """Lay out the figures of one set, all but the baselines."""
    ends = "-".join(f"{end:.1f}" for end in figures["macro_f1_interval"])
    return (
        f"{name:22} {figures['n']:5} {figures['macro_f1']:6.1f} {ends:>10} {figures['micro_f1']:6.1f} {figures['ece']:6.3f} "
        f"{100 * figures['accuracy_at_half_coverage']:8.1f}  {figures['baselines']['majority']['macro_f1']:8.1f}"
    )


def table(report: dict[str, Any], folds: dict[str, Any]) -> str:
    """
    Lay a report out for a person to read.

    :param report: What `evaluate` gave.
    :param folds: By task and source what the training run measured on its folds.
    :return: A text of several lines.
    """
    head = f"{'n':>5} {'macro':>6} {'95 %':>10} {'micro':>6} {'ECE':>6} {'acc@50%':>8}  majority"
    lines = [f"model {report['model_version']}, split {report['split']}", f"{'set':22} {head}  VADER (macro-F1)"]
    for task in ("sentiment", "stance"):
        for name, figures in report[task].items():
            lines.append(f"{_row(name, figures)}  {figures['baselines']['vader']['macro_f1']:5.1f}")
            lines += [
                f"    {label:18} {one['n']:5}  precision {one['precision']:5.1f} recall {one['recall']:5.1f} F1 {one['f1']:5.1f}"
                for label, one in figures["per_class"].items()
            ]
    if folds:
        lines += ["", f"{'folds of train':22} {head}"]
    for task, sources in folds.items():
        lines += [_row(f"{task} {source}", figures) for source, figures in sources.items()]
    if report["stance"]:
        lines.append(
            "official DSE rows share sentences with train (about a quarter); clean ones do not, and are the figure to quote"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--model", type=Path, default=Path("models"), help="the artifact's folder (default: models)")
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    options = parser.parse_args(arguments)
    try:
        model = load(options.model)
        report = evaluate(model, options.data, options.split)
    except (ArtifactError, CorpusError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(table(report, model.manifest.get("metrics", {}).get("cross_validation", {})))
    if options.json:
        print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
