"""Shorthand for asking the engine what it reads in a text."""

from collections.abc import Callable

import pytest

from stance.engine import Engine, ReadDocument
from stance.report import Options, TextInput

Named = Callable[..., list[tuple[str, str]]]
ReadText = Callable[..., ReadDocument]


@pytest.fixture(scope="session")
def read_text(engine: Engine) -> ReadText:
    """Read a text without scoring it; `published` is its date, anything else goes to the options."""

    def ask(text: str, published: str | None = "2013-05-25", **options: object) -> ReadDocument:
        return engine.read(TextInput(text, published=published), Options(**options))  # type: ignore[arg-type]

    return ask


@pytest.fixture(scope="session")
def named(read_text: ReadText) -> Named:
    """List what a text names as (words, id), actors and issues alike, in order of place."""

    def ask(text: str, published: str | None = "2013-05-25", **options: object) -> list[tuple[str, str]]:
        found = read_text(text, published, **options)
        return [(text[one.start : one.end], one.id) for one in found.reading.mentions]

    return ask
