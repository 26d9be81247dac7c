"""What the model sees: names never, everything else the same in training and in serving."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from stance.compiled import Compiled
from stance.engine import Engine
from stance.model import Model
from stance.report import Options, TextInput
from stance.text import read
from stance.views import MENTION_VIEWS, PAIR_VIEWS, Views, mention_views, pair_views, spelled, stretch
from training import viewing
from training.examples import MentionExample, PairExample

FRAMES = [
    "On Monday {h} condemned {t} over the grain deal and warned that it would not sign.",
    "The old port, which {t} had lost to {h} in the spring, was never rebuilt, villagers said.",
    '"We do not trust {t} any more," {h} told reporters, "but we will not attack it."',
    "Neither the weather nor {h} could stop {t} from backing the farmers who hated the levy.",
    "{h} praised {t}.",
    "{t}, accused by {h} of killing 14 people, denied the charge.",
]
_LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9)
# Two names that are no words, and neither of which can hold the other.
_NAMES = st.tuples(_LETTERS.map(lambda word: f"Q{word}qx"), _LETTERS.map(lambda word: f"Q{word}qz"))


def _spans(frame: str, holder: str, target: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    text = frame.format(h=holder, t=target)
    first, second = text.index(holder), text.index(target)
    return text, (first, first + len(holder)), (second, second + len(target))


def _pair(engine: Engine, frame: str, holder: str, target: str) -> Views:
    text, first, second = _spans(frame, holder, target)
    document = read(text)
    annotated = stretch(document.words, document.lowers, engine.model.lexicon)
    return pair_views(annotated, document.tokens_between(*first), document.tokens_between(*second))


def _mention(engine: Engine, frame: str, holder: str, target: str) -> Views:
    text, _, second = _spans(frame, holder, target)
    document = read(text)
    return mention_views(stretch(document.words, document.lowers, engine.model.lexicon), document.tokens_between(*second))


@given(frame=st.sampled_from(FRAMES), names=_NAMES, others=_NAMES)
def test_another_holder_and_target_give_the_same_pair_views(
    engine: Engine, frame: str, names: tuple[str, str], others: tuple[str, str]
) -> None:
    assert _pair(engine, frame, *names) == _pair(engine, frame, *others)


@given(frame=st.sampled_from(FRAMES), names=_NAMES, others=_NAMES)
def test_another_target_and_another_bystander_give_the_same_mention_views(
    engine: Engine, frame: str, names: tuple[str, str], others: tuple[str, str]
) -> None:
    assert _mention(engine, frame, *names) == _mention(engine, frame, *others)


@given(frame=st.sampled_from(FRAMES), names=_NAMES)
def test_no_feature_holds_a_name(engine: Engine, frame: str, names: tuple[str, str]) -> None:
    for views in (_pair(engine, frame, *names), _mention(engine, frame, *names)):
        seen = " ".join(feature for features in spelled(views).values() for feature in features).lower()
        assert names[0].lower() not in seen
        assert names[1].lower() not in seen


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("name", ["Obama", "Hezbollah", "Ilse", "UN"])
def test_a_real_name_gives_the_same_views_as_an_invented_one(engine: Engine, frame: str, name: str) -> None:
    assert _pair(engine, frame, name, "Qvexqx") == _pair(engine, frame, "Qmorqx", "Qvexqx")
    assert _pair(engine, frame, "Qmorqx", name) == _pair(engine, frame, "Qmorqx", "Qvexqx")
    assert _mention(engine, frame, "Qmorqx", name) == _mention(engine, frame, "Qmorqx", "Qvexqx")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("name", ["Doctors Without Borders", "Never Again Action", "Stop War Coalition"])
def test_a_name_made_of_words_gives_the_same_views_as_an_invented_one(engine: Engine, frame: str, name: str) -> None:
    plain = "Qmorqx Qdelqx Qfasqx"
    assert _pair(engine, frame, name, "Qvexqx") == _pair(engine, frame, plain, "Qvexqx")
    assert _mention(engine, frame, "Qvexqx", name) == _mention(engine, frame, "Qvexqx", plain)


def test_the_views_are_those_the_model_was_built_for(engine: Engine) -> None:
    assert set(_mention(engine, FRAMES[0], "Qa", "Qb")) == set(MENTION_VIEWS)
    assert set(_pair(engine, FRAMES[0], "Qa", "Qb")) == set(PAIR_VIEWS)


def test_turning_holder_and_target_round_gives_other_views(engine: Engine) -> None:
    document = read("Qa condemned Qb.")
    annotated = stretch(document.words, document.lowers, engine.model.lexicon)
    assert pair_views(annotated, (0, 1), (2, 3)) != pair_views(annotated, (2, 3), (0, 1))


@pytest.mark.parametrize(("text", "other"), [("Qa will join Qb.", "Qa will not join Qb."), ("Qa praised Qb.", "Qa blamed Qb.")])
def test_what_is_said_shows_in_the_views(engine: Engine, text: str, other: str) -> None:
    def views(one: str) -> Views:
        document = read(one)
        last = document.words.index("Qb")
        return pair_views(stretch(document.words, document.lowers, engine.model.lexicon), (0, 1), (last, last + 1))

    assert views(text) != views(other)


@pytest.mark.parametrize(("holder", "target"), [((0, 2), (1, 3)), ((1, 3), (0, 2)), ((0, 1), (0, 1)), ((0, 3), (1, 2))])
def test_overlapping_spans_are_refused(engine: Engine, holder: tuple[int, int], target: tuple[int, int]) -> None:
    document = read("Qa Qb Qc met.")
    annotated = stretch(document.words, document.lowers, engine.model.lexicon)
    with pytest.raises(ValueError, match="overlap"):
        pair_views(annotated, holder, target)


def test_spans_that_touch_are_taken(engine: Engine) -> None:
    document = read("Qa Qb met.")
    annotated = stretch(document.words, document.lowers, engine.model.lexicon)
    assert pair_views(annotated, (0, 1), (1, 2))["words"]


# Training and serving ------------------------------------------------------------------------------------------------


class _Recorder(Compiled):
    """Remembers the views it was asked to score."""

    def __init__(self, inner: Compiled) -> None:
        self.__dict__.update(inner.__dict__)
        self.seen: list[Views] = []

    def probabilities(self, views: Sequence[Views]) -> NDArray[np.float64]:
        self.seen.extend(views)
        return super().probabilities(views)


@pytest.fixture(scope="module")
def recording(engine: Engine) -> Engine:
    model = engine.model
    return Engine(Model(_Recorder(model.sentiment), _Recorder(model.stance), model.lexicon, model.manifest))


def _seen(classifier: Any) -> list[Views]:
    taken = list(classifier.seen)
    classifier.seen.clear()
    return taken


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Iran condemned Turkey over the price of grain.",
        "Iran has never attacked Turkey — not in 100 years — but does not like the weather there.",
        "Iran — home to 80,000 exiles — didn’t attack Turkey.",
    ],
)
def test_serving_shows_the_model_what_training_showed_it(recording: Engine, text: str) -> None:
    model = recording.model
    _seen(model.sentiment), _seen(model.stance)
    report = recording.analyse(TextInput(text), Options())
    spans = {actor.id: (actor.mentions[0].start, actor.mentions[0].end) for actor in report.actors}
    served_mentions, served_pairs = _seen(model.sentiment), _seen(model.stance)
    taught = viewing.mentions([MentionExample(text, span, "neutral", "x") for span in spans.values()], model.lexicon)
    assert served_mentions == taught
    (both,) = viewing.pairs(
        [PairExample(text, spans["iran-government"], spans["turkey-government"], "neutral", None, "x", "x")], model.lexicon
    )
    assert len(served_pairs) == 2
    assert all(view in served_pairs for view in both)
