"""What the service answers with the shipped model: the contract, and offsets that select what they claim."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.schemas import ScoreResponse

SCORE = "/v1/score"
TEXT = (
    "MOSCOW (AP) - Russia strongly supports the Geneva peace talks, Foreign Minister Sergey Lavrov said on Tuesday.\n\n"
    '"We condemn the brutal attack by the Islamic State group," Lavrov told reporters. '
    "The United States criticized Iran\u2019s role."
)


def _spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if {"start", "end", "text"} <= value.keys() else []
        return own + [span for item in value.values() for span in _spans(item)]
    return [span for item in value for span in _spans(item)] if isinstance(value, list) else []


def _score(client: FlaskClient, **body: Any) -> dict[str, Any]:
    response = client.post(SCORE, json=body)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.get_json()
    ScoreResponse.model_validate(answer)
    return answer


def test_an_answer_keeps_the_contract_and_has_its_evidence(client: FlaskClient) -> None:
    answer = _score(client, text=TEXT)
    (document,) = answer["documents"]
    assert document["id"] == "0"
    assert document["actors"]
    assert document["stances"]
    assert all(stance["evidence"] for stance in document["stances"])
    spans = _spans(document)
    assert spans
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in spans)


def test_the_model_of_the_answer_is_the_model_described(client: FlaskClient) -> None:
    assert _score(client, text=TEXT)["model"]["version"] == client.get("/v1/model").get_json()["version"]


def test_probabilities_sum_to_one(client: FlaskClient) -> None:
    (document,) = _score(client, text=TEXT)["documents"]
    decisions = [actor["sentiment"] for actor in document["actors"]] + document["stances"]
    assert [sum(decision["probabilities"].values()) for decision in decisions] == pytest.approx([1] * len(decisions))


def test_full_confidence_asked_for_makes_everything_unclear(client: FlaskClient) -> None:
    (document,) = _score(client, text=TEXT, min_confidence=1)["documents"]
    labels = {actor["sentiment"]["label"] for actor in document["actors"]} | {stance["label"] for stance in document["stances"]}
    assert labels == {"unclear"}


def test_only_who_asks_gets_explanations(client: FlaskClient) -> None:
    def explained(**body: Any) -> bool:
        (document,) = _score(client, text=TEXT, **body)["documents"]
        return any("explanation" in stance for stance in document["stances"])

    assert explained(explain=True)
    assert not explained()


def test_only_who_asks_gets_sums_by_parent(client: FlaskClient) -> None:
    (plain,) = _score(client, text=TEXT)["documents"]
    (summed,) = _score(client, text=TEXT, roll_up="parent")["documents"]
    assert "rolled_up" not in plain
    assert summed["stances"] == plain["stances"]
    assert ("russia-government", "geneva-peace-talks") in {(one["holder"], one["target"]["id"]) for one in summed["rolled_up"]}


def test_an_actor_of_the_request_is_found(client: FlaskClient) -> None:
    actor = {"id": "acme", "name": "Acme Watch", "aliases": ["AcmeW"]}
    (document,) = _score(client, text="AcmeW condemned Russia on Monday.", actors=[actor])["documents"]
    found = {entry["id"]: entry for entry in document["actors"]}
    assert found["acme"]["origin"] == "request"
    assert [mention["text"] for mention in found["acme"]["mentions"]] == ["AcmeW"]


def test_an_issue_of_the_request_is_found(client: FlaskClient) -> None:
    issue = {"id": "canal", "name": "Canal accord", "phrases": ["the canal accord"]}
    text = "Russia strongly supports the canal accord, Lavrov said."
    (document,) = _score(client, text=text, issues=[issue])["documents"]
    assert "canal" in {stance["target"]["id"] for stance in document["stances"]}


def test_an_empty_list_of_issues_leaves_actors_as_targets(client: FlaskClient) -> None:
    (document,) = _score(client, text=TEXT, issues=[])["documents"]
    assert {stance["target"]["kind"] for stance in document["stances"]} <= {"actor"}
    assert document["issues"] == []


def test_a_text_about_nobody_has_no_actors(client: FlaskClient) -> None:
    (document,) = _score(client, text="It rained all day, and the tea went cold.")["documents"]
    assert (document["actors"], document["stances"]) == ([], [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    pieces=st.lists(
        st.text(max_size=20)
        | st.sampled_from(["Russia", " said ", '"', "\u201c", "Bashar Assad", ". ", "\n\n", "\x00", " condemned "]),
        min_size=1,
        max_size=12,
    ).filter(any)
)
def test_any_text_is_scored_and_its_offsets_hold(client: FlaskClient, pieces: list[str]) -> None:
    text = "".join(pieces)
    (document,) = _score(client, text=text)["documents"]
    assert "error" not in document
    assert all(text[span["start"] : span["end"]] == span["text"] for span in _spans(document))
