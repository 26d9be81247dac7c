"""What the model has to beat: the commonest label, and the VADER lexicon with thresholds tuned on train."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.metrics import f1_score
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

_ANALYSER = SentimentIntensityAnalyzer()
_GRID = np.arange(0.0, 0.95, 0.05)


def majority(train: Sequence[str], n: int) -> list[str]:
    """
    Predict the label that is commonest in train.

    :param train: Train's labels.
    :param n: How many predictions to make.
    :return: The predictions.
    """
    return [Counter(train).most_common(1)[0][0]] * n


def scores(texts: Sequence[str]) -> list[float]:
    """
    Score sentences with VADER.

    :param texts: Sentences.
    :return: The compound score of each, -1 to 1.
    """
    return [float(_ANALYSER.polarity_scores(text)["compound"]) for text in texts]


def cut(compound: Sequence[float], thresholds: tuple[float, float], labels: Sequence[str]) -> list[str]:
    """
    Turn compound scores into labels.

    :param compound: The scores.
    :param thresholds: At most the first is negative, at least the second positive.
    :param labels: Negative, neutral and positive label.
    :return: The labels.
    """
    low, high = thresholds
    return [labels[0] if score <= low else labels[2] if score >= high else labels[1] for score in compound]


def tune(compound: Sequence[float], truth: Sequence[str], labels: Sequence[str]) -> tuple[float, float]:
    """
    Choose the thresholds that give the best macro-F1 on train.

    :param compound: Train's scores.
    :param truth: Train's labels.
    :param labels: Negative, neutral and positive label.
    :return: The thresholds for `cut`.
    """
    pairs = [(-low, high) for low in _GRID for high in _GRID]
    step = max(1, len(compound) // 4000)
    some, right = compound[::step], truth[::step]
    return max(
        ((float(low), float(high)) for low, high in pairs),
        key=lambda t: f1_score(right, cut(some, t, labels), labels=list(labels), average="macro", zero_division=0),
    )
