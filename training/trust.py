"""Measure how far the artifact's answers can be trusted: `python -m training.trust --data DIR [--split dev|test] [--docs docs]`.

Calibration, abstention and conformal sets, on the sets of `training.evaluate`; with `--docs` the figures go into `trust.md`.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import softmax

from stance.model import ArtifactError, Model, load
from training import abstention, calibrators, conformal, reliability, trusttables, trustwords
from training.corpora import CorpusError
from training.heldout import CACHE, HeldOut, held_out
from training.marks import fill
from training.predicted import Predicted, predict
from training.trusttables import aligned, markdown
from training.wholefile import write_whole

PAGE = "trust.md"
COVERAGES = (0.2, 0.5, 0.8, 1.0)
# What the pictures show: each set by itself, and of DSE the part whose sentences train does not hold.
_DRAWN = {"sentiment": ("newsmtsc_rw", "newsmtsc_mt"), "stance": ("dse_clean", "dse_directed_clean")}

Sets = Mapping[str, Mapping[str, Predicted]]


def _abstention(one: Predicted) -> dict[str, Any]:
    confidence, right = one.confidence, one.right
    return {
        "aurc": abstention.area(confidence, right),
        "excess_aurc": abstention.excess_area(confidence, right),
        "accuracy_at": {str(share): abstention.accuracy_at(confidence, right, share) for share in COVERAGES},
        "thresholds": [asdict(row) for row in abstention.at_thresholds(one)],
    }


def _conformal(held: HeldOut, temperature: float, sets: Mapping[str, Predicted]) -> dict[str, Any]:
    """Set the bar on held-out scores of train and measure on every set that has the task's own labels."""
    known = Predicted(held.labels, np.asarray(softmax(held.scores / temperature, axis=1)), held.truth, held.groups)
    report: dict[str, Any] = {}
    for name, one in sets.items():
        if one.labels == held.labels:
            found = {method: conformal.coverage(known, one, method) for method in conformal.SCORES}
            report[name] = {method: {**asdict(measured), "kept": measured.kept} for method, measured in found.items()}
    return report


def measure(model: Model, split: str, sets: Sets, scores: Mapping[str, HeldOut]) -> dict[str, Any]:
    """
    Measure calibration, abstention and conformal sets.

    :param model: The artifact.
    :param split: The name of the split.
    :param sets: What it predicts there, by task and set.
    :param scores: Held-out scores of train by task.
    :return: The report that the command prints as its last line.
    """
    temperatures = {"sentiment": model.sentiment.temperature, "stance": model.stance.temperature}
    return {
        "split": split,
        "model_version": model.version,
        "calibration": {
            task: {name: asdict(reliability.calibration(one)) for name, one in found.items()} for task, found in sets.items()
        },
        "abstention": {task: {name: _abstention(one) for name, one in found.items()} for task, found in sets.items()},
        "conformal": {task: _conformal(scores[task], temperatures[task], found) for task, found in sets.items()},
    }


def tables(report: dict[str, Any]) -> dict[str, trusttables.Table]:
    """
    Lay a report out.

    :param report: What `measure` gave.
    :return: Head and rows of each table, by the name of its marks in the page.
    """
    return {
        "calibration": trusttables.calibration(report["calibration"]),
        "abstention": trusttables.abstention(report["abstention"]),
        "thresholds": trusttables.thresholds(report["abstention"]),
        "conformal": trusttables.conformal(report["conformal"]),
    }


def sentences(report: dict[str, Any]) -> dict[str, list[str]]:
    """
    Say what a report comes down to.

    :param report: What `measure` gave.
    :return: Paragraphs, by the name of the table that they follow.
    """
    return {
        "calibration": [trustwords.calibration(report["calibration"])],
        "thresholds": [trustwords.thresholds(report["abstention"])],
        "conformal": [trustwords.conformal(report["conformal"])],
    }


def write_page(docs: Path, model: Model, report: dict[str, Any], sets: Sets, scores: Mapping[str, HeldOut]) -> None:
    """
    Bring the page and its pictures up to date.

    :param docs: The folder of `trust.md`.
    :param model: The artifact.
    :param report: What `measure` gave for dev.
    :param sets: What it was measured on.
    :param scores: Held-out scores of train by task.
    :raises OSError: If the page cannot be read or written.
    :raises ValueError: If it lacks a mark.
    """
    page = (docs / PAGE).read_text(encoding="utf-8")
    page = fill(page, "version", f"Measured on model `{model.version}`, on the dev sets.")
    words = sentences(report)
    for name, (head, rows) in tables(report).items():
        page = fill(page, name, "\n\n".join([markdown(head, rows), *words.get(name, ())]))
    ways = calibrators.compare_all(model, sets, scores)
    page = fill(
        page, "calibrators", markdown(calibrators.HEAD, [row for task in ways for row in calibrators.rows(task, ways[task])])
    )
    drawn = {task: {name: sets[task][name] for name in names if name in sets[task]} for task, names in _DRAWN.items()}
    for task, chosen in drawn.items():
        write_whole(docs / f"reliability-{task}.png", reliability.diagram(chosen))
    write_whole(docs / "risk-coverage.png", abstention.diagram(drawn))
    write_whole(docs / PAGE, page.encode())


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.trust", description="Measure how far answers can be trusted.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--model", type=Path, default=Path("models"), help="the artifact's folder (default: models)")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where held-out scores are kept (default: .cache)")
    parser.add_argument(
        "--docs", type=Path, metavar="DIR", help="write the dev figures into DIR/trust.md, and the pictures beside it"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    options = parser.parse_args(arguments)
    if options.docs and options.split != "dev":
        parser.error("--docs goes with --split dev: the page tells dev figures")
    try:
        model = load(options.model)
        sets, scores = predict(model, options.data, options.split), held_out(options.model, options.data, options.cache)
        report = measure(model, options.split, sets, scores)
        if options.docs:
            write_page(options.docs, model, report, sets, scores)
    except (ArtifactError, CorpusError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"model {report['model_version']}, split {report['split']}")
    for name, (head, rows) in tables(report).items():
        print("\n".join((f"\n{name}", aligned(head, rows), *sentences(report).get(name, ()))))
    if options.json:
        print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
