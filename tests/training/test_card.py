"""The model card: written from a manifest, and again without fitting."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from training import card

COUNTS = {"cases": 8, "passed": 6, "rate": 0.75}
MEASURED = {"overall": COUNTS, "capabilities": {"quotes": COUNTS}, "types": {"DIR": COUNTS}}


@pytest.fixture
def shipped(models_dir: Path, tmp_path: Path) -> Path:
    """Copy the shipped artifact, with a card that is out of date."""
    folder = tmp_path / "models"
    shutil.copytree(models_dir, folder)
    (folder / "MODEL_CARD.md").write_text("old")
    return folder


def _manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def _without_behaviour(manifest: dict[str, Any]) -> dict[str, Any]:
    return {**manifest, "metrics": {"dev": manifest["metrics"]["dev"]}}


def test_a_card_without_the_suite_says_so(models_dir: Path) -> None:
    assert "Not measured: the behavioural suite was not there" in card.write(_without_behaviour(_manifest(models_dir)))


def test_a_card_has_a_row_for_each_capability_and_type(models_dir: Path) -> None:
    manifest = _without_behaviour(_manifest(models_dir))
    manifest["metrics"]["behaviour"] = MEASURED
    written = card.write(manifest)
    assert "| quotes | 8 | 6 | 75 % |" in written
    assert "| DIR | 8 | 6 | 75 % |" in written
    assert "| overall | 8 | 6 | 75 % |" in written


def test_the_command_measures_behaviour_and_fits_nothing(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card, "measure", lambda _: MEASURED)
    before, artifact = _manifest(shipped), (shipped / "stance.joblib").read_bytes()
    assert card.main(["--model", str(shipped)]) == 0
    after = _manifest(shipped)
    assert after["metrics"]["behaviour"] == MEASURED
    assert _without_behaviour(after) == _without_behaviour(before)
    assert (shipped / "stance.joblib").read_bytes() == artifact
    assert "| quotes | 8 | 6 | 75 % |" in (shipped / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_old_pass_rates_do_not_outlive_the_suite(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card, "measure", lambda _: None)
    assert card.main(["--model", str(shipped)]) == 0
    assert "behaviour" not in _manifest(shipped)["metrics"]


def test_the_command_ends_with_an_error_where_there_is_no_artifact(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert card.main(["--model", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.startswith("error: ")
