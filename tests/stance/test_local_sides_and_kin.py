"""Actors that a name and a noun make for one text alone: kin, supporters, families, a town's police; and who holds an office."""

from collections.abc import Callable

import pytest

Named = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Martin Veldman said his parents were proud.", ("his parents", "martin-veldman-parents")),
        ("Anna Veldman fled. Veldman's brother stayed.", ("brother", "anna-veldman-brother")),
        ("Angela Merkel thanked the crowd. Merkel's supporters cheered.", ("Merkel's supporters", "angela-merkel-supporters")),
    ],
)
def test_kin_and_supporters_are_actors_beside_the_person(named: Named, text: str, expected: tuple[str, str]) -> None:
    assert expected in named(text)


def test_a_possessive_that_two_people_fit_makes_no_kin(named: Named) -> None:
    found = named("Martin Veldman told Peter Zorn his parents had left.")
    assert all("parents" not in words for words, _ in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna Veldman won. Later the Veldmans left town.", "Veldmans"),
        ("Lawyers for the Quillfeather family objected.", "Quillfeather family"),
    ],
)
def test_a_family_is_an_actor(named: Named, text: str, words: str) -> None:
    assert words in [name for name, _ in named(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Witnesses blamed Phoenix police officers.", ("Phoenix police officers", "phoenix-police-officers")),
        ("The Manbij military council objected.", ("Manbij military council", "manbij-military-council")),
        ("A poll of Zorbian voters was cancelled.", ("Zorbian voters", "zorbian-voters")),
    ],
)
def test_a_place_that_is_no_state_has_sides_of_its_own(named: Named, text: str, expected: tuple[str, str]) -> None:
    assert expected in named(text)


def test_the_president_alone_is_who_holds_the_office_in_the_one_country_of_the_text(named: Named) -> None:
    text = "France voted on Sunday. The French left lost. Then the president spoke to France."
    assert ("president", "francois-hollande") in named(text, published="2014-05-01")
    assert ("president", "emmanuel-macron") in named(text, published="2019-05-01")


def test_the_president_is_nobody_where_two_countries_are_named_alike(named: Named) -> None:
    found = named("France and Russia met. France left early and Russia stayed. Then the president spoke.")
    assert "president" not in [words for words, _ in found]


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("The Syrian president spoke.", "bashar-al-assad"),
        ("The Turkish premier spoke.", "recep-tayyip-erdogan"),
        ("The German chancellor spoke.", "angela-merkel"),
        ("The Jordanian king spoke.", "abdullah-ii"),
    ],
)
def test_an_office_goes_to_who_held_it_in_2013(named: Named, text: str, identifier: str) -> None:
    assert identifier in [actor for _, actor in named(text, published="2013-05-25")]


@pytest.mark.parametrize("noun", ["Hostages", "Civilians", "Residents", "Militants"])
def test_a_bare_plural_of_people_acts(named: Named, noun: str) -> None:
    assert noun.lower() in [identifier for _, identifier in named(f"At dawn {noun.lower()} fled.")]


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Kurdish fighters relied on western powers.", "the-west"),
        ("They appealed to the international community.", "international-community"),
        ("Asked for comment, the state department declined.", "united-states-government"),
        ("Fighters of the YPG and YPJ withdrew.", "ypg"),
        ("The French were furious.", "france-government"),
    ],
)
def test_well_known_actors_in_small_letters_or_as_a_noun_are_found(named: Named, text: str, identifier: str) -> None:
    assert identifier in [actor for _, actor in named(text)]


@pytest.mark.parametrize(
    "text",
    [
        "She was crowned Miss America again.",
        "He rules the west of the town.",
        "They met the African-American officials there.",
        "The Commander-in-Chief Forum was long.",
        "It is prohibited, and it seems late.",
        "She told Democrat Zed Quux so.",
    ],
)
def test_part_of_another_name_or_of_a_word_is_no_actor(named: Named, text: str) -> None:
    wrong = {"united-states-government", "the-west", "united-states-military", "us-democratic-party", "united-states-civilians"}
    assert wrong.isdisjoint(identifier for _, identifier in named(text))


@pytest.mark.parametrize("text", ["At noon Any Time Soon Players cheered.", "They read How Towns Choose again."])
def test_plain_words_with_capitals_are_no_person(named: Named, text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vorwald said it would rain.", "Vorwald"),
        ("Vorwald also said it would rain.", "Vorwald"),
        ("The lawyer, Joel Vorwald QC, objected.", "Joel Vorwald"),
        ("It was Tyra Vorwald, director at a college, who wrote it.", "Tyra Vorwald"),
    ],
)
def test_who_speaks_or_is_described_is_a_person_of_the_text(named: Named, text: str, words: str) -> None:
    assert words in [name for name, _ in named(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She met Senator Patrick J. Leahy there.", ("Patrick J. Leahy", "patrick-leahy")),
        ("He called on Mr. King again.", ("King", "king")),
        ("France’s National Rally lost.", ("National Rally", "national-rally")),
    ],
)
def test_a_name_has_its_whole_borders(named: Named, text: str, expected: tuple[str, str]) -> None:
    assert expected in named(text)


def test_a_noun_within_an_office_makes_no_side(named: Named) -> None:
    assert named("She met White House Press Secretary Anna Veldman there.") == [("Anna Veldman", "anna-veldman")]


def test_a_surname_that_the_text_gives_to_somebody_else_is_that_person_s(named: Named) -> None:
    found = named("Anna McConnell won. Later McConnell thanked her voters.")
    assert [identifier for _, identifier in found if "mcconnell" in identifier][:2] == ["anna-mcconnell", "anna-mcconnell"]


def test_it_after_said_is_who_said_so(named: Named) -> None:
    assert ("it", "iran-government") in named("Iran said it was ready.")
