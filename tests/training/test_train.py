"""Training on a small sample: what it writes, that it repeats itself, and that an interrupted run leaves nothing behind."""

import hashlib
import json
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from stance import model as artifacts
from stance.engine import Engine
from stance.model import Classifier
from stance.report import Options, TextInput
from training import evaluate as evaluation
from training import gather as gathering
from training import train as trainer
from training.corpora import CorpusError
from training.examples import PairExample
from training.fit import Fitted
from training.statements import read_portrayals, read_scenes, read_statements

WRITTEN = {"stance.joblib", "manifest.json", "MODEL_CARD.md"}
_COUNTS = {"cases": 4, "passed": 3, "rate": 0.75}
BEHAVIOUR = {"overall": _COUNTS, "capabilities": {"negation": _COUNTS}, "types": {"MFT": _COUNTS}}


def _take_few(patch: pytest.MonkeyPatch) -> None:
    """Train on a few of the project's own sentences, which is quick."""
    statements: list[PairExample] = read_statements()[:60]
    scenes: list[PairExample] = read_scenes()[:60]
    portrayals = read_portrayals()[:60]
    patch.setattr(gathering, "read_statements", lambda: statements)
    patch.setattr(gathering, "read_scenes", lambda: scenes)
    patch.setattr(gathering, "read_portrayals", lambda: portrayals)
    patch.setattr(trainer, "measure_behaviour", lambda _: BEHAVIOUR)


@pytest.fixture(scope="module")
def two_runs(made_corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Train twice on the same small sample."""
    files = ("newsmtsc/train.jsonl", "dse/train.txt", "dse/valid.txt", "newsmtsc/dev_rw.jsonl")
    folders = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    # One thread: fits this small are slowed down tenfold by threads that wait for each other on a busy machine.
    with pytest.MonkeyPatch.context() as patch, threadpool_limits(1):
        _take_few(patch)
        patch.setattr(trainer, "require", lambda _: dict.fromkeys(files, "0" * 64))
        for folder in folders:
            trainer.train(made_corpora, folder, limit=300)
    return folders


def _manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def test_training_writes_artifact_manifest_and_card(two_runs: tuple[Path, Path]) -> None:
    assert {path.name for path in two_runs[0].iterdir()} >= WRITTEN
    assert _manifest(two_runs[0])["version"] in (two_runs[0] / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_what_training_wrote_loads_and_answers(two_runs: tuple[Path, Path]) -> None:
    report = Engine.load(two_runs[0]).analyse(TextInput("Iran condemned Turkey."), Options())
    assert {actor.id for actor in report.actors} == {"iran-government", "turkey-government"}


def test_the_manifest_tells_data_seed_and_measures(two_runs: tuple[Path, Path]) -> None:
    manifest = _manifest(two_runs[0])
    assert manifest["sha256"] == hashlib.sha256((two_runs[0] / "stance.joblib").read_bytes()).hexdigest()
    assert manifest["libraries"] == artifacts.library_versions()
    assert isinstance(manifest["seed"], int)
    assert manifest["data"]["examples"]["newsmtsc"] > 0
    assert any(path.startswith("seeds/statements/") for path in manifest["data"]["files"])
    assert set(manifest["metrics"]["dev"]) == {"sentiment", "stance"}
    assert manifest["metrics"]["behaviour"] == BEHAVIOUR


def test_the_card_tells_pass_rates_by_capability(two_runs: tuple[Path, Path]) -> None:
    card = (two_runs[0] / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "| negation | 4 | 3 | 75 % |" in card
    assert "| MFT | 4 | 3 | 75 % |" in card


def test_dev_is_measured_on_and_not_learnt_from(two_runs: tuple[Path, Path]) -> None:
    assert not [path for path in _manifest(two_runs[0])["data"]["files"] if "dev" in path or "valid" in path]


def test_two_runs_give_the_same_metrics(two_runs: tuple[Path, Path]) -> None:
    first, second = (_manifest(folder) for folder in two_runs)
    assert first["metrics"] == second["metrics"]
    assert first["temperature"] == second["temperature"]


def test_two_runs_give_the_same_probabilities(two_runs: tuple[Path, Path]) -> None:
    text = "Iran condemned Turkey, and Turkey praised the ceasefire."
    first, second = (Engine.load(folder).analyse(TextInput(text), Options()) for folder in two_runs)
    assert first == second


def test_the_model_learns_what_the_small_corpora_teach(two_runs: tuple[Path, Path]) -> None:
    metrics = _manifest(two_runs[0])["metrics"]["dev"]
    for figures in (metrics["sentiment"]["newsmtsc_rw"], metrics["stance"]["dse_directed_clean"]):
        assert figures["macro_f1"] > 60
        assert figures["macro_f1"] > figures["baselines"]["majority"]["macro_f1"]


def test_evaluation_gives_the_manifest_s_figures_again(two_runs: tuple[Path, Path], made_corpora: Path) -> None:
    report = evaluation.evaluate(artifacts.load(two_runs[0]), made_corpora, "dev")
    metrics = _manifest(two_runs[0])["metrics"]["dev"]
    assert json.loads(json.dumps({task: report[task] for task in ("sentiment", "stance")})) == metrics


def test_a_missing_corpus_stops_training_before_it_begins(small_files: Path, tmp_path: Path) -> None:
    assert small_files
    with pytest.raises(CorpusError, match=r"newsmtsc/train\.jsonl is missing: run `make data`"):
        trainer.train(tmp_path / "none", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_command_ends_with_an_error_and_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert trainer.main(["--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert "is missing: run `make data`" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


# Interrupted runs ----------------------------------------------------------------------------------------------------


def _interrupt(*_: object, **__: object) -> NoReturn:
    raise KeyboardInterrupt


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Give a folder with an artifact that an interrupted run must not touch."""
    folder = tmp_path / "out"
    folder.mkdir()
    for name in WRITTEN:
        (folder / name).write_text(f"old {name}")
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let fitting and measuring take no time: these tests are about what is written when."""
    _take_few(monkeypatch)
    monkeypatch.setattr(trainer, "sentiment_items", lambda *_: None)
    monkeypatch.setattr(trainer, "stance_items", lambda *_: None)
    monkeypatch.setattr(trainer, "fit", lambda recipe, *_: Fitted(Classifier(None, recipe.labels, 1.0), np.zeros((0, 3))))
    monkeypatch.setattr(Classifier, "compiled", lambda *_: None)
    monkeypatch.setattr(trainer, "by_source", lambda *_: {})
    monkeypatch.setattr(trainer, "evaluate", lambda *_: {"sentiment": {}, "stance": {}})


def _untouched(folder: Path) -> bool:
    return {path.name: path.read_text() for path in folder.iterdir()} == {name: f"old {name}" for name in WRITTEN}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("step", ["compile_lexicon", "sentiment_items", "stance_items", "fit", "evaluate"])
def test_a_run_interrupted_at_work_leaves_the_old_artifact(
    small_files: Path, filled: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trainer, step, _interrupt)
    with pytest.raises(KeyboardInterrupt):
        trainer.train(small_files, filled, limit=20)
    assert _untouched(filled)


@pytest.mark.usefixtures("quick")
def test_a_run_interrupted_at_work_makes_no_file(small_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trainer, "evaluate", _interrupt)
    with pytest.raises(KeyboardInterrupt):
        trainer.train(small_files, tmp_path / "out", limit=20)
    assert not list((tmp_path / "out").glob("*"))


@pytest.mark.usefixtures("quick")
def test_a_card_that_fails_leaves_the_old_artifact(small_files: Path, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.card.write", _interrupt)
    with pytest.raises(KeyboardInterrupt):
        trainer.train(small_files, filled, limit=20)
    assert _untouched(filled)


@pytest.mark.usefixtures("quick")
def test_a_write_that_breaks_off_leaves_no_part_of_a_file(
    small_files: Path, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", _interrupt)
    with pytest.raises(KeyboardInterrupt):
        trainer.train(small_files, filled, limit=20)
    assert _untouched(filled)
