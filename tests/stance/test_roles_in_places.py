"""Those who rule or live in a place, and other names that tell by their surroundings who acts."""

from collections.abc import Callable

import pytest

from stance.engine import ReadDocument

Named = Callable[..., list[tuple[str, str]]]
ReadText = Callable[..., ReadDocument]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials in Ankara said that the bridge was closed.", ("Officials in Ankara", "turkey-government")),
        ("The foreign ministry in Chad denied it.", ("foreign ministry in Chad", "chad-government")),
        ("Many lawmakers in Lima opposed the bridge.", ("lawmakers in Lima", "peru-legislature")),
        ("People in Kenya blame the council.", ("People in Kenya", "kenya-civilians")),
        ("Kurdish-led authorities closed the bridge.", ("Kurdish-led authorities", "kurds")),
    ],
)
def test_who_rules_or_lives_in_a_place_belongs_to_it(named: Named, text: str, expected: tuple[str, str]) -> None:
    assert expected in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Foreign ministers in Brussels said that the bridge was closed.",
        "Aid officials in Kenya said that the bridge was closed.",
        "Leaders in Paris said that the bridge was closed.",
        "Soldiers in Mali said that the bridge was closed.",
    ],
)
def test_guests_of_a_place_do_not_belong_to_it(named: Named, text: str) -> None:
    assert not [words for words, _ in named(text) if " in " in words]


def test_a_pronoun_after_a_quotation_is_whom_the_narrator_named_before_it(named: Named) -> None:
    text = 'Bob Hale told the mayor: "I am tired. I miss Ann Lee." He left. His parents laughed.'
    assert ("He", "bob-hale") in named(text)
    assert ("His parents", "bob-hale-parents") in named(text)


def test_the_lawyer_for_somebody_is_not_that_person(read_text: ReadText) -> None:
    found = read_text("Mia Ruiz left. The lawyer for Mia Ruiz said that the bridge was closed.")
    assert found.attributions[0].actor == "mia-ruiz-lawyer"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Ann Lee, an adviser to Chad said that the bridge was closed.", "ann-lee"),
        ("The parents, Bob Hale and Mia Hale, said that the bridge was closed.", None),
    ],
)
def test_a_description_is_not_whom_it_names(read_text: ReadText, text: str, actor: str | None) -> None:
    assert [one.actor for one in read_text(text).attributions] == [actor]


def test_those_between_whom_a_truce_was_agreed_stand_on_it(read_text: ReadText) -> None:
    found = read_text("The raid broke a ceasefire agreed last year between Chad and Mali.")
    assert {("chad-government", "ceasefire"), ("mali-government", "ceasefire")} <= {
        (s.holder, s.target.id) for s in found.statements
    }
