"""Settings come from the environment, and a wrong one is told by name."""

import os
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from service.app import create_app
from service.settings import Paths, Settings, SettingsError, known_settings, unknown_variables


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment({"STANCEWIRE_PORT": ""}) == Settings()


def test_the_defaults_are_those_promised() -> None:
    settings = Settings()
    assert (settings.max_body_bytes, settings.max_text_characters) == (2 * 1024 * 1024, 100_000)
    assert (settings.max_documents, settings.max_actors, settings.max_issues) == (100, 50, 50)
    assert (settings.host, settings.port, settings.workers, settings.threads, settings.timeout) == ("127.0.0.1", 8000, 2, 4, 30)
    assert settings.keep_alive == 75
    assert settings.models_dir == Path(__file__).parents[2] / "models"


def test_every_setting_is_read() -> None:
    values = {int: "7", float: "0.7", str: "error", Path: "/srv/models", Paths: f"/srv/a.csv{os.pathsep}/srv/b"}
    environment = {setting.name: values[setting.kind] for setting in known_settings()}
    settings = Settings.from_environment(environment)
    for setting in known_settings():
        assert getattr(settings, setting.field) != setting.default
    assert (settings.port, settings.min_confidence, settings.models_dir) == (7, 0.7, Path("/srv/models"))
    assert settings.log_level == "ERROR"
    assert settings.registry == (Path("/srv/a.csv"), Path("/srv/b"))


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("STANCEWIRE_PORT", "http", "1 to 65535"),
        ("STANCEWIRE_PORT", "70000", "1 to 65535"),
        ("STANCEWIRE_PORT", "tcp://10.0.0.1:8000", "1 to 65535"),
        ("STANCEWIRE_WORKERS", "0", "1 to 512"),
        ("STANCEWIRE_MAX_BODY_BYTES", "2MiB", "a whole number"),
        ("STANCEWIRE_MIN_CONFIDENCE", "nan", "0 to 1"),
        ("STANCEWIRE_MIN_CONFIDENCE", "1.5", "0 to 1"),
        ("STANCEWIRE_LOG_LEVEL", "loud", "DEBUG, INFO"),
    ],
)
def test_a_malformed_setting_is_named_with_what_is_allowed(name: str, value: str, allowed: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({name: value})
    assert name in str(caught.value)
    assert value in str(caught.value)
    assert allowed in str(caught.value)


def test_a_misspelt_setting_is_noticed() -> None:
    assert unknown_variables({"STANCEWIRE_PROT": "1", "STANCEWIRE_PORT": "1", "PATH": "/"}) == ("STANCEWIRE_PROT",)


def test_settings_do_not_change_while_serving() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


def test_the_factory_reads_the_environment(monkeypatch: pytest.MonkeyPatch, fake_engine: object) -> None:
    monkeypatch.setenv("STANCEWIRE_MAX_DOCUMENTS", "1")
    client = create_app(engine=fake_engine).test_client()  # type: ignore[arg-type]
    response = client.post("/v1/score", json={"documents": [{"text": "a"}, {"text": "b"}]})
    assert response.get_json()["error"]["code"] == "too_many_documents"


def test_the_default_confidence_is_a_setting(fake_engine: object) -> None:
    client = create_app(Settings(min_confidence=0.8), fake_engine).test_client()  # type: ignore[arg-type]
    client.post("/v1/score", json={"text": "a"})
    assert fake_engine.asked[0][1].min_confidence == 0.8  # type: ignore[attr-defined]
