"""What a request means: what reaches the engine, and in which order it comes back."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from service.schemas import ScoreResponse
from stance.report import CustomActor, CustomIssue, Options, TextInput

SCORE = "/v1/score"


def _asked(client: FlaskClient, engine: Any, **body: Any) -> tuple[TextInput, Options]:
    response = client.post(SCORE, json={"text": "a"} | body)
    assert response.status_code == 200, response.text
    asked: tuple[TextInput, Options] = engine.asked[-1]
    return asked


def test_the_text_reaches_the_engine_exactly_as_it_was_sent(fake_client: FlaskClient, fake_engine: Any) -> None:
    text = " \r\n\x00é\u2028e\u0301😀\t "
    document, _ = _asked(fake_client, fake_engine, text=text, title="A title", published="2013-05-25T23:10:00Z")
    assert document == TextInput(text, id="0", title="A title", published="2013-05-25")


def test_a_byte_order_mark_is_no_part_of_the_request(fake_client: FlaskClient) -> None:
    assert fake_client.post(SCORE, data=b'\xef\xbb\xbf{"text": "a"}', content_type="application/json").status_code == 200


def test_the_charset_may_be_named(fake_client: FlaskClient) -> None:
    response = fake_client.post(SCORE, data=b'{"text": "a"}', content_type="application/json; charset=UTF-8")
    assert response.status_code == 200


def test_documents_come_back_in_order_and_without_an_id_have_their_index(fake_client: FlaskClient) -> None:
    answer = fake_client.post(SCORE, json={"documents": [{"text": "a", "id": "z"}, {"text": "b"}, {"text": "c", "id": "a"}]})
    assert [document["id"] for document in answer.get_json()["documents"]] == ["z", "1", "a"]


def test_a_document_that_fails_does_not_cost_the_others(fake_client: FlaskClient, fake_engine: Any) -> None:
    fake_engine.fails_on = lambda document: document.text == "b"
    response = fake_client.post(SCORE, json={"documents": [{"text": "a"}, {"text": "b"}, {"text": "c"}]})
    assert response.status_code == 200
    ScoreResponse.model_validate(response.get_json())
    first, second, third = response.get_json()["documents"]
    assert "error" not in first
    assert "error" not in third
    assert second["id"] == "1"
    assert second["error"]["code"] == "internal_error"
    assert second["error"]["request_id"] == response.headers["X-Request-ID"]
    assert "secret" not in response.text


def test_without_options_everything_known_is_looked_for(fake_client: FlaskClient, fake_engine: Any) -> None:
    assert _asked(fake_client, fake_engine)[1] == Options()


def test_sums_by_parent_are_asked_for(fake_client: FlaskClient, fake_engine: Any) -> None:
    assert _asked(fake_client, fake_engine, roll_up="parent")[1].roll_up == "parent"


@pytest.mark.parametrize("value", ["", "Parent", "country", None, True])
def test_sums_by_anything_else_are_refused(fake_client: FlaskClient, value: object) -> None:
    response = fake_client.post("/v1/score", json={"text": "Russia spoke.", "roll_up": value})
    assert response.status_code == 422
    assert response.get_json()["error"]["details"][0]["field"] == "roll_up"


def test_objects_add_and_ids_restrict(fake_client: FlaskClient, fake_engine: Any) -> None:
    actor = {"id": "acme", "name": "Acme", "aliases": ["Acme Corp"]}
    issue = {"id": "tea", "name": "Tea", "phrases": ["the tea talks"]}
    _, options = _asked(fake_client, fake_engine, actors=[actor, "russia"], issues=[issue])
    assert options.actors == (CustomActor("acme", "Acme", ("Acme Corp",)),)
    assert options.only_actors == frozenset({"russia"})
    assert options.issues == (CustomIssue("tea", "Tea", ("the tea talks",)),)
    assert options.only_issues is None


def test_an_id_may_name_what_the_request_adds(fake_client: FlaskClient, fake_engine: Any) -> None:
    _, options = _asked(fake_client, fake_engine, issues=[{"id": "tea", "name": "Tea"}, "tea"])
    assert options.only_issues == frozenset({"tea"})


@pytest.mark.parametrize(("actors", "issues", "only_issues"), [([], [], frozenset()), (None, None, None)])
def test_an_empty_list_of_issues_means_none_and_of_actors_all(
    fake_client: FlaskClient, fake_engine: Any, actors: Any, issues: Any, only_issues: Any
) -> None:
    _, options = _asked(fake_client, fake_engine, actors=actors, issues=issues)
    assert options.only_actors is None
    assert options.only_issues == only_issues


@pytest.mark.parametrize("value", [0, 0.35, 1])
def test_the_request_sets_the_confidence_it_wants(fake_client: FlaskClient, fake_engine: Any, value: float) -> None:
    assert _asked(fake_client, fake_engine, min_confidence=value, explain=True)[1] == Options(min_confidence=value, explain=True)


def test_limits_are_reached_and_not_passed(fake_client: FlaskClient) -> None:
    body = {"documents": [{"text": "é" * 100}] * 3, "actors": ["russia", "iran"]}
    assert fake_client.post(SCORE, json=body).status_code == 200


def test_what_is_scored_is_not_stored_on_the_way(fake_client: FlaskClient) -> None:
    assert fake_client.post(SCORE, json={"text": "a"}).headers["Cache-Control"] == "no-store"
