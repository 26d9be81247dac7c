"""What the log holds, and what it never holds."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.settings import Settings

SECRET = "Secretly"


def _lines(capsys: pytest.CaptureFixture[str]) -> tuple[str, list[dict[str, Any]]]:
    written = capsys.readouterr().err
    return written, [json.loads(line) for line in written.splitlines()]


def test_every_request_is_one_line_of_json(fake_client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    fake_client.post("/v1/score", json={"documents": [{"text": "a"}, {"text": "b"}]}, headers={"X-Request-ID": "r1"})
    _, (line,) = _lines(capsys)
    assert line["event"] == "request"
    assert (line["request_id"], line["method"], line["path"]) == ("r1", "POST", "/v1/score")
    assert (line["status"], line["documents"]) == (200, 2)
    assert line["seconds"] >= 0


def test_a_failed_document_is_logged_with_its_frames_and_without_its_text(
    fake_client: FlaskClient, fake_engine: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    fake_engine.fails_on = lambda _: True
    fake_engine.failure = KeyError(f"{SECRET} said")
    fake_client.post("/v1/score", json={"documents": [{"text": f"{SECRET} said", "id": SECRET}]}, headers={"X-Request-ID": "r2"})
    written, (failure, _) = _lines(capsys)
    assert failure["event"] == "document_failed"
    assert (failure["request_id"], failure["document"]) == ("r2", 0)
    assert failure["exception"][0]["type"] == "KeyError"
    assert any("in analyse" in frame for frame in failure["exception"][0]["frames"])
    assert SECRET not in written


@pytest.mark.parametrize(
    "body",
    [
        {"text": SECRET, "title": SECRET, "actors": [{"id": SECRET, "name": SECRET, "aliases": [SECRET]}]},
        {"text": SECRET, SECRET: SECRET},
        {"text": "a", "actors": [SECRET], "issues": [SECRET]},
        {"documents": [{"text": "a", "published": SECRET}]},
    ],
)
def test_the_log_holds_no_text_and_no_names(
    fake_client: FlaskClient, capsys: pytest.CaptureFixture[str], body: dict[str, Any]
) -> None:
    fake_client.post(f"/v1/score?key={SECRET}", json=body, headers={"Authorization": SECRET, "X-API-Key": SECRET})
    written, lines = _lines(capsys)
    assert lines
    assert SECRET not in written


class _Gone(io.StringIO):
    def write(self, _: str, /) -> int:
        raise BrokenPipeError


def test_a_log_that_takes_nothing_costs_no_answer(fake_client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", _Gone())
    assert fake_client.post("/v1/score", json={"text": "a"}).status_code == 200


def test_requests_are_logged_at_level_info(fake_engine: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for level, expected in (("INFO", ["info"]), ("WARNING", [])):
        create_app(Settings(log_level=level), fake_engine).test_client().get("/healthz")
        assert [line["level"] for line in _lines(capsys)[1]] == expected


def test_lines_of_many_threads_do_not_mix(fake_engine: Any, capsys: pytest.CaptureFixture[str]) -> None:
    app = create_app(Settings(), fake_engine)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: app.test_client().get("/healthz"), range(200)))
    assert len(_lines(capsys)[1]) == 200


def test_a_path_cannot_forge_a_line(fake_client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    fake_client.get('/a%0A{"event":"forged"}%ff%ed%a0%80')
    _, lines = _lines(capsys)
    assert [line["event"] for line in lines] == ["request"]
