"""VADER over the sentences of a text (Hutto and Gilbert, ICWSM 2014), behind the handler that does nothing else."""

import re

import orjson
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from benchmarks.comparison.handlers.noop import handler

_ANALYSER = SentimentIntensityAnalyzer()
# The cheapest way to sentences, so that VADER is not charged for a reader.
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def answer(body: bytes) -> dict[str, object]:
    """
    Score the sentences of a text.

    :param body: A request as the service takes it, with one text.
    :return: The compound score of each sentence.
    """
    sentences = _SENTENCE_END.split(orjson.loads(body)["text"])
    return {"scores": [_ANALYSER.polarity_scores(sentence)["compound"] for sentence in sentences]}


app = handler(answer)
