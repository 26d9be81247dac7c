"""The service reads registries of one's own at start, and does not start with one that is wrong."""

import gc
import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.__main__ import main as start
from service.app import create_app
from service.settings import Paths, Settings
from stance.registries.rows import RegistryError


@pytest.fixture(autouse=True)
def _fresh_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Undo what a start leaves in this process."""
    monkeypatch.delitem(sys.modules, "service.wsgi", raising=False)
    monkeypatch.setattr(sys, "argv", ["service"])
    yield
    sys.modules.pop("service.wsgi", None)
    gc.enable()


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text("name,kind\nTern Watch,ngo\nGull Watch,bird\n", encoding="utf-8")
    return path


def test_a_malformed_registry_stops_the_start_with_its_line(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCEWIRE_REGISTRY", str(wrong))
    monkeypatch.setattr("gunicorn.app.wsgiapp.run", lambda **_: pytest.fail("the server was started"))
    with pytest.raises(SystemExit, match=r"stancewire: .*mine\.csv:3: kind:"):
        start()


def test_a_good_registry_does_not_stop_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,kind\nTern Watch,ngo\n", encoding="utf-8")
    started: list[str] = []
    monkeypatch.setenv("STANCEWIRE_REGISTRY", str(path))
    monkeypatch.setattr("gunicorn.app.wsgiapp.run", lambda **given: started.append(given["prog"]))
    start()
    assert started == ["gunicorn"]


def test_the_application_is_not_made_over_a_malformed_registry(wrong: Path) -> None:
    with pytest.raises(RegistryError, match=r"mine\.csv:3"):
        create_app(Settings(registry=Paths(str(wrong))))


def test_the_files_of_a_registry_are_logged_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,kind,aliases\nTern Watch,ngo,Terns\n", encoding="utf-8")
    client = create_app(Settings(registry=Paths(str(path)))).test_client()
    told = client.get("/v1/model").get_json()["registry"]
    logged = [json.loads(line) for line in capsys.readouterr().err.splitlines() if '"registry_loaded"' in line]
    assert [line["files"] for line in logged] == [[{"file": str(path), "sha256": sha256(path.read_bytes()).hexdigest()}]]
    assert (told["sha256"], told["files"], told["actors"], told["names"]) == (logged[0]["sha256"], 1, 1, 2)


def test_without_a_registry_none_is_told(client: FlaskClient) -> None:
    assert client.get("/v1/model").get_json()["registry"] is None


def test_a_service_with_a_file_of_issues_alone_is_ready(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,name,phrases\niran-policy,Iran policy,Iran|Iran deal\n", encoding="utf-8")
    client = create_app(Settings(registry=Paths(str(path)))).test_client()
    assert client.get("/readyz").status_code == 200


def test_the_actors_of_a_registry_are_answered(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,name,kind\ntern-watch,Tern Watch,ngo\n", encoding="utf-8")
    client = create_app(Settings(registry=Paths(str(path)))).test_client()
    answer = client.post("/v1/score", json={"text": "Tern Watch condemned Iran over the raids."})
    found = {actor["id"]: actor for actor in answer.get_json()["documents"][0]["actors"]}
    assert (found["tern-watch"]["kind"], found["tern-watch"]["origin"]) == ("ngo", "registry")
