"""Every response carries the request's id."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("path", ["/healthz", "/v1/model", "/nowhere"])
def test_a_well_formed_id_comes_back(fake_client: FlaskClient, path: str) -> None:
    sent = "job-7_a.B" + "x" * 55
    assert fake_client.get(path, headers={"X-Request-ID": sent}).headers["X-Request-ID"] == sent


@pytest.mark.parametrize("sent", ["", "a b", "x" * 65, "<script>", "é", "a;b"])
def test_another_id_is_replaced(fake_client: FlaskClient, sent: str) -> None:
    given = fake_client.get("/healthz", headers={"X-Request-ID": sent}).headers["X-Request-ID"]
    assert given != sent
    assert len(given) == 32


def test_two_requests_have_two_ids(fake_client: FlaskClient) -> None:
    first, second = (fake_client.get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert first != second
