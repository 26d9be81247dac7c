"""What only says when something happened is in no view."""

import pytest

from stance.engine import Engine
from stance.stretch import stretch
from stance.text import read
from stance.timephrases import times
from stance.views import mention_views, pair_views


def _marked(text: str) -> str:
    document = read(text)
    return " ".join(word for word, time in zip(document.words, times(document.words, document.lowers), strict=True) if time)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Meanwhile, Tonga left.", "Meanwhile ,"),
        ("On Friday evening, Tonga left.", "On Friday evening ,"),
        ("Later in the day, Tonga left.", "Later in the day ,"),
        ("Tonga left on March 5 and came back last week.", "on March 5 last week"),
        ("Tonga left in 2016.", "in 2016"),
        ("The army may march on the capital.", ""),
        ("It was this year's budget.", ""),
        ("The vote on the day of the feast was on the canal.", ""),
        ("Those of Bloody Sunday and the Friday Group left.", ""),
        ("In Tonga, 2016 men left.", ""),
    ],
)
def test_times_are_told_from_what_looks_like_them(text: str, expected: str) -> None:
    assert _marked(text) == expected


@pytest.mark.parametrize("before", ["Meanwhile, ", "On Tuesday, ", "Earlier this week, "])
def test_a_time_before_a_sentence_changes_no_view(engine: Engine, before: str) -> None:
    shown = []
    for text in ("Tonga blamed Samoa for the spill.", before + "Tonga blamed Samoa for the spill."):
        document = read(text)
        annotated = stretch(document.words, document.lowers, engine.model.lexicon)
        holder, target = document.words.index("Tonga"), document.words.index("Samoa")
        spans = (holder, holder + 1), (target, target + 1)
        shown.append((pair_views(annotated, *spans), *(mention_views(annotated, span) for span in spans)))
    assert shown[0] == shown[1]
