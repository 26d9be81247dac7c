"""The model describes itself."""

from flask.testing import FlaskClient


def test_the_model_tells_its_version_labels_limits_and_manifest(fake_client: FlaskClient) -> None:
    answer = fake_client.get("/v1/model").get_json()
    assert answer["version"] == "0-fake"
    assert answer["labels"]["stance"] == ["against", "neutral", "favor"]
    assert answer["limits"]["max_text_characters"] == 100
    assert answer["manifest"]["data"]["made-up"]["sha256"]


def test_the_shipped_model_tells_what_it_was_trained_on_and_how_good_it_is(client: FlaskClient) -> None:
    answer = client.get("/v1/model").get_json()
    assert answer["version"] == answer["manifest"]["version"]
    assert answer["manifest"]["data"]["files"]
    assert answer["manifest"]["metrics"]
