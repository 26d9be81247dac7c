"""The compiled form scores as the fitted pipeline does, and explains as it would."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stance.compiled import Compiled
from stance.engine import Engine
from stance.joining import name_spans
from stance.model import Classifier, Fitted, load_fitted
from stance.report import Options, TextInput
from stance.stretches import Stretches, mention_in, statement_views
from stance.text import SEEDS
from stance.views import MENTION_PREFIXES, PAIR_PREFIXES, Views, spelled
from training import dse, newsmtsc, viewing
from training.statements import read_scenes

_CLOSE = 1e-9


@pytest.fixture(scope="module")
def fitted(models_dir: Path) -> Fitted:
    return load_fitted(models_dir)


@pytest.fixture(scope="module")
def shown(engine: Engine) -> dict[str, list[Views]]:
    """Show whole articles and some hundred short texts of the project's own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((SEEDS / "articles").glob("*.txt"))]
    texts += sorted({scene.text for scene in read_scenes()})[::20]
    views: dict[str, list[Views]] = {"sentiment": [], "stance": []}
    for text in texts:
        found = engine.read(TextInput(text), Options())
        stretches = Stretches(found.document, engine.model.lexicon, found.attributions, name_spans(found.document, found.reading))
        named = [one for one in found.reading.mentions if one.kind == "actor"]
        views["sentiment"] += [mention_in(one, found.document, stretches) for one in named]
        views["stance"] += [statement_views(one, stretches) for one in found.statements]
    return views


def _assert_close(compiled: Compiled, classifier: Classifier, views: Sequence[Views]) -> None:
    expected: NDArray[np.float64] = classifier.probabilities(views)
    assert np.abs(compiled.probabilities(views) - expected).max() <= _CLOSE


@pytest.mark.parametrize("task", ["sentiment", "stance"])
def test_probabilities_are_those_of_the_pipeline(
    engine: Engine, fitted: Fitted, shown: dict[str, list[Views]], task: str
) -> None:
    assert len(shown[task]) > 300
    _assert_close(getattr(engine.model, task), getattr(fitted, task), shown[task])


def test_on_every_mention_of_dev(engine: Engine, fitted: Fitted, corpora_dir: Path) -> None:
    for path in sorted((corpora_dir / "newsmtsc").glob("dev*.jsonl")):
        views = viewing.mentions(newsmtsc.read_split(path), engine.model.lexicon)
        _assert_close(engine.model.sentiment, fitted.sentiment, views)


def test_on_every_pair_of_dev(engine: Engine, fitted: Fitted, corpora_dir: Path) -> None:
    rows = dse.read_rows(corpora_dir / "dse/valid.txt")
    views = [view for both in viewing.pairs(rows, engine.model.lexicon) for view in both]
    _assert_close(engine.model.stance, fitted.stance, views)


def test_a_feature_that_comes_twice_counts_as_the_pipeline_counts_it(engine: Engine, fitted: Fitted) -> None:
    once = _one(engine)
    words = spelled(once)["words"]
    _assert_close(engine.model.sentiment, fitted.sentiment, [{**once, "words": [("", words), ("", words[:5]), ("", words[:2])]}])


def test_nothing_known_leaves_what_the_pipeline_answers(engine: Engine, fitted: Fitted) -> None:
    nothing: Views = {view: [(known[0], ["\u2603 unheard of"])] for view, known in MENTION_PREFIXES.items()}
    _assert_close(engine.model.sentiment, fitted.sentiment, [nothing, _one(engine)])


def _one(engine: Engine) -> Views:
    found = engine.read(TextInput("Iran has attacked and attacked Turkey, which Iran has not praised."), Options())
    stretches = Stretches(found.document, engine.model.lexicon, found.attributions)
    return mention_in(found.reading.mentions[0], found.document, stretches)


def test_contributions_are_those_of_the_pipeline(engine: Engine, fitted: Fitted, shown: dict[str, list[Views]]) -> None:
    views = shown["stance"][::7]
    pipeline = fitted.stance.pipeline
    rows = pipeline[0].transform([spelled(one) for one in views]).toarray()
    coefficients = pipeline[-1].coef_.astype(np.float64)
    leads = coefficients[0] - coefficients[1:].mean(axis=0)
    for row, parts in zip(rows, engine.model.stance.explain(views, ["against"] * len(views)), strict=True):
        sizes = np.sort(np.abs(row * leads))[::-1] / fitted.stance.temperature
        assert [abs(part.weight) for part in parts] == pytest.approx(sizes[: len(parts)].tolist(), abs=1e-4)


@pytest.mark.parametrize(("task", "prefixes"), [("sentiment", MENTION_PREFIXES), ("stance", PAIR_PREFIXES)])
def test_every_prefix_is_known_before_a_text_comes(
    shown: dict[str, list[Views]], task: str, prefixes: dict[str, tuple[str, ...]]
) -> None:
    for views in shown[task]:
        assert set(views) == set(prefixes)
        for view, runs in views.items():
            assert {prefix for prefix, _ in runs} <= set(prefixes[view])
