"""Scores of train by fits that did not see the item: what calibrators are compared on and conformal sets set their bar by."""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stance.model import Classifier, Fitted, load_fitted, read_manifest
from training.corpora import CorpusError, sha256_of
from training.fit import Recipe, held_out_scores
from training.gather import DSE, NEWSMTSC, gather
from training.items import Items, sentiment_items, stance_items
from training.train import SENTIMENT, STANCE
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


def _score(recipe: Recipe, items: Items, classifier: Classifier, corpus: str, name: str) -> HeldOut:
    scores = held_out_scores(recipe, items, classifier.pipeline[0].transform(list(items.views)), name)
    kept = [i for i, source in enumerate(items.sources) if source == corpus]
    truth = np.asarray([recipe.labels.index(str(items.labels[i])) for i in kept])
    _, groups = np.unique([items.groups[i] for i in kept], return_inverse=True)
    return HeldOut(recipe.labels, scores[kept], truth, groups)


def _sentiment(fitted: Fitted, data: Path) -> HeldOut:
    items = sentiment_items(gather(data), fitted.lexicon, SENTIMENT.blend)
    return _score(SENTIMENT, items, fitted.sentiment, NEWSMTSC, "sentiment")


def _stance(fitted: Fitted, data: Path) -> HeldOut:
    items = stance_items(gather(data), fitted.lexicon, STANCE.blend)
    return _score(STANCE, items, fitted.stance, DSE, "stance")


def held_out(folder: Path, data: Path, cache: Path) -> dict[str, HeldOut]:
    """
    Score train by folds, or read what an earlier call with the same artifact and corpora kept.

    :param folder: The artifact's, with whose features and recipe the folds are fitted.
    :param data: The data folder.
    :param cache: The folder where scores are kept; made where there is none.
    :return: The scores of `sentiment` and of `stance`.
    :raises ArtifactError: If the artifact cannot be used.
    :raises CorpusError: If train is missing.
    """
    version = read_manifest(folder)["version"]
    found: dict[str, HeldOut] = {}
    for task, file, make in (("sentiment", "newsmtsc/train.jsonl", _sentiment), ("stance", "dse/train.txt", _stance)):
        if not (data / file).is_file():
            msg = f"{data / file} is missing: run `make data`"
            raise CorpusError(msg)
        path = cache / f"held-out-{task}-{version}-{sha256_of(data / file)[:8]}.npz"
        if not path.is_file():
            one, buffer = make(load_fitted(folder), data), io.BytesIO()
            np.savez(buffer, labels=np.asarray(one.labels), scores=one.scores, truth=one.truth, groups=one.groups)
            write_whole(path, buffer.getvalue())
        with np.load(path) as kept:
            labels = tuple(str(label) for label in kept["labels"])
            found[task] = HeldOut(labels, kept["scores"], kept["truth"], kept["groups"])
    return found
