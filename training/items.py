"""What a task is fitted on: views, what is known of their label, and how much each counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from stance.lexicon import Lexicon
from stance.views import Features, Views, spelled
from training import viewing
from training.examples import SENTIMENTS, STANCES, MentionExample, PairExample
from training.gather import OWN, Examples
from training.marked import key_of
from training.softlabels import Soft

POOL = "pool"


@dataclass(frozen=True, slots=True)
class Blend:
    """
    How much sources count.

    `own` is the weight of what the project labelled itself, `pool` that of what only the teacher labelled, both beside 1 for a
    corpus's label; `teacher` is the teacher's share in the label of an item that a corpus labelled, `teacher_own` in that of one
    that the project labelled.
    """

    own: float
    pool: float
    teacher: float
    teacher_own: float = 0.0


@dataclass(frozen=True, slots=True)
class Items:
    """
    What a task is fitted on, one entry an item.

    `truths[i]` are the probabilities of the task's labels, one of them 1 where nobody but a reader spoke; `labels[i]` is what a
    reader said, None where only the teacher did; `groups` keep a document or sentence together; `reverse[i]` is the item with
    holder and target exchanged, -1 where there is none.
    """

    views: Sequence[Features]
    truths: NDArray[np.float64]
    labels: Sequence[str | None]
    groups: Sequence[str]
    weights: NDArray[np.float64]
    sources: Sequence[str]
    reverse: NDArray[np.int64]

    @property
    def labelled(self) -> NDArray[np.bool_]:
        """Which items a reader labelled."""
        return np.asarray([label is not None for label in self.labels])


class _Collector:
    """Collects items one by one."""

    def __init__(self, labels: tuple[str, ...], blend: Blend) -> None:
        self._names = labels
        self._blend = blend
        self._views: list[Features] = []
        self._truths: list[Soft] = []
        self._labels: list[str | None] = []
        self._groups: list[str] = []
        self._weights: list[float] = []
        self._sources: list[str] = []
        self._reverse: list[int] = []

    def add(self, views: Views, label: str | None, soft: Soft | None, group: str, source: str) -> int:
        """Add an item and give its number; an item has a label, a soft label or both."""
        hard = tuple(float(name == label) for name in self._names)
        share = 1.0 if label is None else self._blend.teacher_own if source in OWN else self._blend.teacher
        mixed = hard if soft is None else tuple((1 - share) * one + share * other for one, other in zip(hard, soft, strict=True))
        self._views.append(spelled(views))
        self._truths.append((mixed[0], mixed[1], mixed[2]))
        self._labels.append(label)
        self._groups.append(group)
        self._weights.append(self._blend.pool if source == POOL else self._blend.own if source in OWN else 1.0)
        self._sources.append(source)
        self._reverse.append(-1)
        return len(self._views) - 1

    def join(self, one: int, other: int) -> None:
        """Say that two items are the two directions of one pair."""
        self._reverse[one], self._reverse[other] = other, one

    def items(self) -> Items:
        return Items(
            self._views,
            np.asarray(self._truths),
            self._labels,
            self._groups,
            np.asarray(self._weights),
            self._sources,
            np.asarray(self._reverse, dtype=np.int64),
        )


def sentiment_items(examples: Examples, lexicon: Lexicon, blend: Blend) -> Items:
    """
    Show every mention that has a label or a soft label.

    :param examples: The examples.
    :param lexicon: The compiled lexicon.
    :param blend: How much sources count.
    :return: The items, those with a label first.
    """
    found = _Collector(SENTIMENTS, blend)
    viewed = viewing.mentions([one for _, one in examples.mentions], lexicon, progress="sentiment: views")
    texts: dict[str, tuple[str, str]] = {}
    known = set()
    for (corpus, one), views in zip(examples.mentions, viewed, strict=True):
        key = (key_of(one.text), one.span)
        known.add(key)
        found.add(views, one.label, examples.soft_mentions.get(key), one.group, corpus)
        texts.setdefault(key[0], (one.text, one.group))
    for pair in examples.pairs:
        texts.setdefault(key_of(pair.text), (pair.text, pair.group))
    more = [(key, soft) for key, soft in examples.soft_mentions.items() if key not in known and key[0] in texts]
    marked = [MentionExample(texts[key[0]][0], key[1], "", texts[key[0]][1]) for key, _ in more]
    viewed = viewing.mentions(marked, lexicon, progress="sentiment: soft labels")
    for one, views, (_, soft) in zip(marked, viewed, more, strict=True):
        found.add(views, None, soft, one.group, POOL)
    return found.items()


def stance_items(examples: Examples, lexicon: Lexicon, blend: Blend) -> Items:
    """
    Show every pair that has a label or a soft label, a direction an item.

    :param examples: The examples.
    :param lexicon: The compiled lexicon.
    :param blend: How much sources count.
    :return: The items, those with a label first.
    """
    found = _Collector(STANCES, blend)
    viewed = viewing.pairs(examples.pairs, lexicon, progress="stance: views")
    texts = {key_of(pair.text): (pair.text, pair.group) for pair in examples.pairs}
    for _, one in examples.mentions:
        texts.setdefault(key_of(one.text), (one.text, one.group))
    known = set()
    for pair, both in zip(examples.pairs, viewed, strict=True):
        placed = []
        for views, label, spans in zip(both, (pair.forward, pair.backward), _directions(pair), strict=True):
            key = (key_of(pair.text), *spans)
            if label is not None and key not in known:
                known.add(key)
                placed.append(found.add(views, label, examples.soft_pairs.get(key), pair.group, pair.source))
        if len(placed) == 2:
            found.join(*placed)
    viewer = viewing.PairViewer(lexicon)
    more = [(key, soft) for key, soft in examples.soft_pairs.items() if key not in known and key[0] in texts]
    for (key, holder, target), soft in tqdm(more, desc="stance: soft labels", disable=None):
        text, group = texts[key]
        views, _ = viewer.views(PairExample(text, holder, target, "", None, group, POOL))
        found.add(views, None, soft, group, POOL)
    return found.items()


def _directions(pair: PairExample) -> tuple[tuple[tuple[int, int], tuple[int, int]], tuple[tuple[int, int], tuple[int, int]]]:
    return (pair.first, pair.second), (pair.second, pair.first)
