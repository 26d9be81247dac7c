"""Pronouns as those on whom a stance is taken: "his plan", "her return", "they lied to us"."""

from collections.abc import Callable

import pytest

from stance.engine import ReadDocument

ReadText = Callable[..., ReadDocument]


def _pairs(found: ReadDocument) -> set[tuple[str, str]]:
    return {(one.holder, one.target.id) for one in found.statements}


@pytest.mark.parametrize(
    "text",
    ["Angela Merkel left Berlin. Russia mocked her return.", "Angela Merkel left Berlin. Russia rejected her plan."],
)
def test_what_is_somebodys_is_that_person_as_a_target(read_text: ReadText, text: str) -> None:
    assert ("russia-government", "angela-merkel") in _pairs(read_text(text))


def test_within_words_a_pronoun_points_back_within_them(read_text: ReadText) -> None:
    found = read_text('"Angela Merkel came too late, and Iran insulted her," Vladimir Putin said.')
    assert ("iran-government", "angela-merkel") in _pairs(found)


def test_within_words_a_pronoun_is_not_who_was_named_outside_them(read_text: ReadText) -> None:
    found = read_text('Vladimir Putin looked up. "Iran insulted him," Angela Merkel said.')
    assert ("iran-government", "vladimir-putin") not in _pairs(found)


@pytest.mark.parametrize("text", ['"Iran lied to us," Angela Merkel said.', "Angela Merkel said that Iran had lied to me."])
def test_us_in_somebodys_words_is_the_speaker(read_text: ReadText, text: str) -> None:
    found = read_text(text)
    assert ("iran-government", "angela-merkel") in _pairs(found)


def test_us_in_nobodys_words_is_nobody(read_text: ReadText) -> None:
    assert _pairs(read_text("Iran lied to us for years.")) == set()
