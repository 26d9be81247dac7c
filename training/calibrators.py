"""Compare ways to turn scores into probabilities: `python -m training.calibrators --data DIR`.

Each way is fitted on some of the documents that no fit of the scores had seen and measured on the others, and once more fitted on
all of them and measured on the dev sets.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from stance.model import ArtifactError, Model, load
from training.corpora import CorpusError
from training.fit import SEED
from training.heldout import CACHE, HeldOut, held_out
from training.predicted import Predicted, predict
from training.reliability import calibration
from training.trusttables import aligned, share

FOLDS = 5
HEAD = ("task", "set", "way", "log-loss", "against shipped", "ECE", "by chance", "95 % under", "not neutral: confidence", "right")
# Isotonic regression gives zeros, for which a single surprise makes the log-loss infinite.
_LEAST = 1e-3
_DEV = {"sentiment": ("newsmtsc_rw", "newsmtsc_mt"), "stance": ("dse_directed_official", "dse_directed_clean")}

Scores = NDArray[np.float64]
Calibrator = Callable[[Scores], Scores]
Fit = Callable[[Scores, NDArray[np.int64]], Calibrator]
# By set and way.
Report = dict[str, dict[str, dict[str, float | None]]]


def _least_loss(scale: Callable[[Scores, NDArray[np.float64]], Scores], start: Sequence[float]) -> Fit:
    """Fit the numbers that a way of scaling takes by the least log-loss."""

    def fit(scores: Scores, truth: NDArray[np.int64]) -> Calibrator:
        rows = np.arange(len(truth))

        def loss(numbers: NDArray[np.float64]) -> float:
            return float(-log_softmax(scale(scores, numbers), axis=1)[rows, truth].mean())

        found = minimize(loss, np.asarray(start), method="L-BFGS-B").x
        return lambda unseen: np.asarray(softmax(scale(unseen, found), axis=1))

    return fit


def _isotonic(scores: Scores, truth: NDArray[np.int64]) -> Calibrator:
    """Fit a rising step function a label, then let the labels sum to 1 (Zadrozny and Elkan, KDD 2002)."""
    probabilities = softmax(scores, axis=1)
    steps = [
        IsotonicRegression(y_min=_LEAST, y_max=1 - _LEAST, out_of_bounds="clip").fit(probabilities[:, i], truth == i)
        for i in range(scores.shape[1])
    ]

    def calibrate(unseen: Scores) -> Scores:
        odds = np.stack([step.predict(column) for step, column in zip(steps, softmax(unseen, axis=1).T, strict=True)], axis=1)
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    return calibrate


def _dirichlet(scores: Scores, truth: NDArray[np.int64]) -> Calibrator:
    """Fit multinomial logistic regression on log-probabilities (Kull et al., NeurIPS 2019), with its default penalty."""
    fitted = LogisticRegression(max_iter=1000).fit(scores, truth)
    return lambda unseen: np.asarray(fitted.predict_proba(unseen), dtype=np.float64)


CALIBRATORS: dict[str, Fit] = {
    "temperature": _least_loss(lambda scores, numbers: scores * np.exp(numbers[0]), [0.0]),
    "vector": _least_loss(lambda scores, numbers: scores * np.exp(numbers[:3]) + numbers[3:], [0.0] * 6),
    "dirichlet": _dirichlet,
    "isotonic": _isotonic,
}


def _losses(one: Predicted) -> NDArray[np.float64]:
    return np.asarray(-np.log(one.probabilities[np.arange(len(one.truth)), one.truth]))


def _figures(one: Predicted, shipped: Predicted) -> dict[str, float | None]:
    """Measure one way to calibrate; what it gains over the artifact has a standard error over groups, not over items."""
    difference = _losses(one) - _losses(shipped)
    by_group = np.bincount(one.groups, weights=difference - difference.mean())
    found = calibration(one)
    return {
        "log_loss": float(_losses(one).mean()),
        "against_shipped": float(difference.mean()),
        "standard_error": float(np.sqrt((by_group**2).sum()) / len(one.truth)),
        "ece": found.error,
        "floor": found.floor,
        "floor_high": found.floor_high,
        "sided_confidence": found.sided_confidence,
        "sided_accuracy": found.sided_accuracy,
    }


def cross_validated(one: HeldOut, fit: Fit) -> Scores:
    """
    Calibrate each item by a fit on the folds that do not hold its document or sentence.

    :param one: The scores.
    :param fit: The way to calibrate.
    :return: Probabilities, one row an item.
    """
    scores = log_softmax(one.scores, axis=1)
    probabilities = np.zeros(scores.shape)
    for inside, outside in GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(scores, one.truth, one.groups):
        probabilities[outside] = fit(scores[inside], one.truth[inside])(scores[outside])
    return probabilities


def compare(one: HeldOut, temperature: float, dev: Mapping[str, Predicted]) -> Report:
    """
    Measure every way to calibrate a task.

    :param one: The task's held-out scores.
    :param temperature: The artifact's.
    :param dev: Sets by name, as the artifact judges them.
    :return: By set (`held_out` and those of dev) and way (`raw`, `shipped` and `CALIBRATORS`): `log_loss`, what of it is
        `against_shipped` and its `standard_error`, `ece`, `floor`, `floor_high`, `sided_confidence`, `sided_accuracy`.
    """
    scores = log_softmax(one.scores, axis=1)
    shipped = Predicted(one.labels, np.asarray(softmax(scores / temperature, axis=1)), one.truth, one.groups)
    ways = {"raw": np.exp(scores), **{way: cross_validated(one, fit) for way, fit in CALIBRATORS.items()}}
    report = {"held_out": _side_by_side(shipped, ways)}
    calibrators = {way: fit(scores, one.truth) for way, fit in CALIBRATORS.items()}
    for name, given in dev.items():
        # The artifact's probabilities tell its scores but for a number a row, which the logarithm of softmax takes out anyway.
        logits = np.asarray(log_softmax(np.log(given.probabilities) * temperature, axis=1))
        ways = {"raw": np.exp(logits), **{way: calibrate(logits) for way, calibrate in calibrators.items()}}
        report[name] = _side_by_side(given, ways)
    return report


def _side_by_side(shipped: Predicted, ways: Mapping[str, Scores]) -> dict[str, dict[str, float | None]]:
    others = {way: replace(shipped, probabilities=probabilities) for way, probabilities in ways.items()}
    return {way: _figures(found, shipped) for way, found in {"shipped": shipped, **others}.items()}


def compare_all(model: Model, sets: Mapping[str, Mapping[str, Predicted]], scores: Mapping[str, HeldOut]) -> dict[str, Report]:
    """
    Measure every way to calibrate both tasks.

    :param model: The artifact.
    :param sets: What it predicts on dev, by task and set.
    :param scores: Held-out scores of train by task.
    :return: What `compare` gives, by task.
    """
    temperatures = {"sentiment": model.sentiment.temperature, "stance": model.stance.temperature}
    return {
        task: compare(scores[task], temperatures[task], {name: sets[task][name] for name in names if name in sets[task]})
        for task, names in _DEV.items()
    }


def rows(task: str, report: Report) -> list[list[str]]:
    """
    Lay the figures of a task out.

    :param task: Its name.
    :param report: What `compare` gave.
    :return: Cells under `HEAD`, one row a set and way.
    """
    return [
        [
            task,
            name,
            way,
            f"{one['log_loss']:.4f}",
            "" if way == "shipped" else f"{one['against_shipped']:+.4f} ± {one['standard_error']:.4f}",
            f"{one['ece']:.4f}",
            f"{one['floor']:.4f}",
            f"{one['floor_high']:.4f}",
            share(one["sided_confidence"]),
            share(one["sided_accuracy"]),
        ]
        for name, ways in report.items()
        for way, one in ways.items()
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.calibrators", description="Compare ways to calibrate.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--model", type=Path, default=Path("models"), help="the artifact's folder (default: models)")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where held-out scores are kept (default: .cache)")
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    options = parser.parse_args(arguments)
    try:
        model = load(options.model)
        sets, scores = predict(model, options.data, "dev"), held_out(options.model, options.data, options.cache)
    except (ArtifactError, CorpusError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    report = compare_all(model, sets, scores)
    print(f"model {model.version}; held_out: cross-validated on train; the other sets: fitted on all held-out scores")
    print(aligned(HEAD, [row for task, sets_of in report.items() for row in rows(task, sets_of)]))
    if options.json:
        print(json.dumps({"model_version": model.version, **report}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
