"""The application over the shipped artifact, and a hand-written engine for what the real one should never do."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.app import create_app
from service.serving import Scorer
from service.settings import Settings
from stance.engine import Engine
from stance.registries.rows import Inventory
from stance.report import DocumentReport, Options, TextInput


class FakeEngine:
    """Remembers what it was asked and answers with nothing found, or with a failure."""

    version = "0-fake"
    own_files = Inventory()
    manifest: Mapping[str, Any] = {"version": "0-fake", "data": {"made-up": {"sha256": "0" * 64}}, "metrics": {}}

    def __init__(self) -> None:
        """Make an engine that knows two ids and fails on nothing."""
        self.asked: list[tuple[TextInput, Options]] = []
        self.known_actors = {"russia", "iran"}
        self.known_issues = {"peace-talks"}
        self.fails_on: Callable[[TextInput], bool] = lambda _: False
        self.failure: Exception = ValueError("the secret text")
        self.sick: Exception | None = None

    def analyse(self, document: TextInput, options: Options, /) -> DocumentReport:
        """Remember, and fail where told to."""
        self.asked.append((document, options))
        if self.fails_on(document):
            raise self.failure
        return DocumentReport(document.id)

    def knows_actor(self, actor_id: str, /) -> bool:
        """Know two."""
        return actor_id in self.known_actors

    def knows_issue(self, issue_id: str, /) -> bool:
        """Know one."""
        return issue_id in self.known_issues

    def self_test(self) -> None:
        """Fail where told to."""
        if self.sick:
            raise self.sick


@pytest.fixture(scope="session")
def engine() -> Scorer:
    """Load the shipped artifact, once."""
    return Engine.load(Settings().models_dir)


@pytest.fixture
def app(engine: Scorer) -> Flask:
    """Make the application as it is shipped."""
    return create_app(Settings(), engine)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Call the application as it is shipped."""
    return app.test_client()


@pytest.fixture
def fake_engine() -> FakeEngine:
    """Make an engine that does as it is told."""
    return FakeEngine()


@pytest.fixture
def fake_client(fake_engine: FakeEngine) -> FlaskClient:
    """Call the application over the engine that does as it is told, with limits small enough to pass."""
    settings = Settings(max_body_bytes=10_000, max_text_characters=100, max_documents=3, max_actors=2, max_issues=2)
    return create_app(settings, fake_engine).test_client()
