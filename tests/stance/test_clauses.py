"""Where clauses begin and which holds which."""

import pytest

from stance.clauses import split
from stance.text import read


def _relation(text: str, one: str, other: str) -> str:
    document = read(text)
    names = [word in {"Iran", "Kenya", "Paris"} for word in document.words]
    places = {word: (i, i + 1) for i, word in enumerate(document.words)}
    return split(document.words, document.lowers, names).relation(places[one], places[other])


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Iran attacked Kenya.", "same"),
        ("Iran, who attacked Kenya, left.", "<R"),
        ("Iran left, attacking Kenya.", "<p"),
        ("Iran left while Kenya slept.", "<s+"),
        ("Iran left after attacking Kenya.", "<s"),
        ("While Iran slept, they praised Kenya.", ">s+"),
        ("Iran left (Kenya stayed).", "<a"),
    ],
)
def test_clauses_are_told_apart(text: str, relation: str) -> None:
    assert _relation(text, "Iran", "Kenya") == relation


def test_a_comma_closes_a_relative_clause() -> None:
    assert _relation("Iran, who met Paris, attacked Kenya.", "Iran", "Kenya") == "same"


def test_neither_of_two_relative_clauses_holds_the_other() -> None:
    assert _relation("They, who met Iran, left those, who met Kenya.", "Iran", "Kenya") == "x"
