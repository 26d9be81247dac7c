"""`python -m training.evaluate`: its last line, what it skips, and that the shipped figures can be had again."""

import contextlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from stance import model as artifacts
from stance.engine import Engine
from training import evaluate as evaluation
from training.corpora import require

KEYS = {"n", "macro_f1", "micro_f1", "ece", "accuracy_at_half_coverage", "per_class", "baselines"}
SENTIMENT_SETS = {"newsmtsc_rw", "newsmtsc_mt"}
STANCE_SETS = {"dse_official", "dse_clean", "dse_directed_official", "dse_directed_clean"}


@pytest.fixture(autouse=True, scope="module")
def loaded_once(engine: Engine, models_dir: Path) -> Any:
    """Save the seconds that loading takes, except where the folder is another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("training.evaluate.load", lambda folder: engine.model if folder == models_dir else artifacts.load(folder))
        yield


def _run(data: Path, models_dir: Path, split: str = "dev") -> tuple[int, list[str], str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = evaluation.main(["--data", str(data), "--split", split, "--model", str(models_dir), "--json"])
    return status, out.getvalue().splitlines(), err.getvalue()


@pytest.fixture(scope="module")
def small_report(made_corpora: Path, models_dir: Path) -> tuple[int, list[str], str]:
    return _run(made_corpora, models_dir)


def _check_shape(report: dict[str, Any], split: str, version: str) -> None:
    assert list(report) == ["split", "model_version", "sentiment", "stance"]
    assert (report["split"], report["model_version"]) == (split, version)
    for task, sets in (("sentiment", SENTIMENT_SETS), ("stance", STANCE_SETS)):
        assert set(report[task]) == sets
        for name, figures in report[task].items():
            assert set(figures) >= KEYS
            assert set(figures["baselines"]) >= {"majority", "vader"}
            assert len(figures["per_class"]) == (5 if name in {"dse_official", "dse_clean"} else 3)
            assert 0 <= figures["ece"] <= 1
            assert 0 <= figures["accuracy_at_half_coverage"] <= 1
            assert sum(one["n"] for one in figures["per_class"].values()) == figures["n"]


def test_the_last_line_is_the_report(small_report: tuple[int, list[str], str], engine: Engine) -> None:
    status, lines, _ = small_report
    assert status == 0
    _check_shape(json.loads(lines[-1]), "dev", engine.version)


def test_a_person_gets_a_table_above_it(small_report: tuple[int, list[str], str]) -> None:
    table = "\n".join(small_report[1][:-1])
    for name in SENTIMENT_SETS | STANCE_SETS:
        assert name in table


def test_every_row_counts_in_both_directions(small_report: tuple[int, list[str], str]) -> None:
    stance = json.loads(small_report[1][-1])["stance"]
    assert stance["dse_directed_official"]["n"] == 2 * stance["dse_official"]["n"]
    assert stance["dse_directed_clean"]["n"] == 2 * stance["dse_clean"]["n"]


def test_test_files_that_are_not_there_are_skipped_with_a_message(made_corpora: Path, models_dir: Path) -> None:
    status, lines, messages = _run(made_corpora, models_dir, "test")
    assert status == 0
    assert json.loads(lines[-1])["stance"] == {}
    for name in ("newsmtsc_rw", "newsmtsc_mt", "dse"):
        assert f"skipped {name}" in messages


def test_test_files_that_are_there_are_read(made_corpora: Path, models_dir: Path, engine: Engine, tmp_path: Path) -> None:
    data = Path(shutil.copytree(made_corpora, tmp_path / "data"))
    for split, held in (("newsmtsc/dev_rw", "newsmtsc/test_rw"), ("newsmtsc/dev_mt", "newsmtsc/test_mt")):
        shutil.copy(data / f"{split}.jsonl", data / f"{held}.jsonl")
    shutil.copy(data / "dse/valid.txt", data / "dse/test.txt")
    status, lines, _ = _run(data, models_dir, "test")
    assert status == 0
    _check_shape(json.loads(lines[-1]), "test", engine.version)


def test_a_split_that_train_holds_in_full_still_gives_figures(made_corpora: Path, models_dir: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(made_corpora, tmp_path / "data"))
    shutil.copy(data / "dse/train.txt", data / "dse/valid.txt")
    status, lines, _ = _run(data, models_dir)
    assert status == 0
    assert "dse_official" in json.loads(lines[-1])["stance"]


def test_missing_train_files_are_a_clear_error(tmp_path: Path, models_dir: Path) -> None:
    status, lines, messages = _run(tmp_path, models_dir)
    assert (status, lines) == (1, [])
    assert "is missing: run `make data`" in messages


def test_a_missing_artifact_is_a_clear_error(made_corpora: Path, tmp_path: Path) -> None:
    status, _, messages = _run(made_corpora, tmp_path)
    assert status == 1
    assert messages.startswith("error: no manifest.json")


# The real corpora ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real_report(corpora_dir: Path, models_dir: Path) -> dict[str, Any]:
    """Measure the shipped artifact on dev, once."""
    status, lines, _ = _run(corpora_dir, models_dir)
    assert status == 0
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def test_the_shipped_artifact_is_measured_on_dev(real_report: dict[str, Any], engine: Engine) -> None:
    _check_shape(real_report, "dev", engine.version)
    assert real_report["stance"]["dse_official"]["n"] == 1461
    assert real_report["stance"]["dse_clean"]["n"] < 1461


def test_the_manifest_s_figures_can_be_had_again(real_report: dict[str, Any], engine: Engine) -> None:
    for task, sets in engine.manifest["metrics"]["dev"].items():
        for name, figures in sets.items():
            again = real_report[task][name]
            assert {key: again[key] for key in KEYS if isinstance(again[key], float)} == pytest.approx(
                {key: figures[key] for key in KEYS if isinstance(again[key], float)}, abs=1e-6
            )


def test_the_shipped_artifact_beats_its_baselines(real_report: dict[str, Any]) -> None:
    for name in ("newsmtsc_rw", "newsmtsc_mt"):
        figures = real_report["sentiment"][name]
        assert figures["macro_f1"] > max(one["macro_f1"] for one in figures["baselines"].values()) + 5
    for name in ("dse_clean", "dse_directed_clean"):
        figures = real_report["stance"][name]
        assert figures["macro_f1"] > max(one["macro_f1"] for one in figures["baselines"].values()) + 5


def test_the_surer_half_is_right_more_often(real_report: dict[str, Any]) -> None:
    for sets in (real_report["sentiment"], real_report["stance"]):
        for figures in sets.values():
            assert 100 * figures["accuracy_at_half_coverage"] > figures["micro_f1"]


def test_the_shipped_figures_are_calibrated(real_report: dict[str, Any]) -> None:
    assert real_report["sentiment"]["newsmtsc_rw"]["ece"] < 0.1
    assert real_report["stance"]["dse_clean"]["ece"] < 0.15


def test_the_real_corpora_are_the_pinned_ones(corpora_dir: Path, engine: Engine) -> None:
    found = require(corpora_dir)
    files = engine.manifest["data"]["files"]
    assert {path: sha for path, sha in found.items() if path in files} == {path: files[path] for path in found if path in files}
