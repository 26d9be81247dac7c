"""Scores of train by fits that did not see the item: what calibrators are compared on and conformal sets set their bar by."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stance.model import Classifier, Model
from training import dse, newsmtsc, viewing
from training.corpora import CorpusError, sha256_of
from training.fit import Items, Recipe, held_out_scores
from training.statements import read_scenes, read_statements
from training.train import OWN_WEIGHT, SENTIMENT, STANCE
from training.wholefile import write_whole

CACHE = Path(".cache")


@dataclass(frozen=True, slots=True)
class HeldOut:
    """
    A task's scores before any calibration, one row an item of the corpus, never of the project's own sentences.

    `scores` has one column a label in the order of `labels`, `truth` the column of the right one, `groups` a number for each
    document or sentence.
    """

    labels: tuple[str, ...]
    scores: NDArray[np.float64]
    truth: NDArray[np.int64]
    groups: NDArray[np.int64]


def _vocabularies(classifier: Classifier) -> dict[str, list[str]]:
    """Give the features that the artifact kept, so that a fold is fitted as its calibration was."""
    return {view: sorted(block.vocabulary_) for view, block in classifier.pipeline[0].transformer_list}


def _score(recipe: Recipe, items: Items, classifier: Classifier, kept: Sequence[bool], name: str) -> HeldOut:
    scores = held_out_scores(recipe, items, _vocabularies(classifier), name)
    alphabetical = sorted(recipe.labels)
    scores = scores[:, [alphabetical.index(label) for label in recipe.labels]]
    mask = np.asarray(kept)
    truth = np.asarray([recipe.labels.index(label) for label in items.labels])
    _, groups = np.unique(items.groups, return_inverse=True)
    return HeldOut(recipe.labels, scores[mask], truth[mask], groups[mask])


def _sentiment(model: Model, data: Path) -> HeldOut:
    examples = newsmtsc.read_train(data / "newsmtsc/train.jsonl")
    views = viewing.mentions(examples, model.lexicon, progress="sentiment: views")
    items = Items(views, [one.label for one in examples], [one.group for one in examples], [1.0] * len(examples))
    return _score(SENTIMENT, items, model.sentiment, [True] * len(examples), "sentiment")


def _stance(model: Model, data: Path) -> HeldOut:
    examples = [*dse.without_duplicates(dse.read_rows(data / "dse/train.txt")), *read_statements(), *read_scenes()]
    viewed = viewing.pairs(examples, model.lexicon, progress="stance: views")
    views, labels, groups, sources = viewing.directed(examples, viewed)
    kept = [source == "dse" for source in sources]
    items = Items(views, labels, groups, [1.0 if one else OWN_WEIGHT for one in kept])
    return _score(STANCE, items, model.stance, kept, "stance")


def held_out(model: Model, data: Path, cache: Path) -> dict[str, HeldOut]:
    """
    Score train by folds, or read what an earlier call with the same artifact and corpora kept.

    :param model: The artifact, whose features and recipe the folds are fitted with.
    :param data: The data folder.
    :param cache: The folder where scores are kept; made where there is none.
    :return: The scores of `sentiment` and of `stance`.
    :raises CorpusError: If train is missing.
    """
    found: dict[str, HeldOut] = {}
    for task, file, make in (("sentiment", "newsmtsc/train.jsonl", _sentiment), ("stance", "dse/train.txt", _stance)):
        if not (data / file).is_file():
            msg = f"{data / file} is missing: run `make data`"
            raise CorpusError(msg)
        path = cache / f"held-out-{task}-{model.version}-{sha256_of(data / file)[:8]}.npz"
        if not path.is_file():
            one, buffer = make(model, data), io.BytesIO()
            np.savez(buffer, labels=np.asarray(one.labels), scores=one.scores, truth=one.truth, groups=one.groups)
            write_whole(path, buffer.getvalue())
        with np.load(path) as kept:
            labels = tuple(str(label) for label in kept["labels"])
            found[task] = HeldOut(labels, kept["scores"], kept["truth"], kept["groups"])
    return found
