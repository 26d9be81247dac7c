"""Alive and ready are two things."""

from typing import Any

import pytest
from flask.testing import FlaskClient


def test_the_shipped_model_makes_the_service_ready(client: FlaskClient) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.get_json()["status"] == "ready"


def test_alive_is_said_in_one_word(fake_client: FlaskClient) -> None:
    response = fake_client.get("/healthz")
    assert (response.status_code, response.get_json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("failure", "shown"),
    [(RuntimeError("the fixed text has no actors"), "the fixed text has no actors"), (KeyError("inside"), "KeyError")],
)
def test_a_failed_self_test_makes_it_unready_with_the_reason(
    fake_client: FlaskClient, fake_engine: Any, failure: Exception, shown: str
) -> None:
    fake_engine.sick = failure
    response = fake_client.get("/readyz")
    assert response.status_code == 503
    assert response.get_json()["error"]["code"] == "model_unavailable"
    assert shown in response.get_json()["error"]["details"][0]["message"]
    assert "inside" not in response.text
    assert response.headers["Retry-After"]
    assert fake_client.get("/healthz").status_code == 200


def test_it_is_ready_again_once_the_self_test_passes(fake_client: FlaskClient, fake_engine: Any) -> None:
    fake_engine.sick = RuntimeError("no")
    assert fake_client.get("/readyz").status_code == 503
    fake_engine.sick = None
    assert fake_client.get("/readyz").status_code == 200
