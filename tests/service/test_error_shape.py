"""Every path to an error, and the one shape they all answer in."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from service.app import create_app
from service.errors import STATUS, ErrorCode
from service.schemas import ErrorResponse
from service.settings import Settings

SCORE = "/v1/score"
JSON = "application/json"


def _post(data: bytes | str, content_type: str | None = JSON, **headers: str) -> Callable[[FlaskClient], TestResponse]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda client: client.post(SCORE, data=data, content_type=content_type, headers=named)


def _ask(**body: Any) -> Callable[[FlaskClient], TestResponse]:
    return _post(json.dumps(body))


CASES = {
    "empty body": (_post(b""), "bad_json", "body"),
    "empty body without a type": (_post(b"", None), "bad_json", "body"),
    "blank body": (_post(b" \n"), "bad_json", "body"),
    "broken JSON": (_post(b'{"text": '), "bad_json", "body"),
    "NaN": (_post(b'{"text": "a", "min_confidence": NaN}'), "bad_json", "body"),
    "infinite number": (_post(b'{"text": "a", "min_confidence": 1e999}'), "bad_json", "body"),
    "lone surrogate": (_post(b'{"text": "\\ud800"}'), "bad_json", "body"),
    "too deep": (_post(b"[" * 5000), "bad_json", "body"),
    "not UTF-8": (_post(b'{"text": "\xff"}'), "bad_encoding", "body"),
    "encoded surrogate": (_post(b'{"text": "\xed\xa0\x80"}'), "bad_encoding", "body"),
    "body too large": (_post(b" " * 10_001), "body_too_large", "body"),
    "form": (_post(b"text=a", "application/x-www-form-urlencoded"), "unsupported_media_type", "Content-Type"),
    "no type": (_post(b'{"text": "a"}', None), "unsupported_media_type", "Content-Type"),
    "other charset": (_post(b'{"text": "a"}', f"{JSON}; charset=latin-1"), "unsupported_media_type", "Content-Type"),
    "compressed": (_post(b"\x1f\x8b", Content_Encoding="gzip"), "unsupported_media_type", "Content-Encoding"),
    "unknown path": (lambda client: client.get("/v2/score"), "not_found", None),
    "path with doubled slashes": (lambda client: client.get("//v1//model"), "not_found", None),
    "path with a slash too many": (lambda client: client.get("/healthz/"), "not_found", None),
    "GET on score": (lambda client: client.get(SCORE), "method_not_allowed", "method"),
    "OPTIONS on score": (lambda client: client.options(SCORE), "method_not_allowed", "method"),
    "POST on model": (lambda client: client.post("/v1/model"), "method_not_allowed", "method"),
    "a list": (_post(b"[]"), "invalid_request", "body"),
    "null": (_post(b"null"), "invalid_request", "body"),
    "nothing to score": (_ask(), "invalid_request", "body"),
    "both forms": (_ask(text="a", documents=[{"text": "a"}]), "invalid_request", "body"),
    "title beside documents": (_ask(title="a", documents=[{"text": "a"}]), "invalid_request", "title"),
    "empty text": (_ask(text=""), "invalid_request", "text"),
    "text that is a number": (_ask(text=5), "invalid_request", "text"),
    "no documents": (_ask(documents=[]), "invalid_request", "documents"),
    "document without text": (_ask(documents=[{"text": "a"}, {"id": "b"}]), "invalid_request", "documents[1].text"),
    "unknown field": (_ask(text="a", txet="a"), "invalid_request", "txet"),
    "unknown field of a document": (_ask(documents=[{"text": "a", "x": 1}]), "invalid_request", "documents[0].x"),
    "bad date": (_ask(text="a", published="yesterday"), "invalid_request", "published"),
    "impossible date": (_ask(documents=[{"text": "a", "published": "2013-02-30"}]), "invalid_request", "documents[0].published"),
    "same document id": (_ask(documents=[{"text": "a", "id": "1"}, {"text": "b"}]), "invalid_request", "documents[1].id"),
    "confidence above one": (_ask(text="a", min_confidence=1.1), "invalid_request", "min_confidence"),
    "confidence in words": (_ask(text="a", min_confidence="0.5"), "invalid_request", "min_confidence"),
    "explain as a number": (_ask(text="a", explain=1), "invalid_request", "explain"),
    "actor as a number": (_ask(text="a", actors=[7]), "invalid_request", "actors[0]"),
    "actor without a name": (_ask(text="a", actors=["russia", {"id": "a"}]), "invalid_request", "actors[1].name"),
    "blank alias": (
        _ask(text="a", actors=[{"id": "a", "name": "A", "aliases": [" "]}]),
        "invalid_request",
        "actors[0].aliases[0]",
    ),
    "long name": (_ask(text="a", actors=[{"id": "a", "name": "A" * 201}]), "invalid_request", "actors[0].name"),
    "51 aliases": (
        _ask(text="a", actors=[{"id": "a", "name": "A", "aliases": ["b"] * 51}]),
        "invalid_request",
        "actors[0].aliases",
    ),
    "id with a space": (_ask(text="a", issues=[{"id": "a b", "name": "A"}]), "invalid_request", "issues[0].id"),
    "same actor twice": (_ask(text="a", actors=[{"id": "a", "name": "A"}] * 2), "invalid_request", "actors[1].id"),
    "long text": (_ask(text="a" * 101), "text_too_long", "text"),
    "long text of a document": (_ask(documents=[{"text": "a"}, {"text": "a" * 101}]), "text_too_long", "documents[1].text"),
    "four documents": (_ask(documents=[{"text": "a"}] * 4), "too_many_documents", "documents"),
    "three actors": (_ask(text="a", actors=["iran"] * 3), "too_many_actors", "actors"),
    "three issues": (_ask(text="a", issues=["peace-talks"] * 3), "too_many_issues", "issues"),
    "unknown actor": (_ask(text="a", actors=["russia", "atlantis"]), "unknown_actor", "actors[1]"),
    "unknown issue": (_ask(text="a", issues=["tea"]), "unknown_issue", "issues[0]"),
}


def _check_shape(response: TestResponse) -> dict[str, Any]:
    assert response.content_type == JSON
    error = ErrorResponse.model_validate(response.get_json()).error
    assert response.status_code == STATUS[ErrorCode(error.code)]
    assert error.request_id == response.headers["X-Request-ID"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    return error.model_dump()


@pytest.mark.parametrize(("ask", "code", "field"), CASES.values(), ids=CASES.keys())
def test_a_wrong_request_is_answered_in_the_one_shape(
    fake_client: FlaskClient, ask: Callable[[FlaskClient], TestResponse], code: str, field: str | None
) -> None:
    error = _check_shape(ask(fake_client))
    assert error["code"] == code
    assert [detail["field"] for detail in error["details"]] == ([] if field is None else [field])
    assert all(detail["message"].endswith((".", ":", "-")) for detail in error["details"])


def test_405_names_the_methods_allowed(fake_client: FlaskClient) -> None:
    assert fake_client.get(SCORE).headers["Allow"] == "POST"
    assert set(fake_client.delete("/v1/model").headers["Allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("chunked", [True, False])
@pytest.mark.parametrize(("length", "status"), [(10_000, 200), (10_001, 413), (20_000, 413)])
def test_a_body_is_held_to_the_limit_to_the_byte(fake_client: FlaskClient, length: int, status: int, chunked: bool) -> None:  # noqa: FBT001
    sent: dict[str, Any] = {"data": b'{"text": "a"}'.ljust(length)}
    if chunked:
        sent = {"input_stream": io.BytesIO(sent["data"]), "environ_overrides": {"wsgi.input_terminated": True}}
    response = fake_client.post(SCORE, content_type=JSON, **sent)
    assert response.status_code == status
    if status != 200:
        assert "10000 bytes" in _check_shape(response)["details"][0]["message"]


def test_a_body_that_breaks_off_is_the_callers_error(fake_client: FlaskClient) -> None:
    class BrokenChunks(io.BytesIO):
        def readinto(self, *_: Any) -> int:
            raise EOFError

        read = read1 = readinto  # type: ignore[assignment]

    response = fake_client.post(
        SCORE, input_stream=BrokenChunks(), content_type=JSON, environ_overrides={"wsgi.input_terminated": True}
    )
    assert _check_shape(response)["code"] == "bad_request"


def test_a_failure_of_the_service_tells_nothing_of_its_inside(fake_client: FlaskClient, fake_engine: Any) -> None:
    def fail(_: str) -> bool:
        message = "inside information"
        raise RuntimeError(message)

    fake_engine.knows_actor = fail
    response = fake_client.post(SCORE, json={"text": "a", "actors": ["russia"]})
    assert _check_shape(response)["code"] == "internal_error"
    assert "inside" not in response.text


@pytest.mark.parametrize("path", ["/readyz", "/v1/model", SCORE])
def test_without_a_model_the_service_runs_and_says_why_it_cannot_answer(tmp_path: Path, path: str) -> None:
    client = create_app(Settings(models_dir=tmp_path)).test_client()
    response = client.post(path, json={"text": "a"}) if path == SCORE else client.get(path)
    error = _check_shape(response)
    assert error["code"] == "model_unavailable"
    assert int(response.headers["Retry-After"]) > 0
    assert error["details"][0]["message"]
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"text": 5, "The secret text, as a key": 1},
        {"documents": [{"text": "The secret text" * 10}]},
        {"text": "a", "published": "The secret text"},
        {"text": "a", "actors": ["The secret text"]},
        {"text": "a", "actors": [{"id": "The secret text", "name": "", "The secret text": "The secret text"}]},
        {"documents": [{"text": "a", "id": "The secret text"}] * 2},
    ],
)
def test_no_error_repeats_what_was_posted(fake_client: FlaskClient, body: dict[str, Any]) -> None:
    response = fake_client.post(SCORE, json=body)
    assert _check_shape(response)["details"]
    assert "secret" not in response.text


def test_an_error_names_at_most_twenty_fields_and_counts_them_all(fake_client: FlaskClient) -> None:
    error = _check_shape(fake_client.post(SCORE, json={"text": "a"} | {f"x{index}": 0 for index in range(30)}))
    assert len(error["details"]) == 20
    assert "30 fields" in error["message"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
fields = st.sampled_from(
    ["text", "title", "published", "documents", "actors", "issues", "min_confidence", "explain", "id", "name"]
)
near_requests = st.dictionaries(fields, json_values | st.lists(st.dictionaries(fields, json_values, max_size=4), max_size=3))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=json_values | near_requests)
def test_any_json_gets_an_answer_or_a_clear_error(fake_client: FlaskClient, body: Any) -> None:
    response = fake_client.post(SCORE, data=json.dumps(body).encode("utf-8", "surrogatepass"), content_type=JSON)
    if response.status_code != 200:
        assert _check_shape(response)["code"] != "internal_error"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=st.binary(max_size=200))
def test_any_bytes_get_a_clear_error(fake_client: FlaskClient, body: bytes) -> None:
    assert _check_shape(fake_client.post(SCORE, data=body, content_type=JSON))["code"] != "internal_error"
