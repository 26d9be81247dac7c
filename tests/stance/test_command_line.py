"""`python -m stance FILE…`: the same answers without a server."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from stance.__main__ import MODELS, main
from stance.engine import Engine

TEXT = "Turkey condemned Iran over the brutal attacks. “We reject the peace talks,” Iran said.\n"


@pytest.fixture(autouse=True)
def loaded_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the seconds that loading takes, except where the folder is another."""
    real = Engine.load
    monkeypatch.setattr(
        Engine, "load", lambda folder, registry=(): engine if folder == MODELS and not registry else real(folder, registry)
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_json_holds_a_document_a_file(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(article), str(article), "--format", "json"]) == 0
    documents = _json(capsys)["documents"]
    assert [document["id"] for document in documents] == [str(article)] * 2
    pairs = {(stance["holder"], stance["target"]["id"]): stance["label"] for stance in documents[0]["stances"]}
    assert pairs["turkey-government", "iran-government"] == "against"


def test_json_names_the_model(article: Path, engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(article), "--format", "json"])
    assert _json(capsys)["model"]["version"] == engine.version


def test_the_command_runs_as_a_module_and_reads_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "stance", "-", "--format", "json"],
        input=TEXT.encode(),
        capture_output=True,
        check=True,
        cwd=MODELS.parent,
        timeout=60,
    )
    (document,) = json.loads(done.stdout)["documents"]
    assert document["id"] == "-"
    assert {"turkey-government", "iran-government"} <= {actor["id"] for actor in document["actors"]}


def test_standard_input_is_read_as_utf_8(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="latin-1"))
    main(["-", "--format", "json"])
    texts = [one["text"] for stance in _json(capsys)["documents"][0]["stances"] for one in stance["evidence"]]
    assert any("“We reject" in text for text in texts)


def test_the_table_is_for_a_person_to_read(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(article)]) == 0
    out = capsys.readouterr().out
    assert str(article) in out
    assert "ACTORS" in out
    assert "STANCES" in out
    rows = [line for line in out.splitlines() if line.startswith("Turkey") and "Iran" in line]
    assert rows
    assert all("against" in row for row in rows)


def test_neutral_pairs_are_listed_where_asked_for(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(article), "--min-confidence", "1"])
    short = capsys.readouterr().out
    main([str(article), "--min-confidence", "1", "--neutral"])
    long = capsys.readouterr().out
    assert "not shown" in short
    assert "not shown" not in long
    assert "unclear" in long.split("STANCES")[1]


@pytest.mark.parametrize("form", ["json", "table"])
def test_an_unreadable_file_does_not_cost_the_others(
    article: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Señor".encode("latin-1"))
    missing = tmp_path / "missing.txt"
    status = main([str(missing), str(article), str(latin), str(tmp_path), str(article), "--format", form])
    printed = capsys.readouterr()
    assert status == 1
    assert printed.out.count("turkey-government" if form == "json" else "ACTORS") >= 2
    for name in (missing, latin, tmp_path):
        assert f"error: {name}: " in printed.err


@pytest.mark.parametrize("value", ["2013", "25 May", "2013-13-01"])
def test_a_date_of_another_form_is_refused_with_the_wanted_one(
    article: Path, capsys: pytest.CaptureFixture[str], value: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([str(article), "--published", value])
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_nothing_but_unreadable_files_is_still_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.txt"), "--format", "json"]) == 1
    assert _json(capsys)["documents"] == []


def test_the_date_decides_who_was_in_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "office.txt"
    path.write_text("The U.S. president condemned Iran.")
    main([str(path), "--format", "json", "--published", "2018-05-01"])
    assert "donald-trump" in {actor["id"] for actor in _json(capsys)["documents"][0]["actors"]}


def test_explanations_are_added_where_asked_for(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(article), "--format", "json", "--explain"])
    assert all(stance["explanation"] for stance in _json(capsys)["documents"][0]["stances"])


def test_sums_by_parent_are_added_where_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "army.txt"
    text.write_text("The Syrian army condemned Turkey. Iran praised Turkey.", encoding="utf-8")
    main([str(text), "--roll-up", "parent"])
    sums = capsys.readouterr().out.partition("SUMS BY PARENT")[2]
    assert "syria-military" in sums
    assert "Iran" not in sums
    main([str(text)])
    assert "SUMS" not in capsys.readouterr().out


@pytest.mark.parametrize("value", ["1.5", "-0.1", "many", "nan"])
def test_a_confidence_that_is_no_fraction_is_refused(article: Path, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([str(article), f"--min-confidence={value}"])
    assert stop.value.code == 2
    assert "--min-confidence" in capsys.readouterr().err


def test_a_folder_without_an_artifact_is_a_clear_error(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(article), "--models", str(tmp_path / "nowhere")]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "manifest.json" in printed.err
    assert "make train" in printed.err
    assert "Traceback" not in printed.err


def test_a_registry_of_ones_own_is_read(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    registry = tmp_path / "mine.csv"
    registry.write_text("id,name,kind\npersian-desk,Iran,party\n", encoding="utf-8")
    assert main([str(article), "--registry", str(registry), "--format", "json"]) == 0
    actors = json.loads(capsys.readouterr().out)["documents"][0]["actors"]
    assert "persian-desk" in {actor["id"] for actor in actors}


def test_a_malformed_registry_ends_the_command_with_its_line(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    registry = tmp_path / "mine.csv"
    registry.write_text("id,name,kind\ntern,Tern,bird\n", encoding="utf-8")
    assert main([str(article), "--registry", str(registry)]) == 1
    assert "mine.csv:2: kind:" in capsys.readouterr().err
