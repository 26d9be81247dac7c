"""The artifact: what it refuses to load, what its probabilities are, what it explains."""

import hashlib
import json
import math
import pickle
import shutil
from pathlib import Path
from typing import Any

import pytest

from stance import model as artifacts
from stance.compiled import Compiled
from stance.engine import Engine
from stance.model import ArtifactError
from stance.text import read
from stance.views import MENTION_PREFIXES, PAIR_PREFIXES, Features, Views, mention_views, pair_views, spelled, stretch


@pytest.fixture
def copy(models_dir: Path, tmp_path: Path) -> Path:
    """Copy the shipped artifact to a place where it may be spoilt."""
    for name in (artifacts.ARTIFACT, artifacts.MANIFEST):
        shutil.copy(models_dir / name, tmp_path / name)
    return tmp_path


def _edit(folder: Path, **changes: Any) -> None:
    path = folder / artifacts.MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_an_untouched_copy_loads(copy: Path) -> None:
    assert artifacts.load(copy).version == json.loads((copy / artifacts.MANIFEST).read_text())["version"]


def test_a_missing_manifest_is_refused(copy: Path) -> None:
    (copy / artifacts.MANIFEST).unlink()
    with pytest.raises(ArtifactError, match=r"no manifest\.json in .*make train"):
        artifacts.load(copy)


def test_a_missing_artifact_is_refused(copy: Path) -> None:
    (copy / artifacts.ARTIFACT).unlink()
    with pytest.raises(ArtifactError, match=r"stance\.joblib cannot be read.*make train"):
        artifacts.load(copy)


@pytest.mark.parametrize("change", ["append", "flip", "truncate", "empty"])
def test_an_altered_artifact_is_refused_before_it_is_unpickled(copy: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copy / artifacts.ARTIFACT
    whole = path.read_bytes()
    flipped = whole[:500] + bytes([whole[500] ^ 1]) + whole[501:]
    path.write_bytes({"append": whole + b"x", "flip": flipped, "truncate": whole[:-1], "empty": b""}[change])
    monkeypatch.setattr("joblib.load", lambda _: pytest.fail("the artifact was unpickled"))
    with pytest.raises(ArtifactError, match=r"not the artifact that its manifest describes.*make train"):
        artifacts.load(copy)


@pytest.mark.parametrize("library", ["scikit-learn", "numpy", "scipy", "joblib"])
def test_another_version_of_a_library_is_refused(copy: Path, library: str) -> None:
    libraries = json.loads((copy / artifacts.MANIFEST).read_text())["libraries"]
    _edit(copy, libraries={**libraries, library: "0.0.1"})
    with pytest.raises(ArtifactError, match=rf"made with {library} 0\.0\.1, installed is .*requirements\.txt.*make train"):
        artifacts.load(copy)


@pytest.mark.parametrize("libraries", [{}, {"numpy": None}])
def test_a_manifest_that_names_no_versions_is_refused(copy: Path, libraries: dict[str, Any]) -> None:
    _edit(copy, libraries={key: value for key, value in libraries.items() if value})
    with pytest.raises(ArtifactError):
        artifacts.load(copy)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"{}", b'{"format": 99}'])
def test_a_garbage_manifest_is_refused(copy: Path, content: bytes) -> None:
    (copy / artifacts.MANIFEST).write_bytes(content)
    with pytest.raises(ArtifactError, match="make train"):
        artifacts.load(copy)


@pytest.mark.parametrize("libraries", [None, [], "numpy"])
def test_a_manifest_of_the_wrong_shape_is_refused(copy: Path, libraries: Any) -> None:
    _edit(copy, libraries=libraries)
    with pytest.raises(ArtifactError):
        artifacts.load(copy)


@pytest.mark.parametrize(
    ("held", "said"),
    [({"sentiment": 1}, r"loaded \(KeyError\)"), ({"sentiment": 1, "stance": 1, "lexicon": 1}, r"compiled \(AttributeError\)")],
)
def test_a_pickle_of_something_else_is_refused_even_where_its_hash_fits(copy: Path, held: object, said: str) -> None:
    content = pickle.dumps(held)
    (copy / artifacts.ARTIFACT).write_bytes(content)
    _edit(copy, sha256=hashlib.sha256(content).hexdigest())
    with pytest.raises(ArtifactError, match=rf"could not be {said}.*make train"):
        artifacts.load(copy)


def test_an_artifact_with_a_view_that_is_no_longer_made_is_refused(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(MENTION_PREFIXES, "sides")
    with pytest.raises(ArtifactError, match=r"could not be compiled \(KeyError\).*make train"):
        artifacts.load(copy)


def test_the_shipped_artifact_is_small(models_dir: Path) -> None:
    assert (models_dir / artifacts.ARTIFACT).stat().st_size <= 8_000_000


def test_the_shipped_manifest_tells_what_the_artifact_was_made_from(engine: Engine) -> None:
    manifest = engine.manifest
    assert {"version", "sha256", "libraries", "seed", "data", "metrics", "labels"} <= set(manifest)
    assert {"newsmtsc/train.jsonl", "dse/train.txt"} <= set(manifest["data"]["files"])


# Probabilities and explanations --------------------------------------------------------------------------------------

SENTENCES = ["Qa condemned Qb.", "Qa praised Qb, and 14 people cheered.", "Qb was not attacked by Qa.", "Qa Qb"]


def _views(engine: Engine, text: str) -> tuple[Views, Views]:
    document = read(text)
    annotated = stretch(document.words, document.lowers, engine.model.lexicon)
    first, second = document.words.index("Qa"), document.words.index("Qb")
    return mention_views(annotated, (second, second + 1)), pair_views(annotated, (first, first + 1), (second, second + 1))


def test_probabilities_are_distributions(engine: Engine) -> None:
    both = [_views(engine, text) for text in SENTENCES]
    for classifier, views in ((engine.model.sentiment, [m for m, _ in both]), (engine.model.stance, [p for _, p in both])):
        rows = classifier.probabilities(views)
        assert rows.shape == (len(SENTENCES), 3)
        assert rows.sum(axis=1) == pytest.approx(1)
        assert ((rows >= 0) & (rows <= 1)).all()


def test_no_views_give_no_probabilities(engine: Engine) -> None:
    assert engine.model.stance.probabilities([]).shape == (0, 3)


def test_a_batch_scores_as_its_items_do(engine: Engine) -> None:
    views = [_views(engine, text)[1] for text in SENTENCES]
    stance = engine.model.stance
    together = stance.probabilities(views)
    for row, one in zip(together, views, strict=True):
        assert stance.probabilities([one])[0] == pytest.approx(row)


def _runs(features: Features, prefixes: dict[str, tuple[str, ...]]) -> Views:
    """Turn written features into runs of one, each with the longest prefix of its view that it has."""
    views: Views = {view: [] for view in prefixes}
    for view, written in features.items():
        for feature in written:
            prefix = max((prefix for prefix in prefixes[view] if feature.startswith(prefix)), key=len)
            views[view].append((prefix, [feature.removeprefix(prefix)]))
    return views


def _advantage(classifier: Compiled, views: Views, label: str) -> float:
    """Give the log-odds of a label over the geometric mean of the others."""
    row = classifier.probabilities([views])[0]
    which = classifier.labels.index(label)
    others = [math.log(value) for i, value in enumerate(row) if i != which]
    return math.log(row[which]) - sum(others) / len(others)


@pytest.mark.parametrize("label", [0, 1, 2])
@pytest.mark.parametrize("task", ["sentiment", "stance"])
def test_contributions_add_up_to_the_decision(engine: Engine, task: str, label: int) -> None:
    classifier: Compiled = getattr(engine.model, task)
    prefixes = MENTION_PREFIXES if task == "sentiment" else PAIR_PREFIXES
    full = _views(engine, SENTENCES[1])[0 if task == "sentiment" else 1]
    chosen = classifier.labels[label]
    # Few enough features that the explanation lists them all.
    few: Features = {name: [] for name in prefixes}
    for part in classifier.explain([full], [chosen])[0][:4]:
        few[part.view].append(part.feature)
    shown = _runs(few, prefixes)
    without = _advantage(classifier, {name: [] for name in prefixes}, chosen)
    parts = classifier.explain([shown], [chosen])[0]
    assert sum(part.weight for part in parts) == pytest.approx(_advantage(classifier, shown, chosen) - without, abs=1e-3)


def test_contributions_are_features_of_the_views_largest_first(engine: Engine) -> None:
    _, pair = _views(engine, SENTENCES[0])
    parts = engine.model.stance.explain([pair], ["against"])[0]
    assert parts
    assert all(part.feature in spelled(pair)[part.view] for part in parts)
    sizes = [abs(part.weight) for part in parts]
    assert sizes == sorted(sizes, reverse=True)
