"""The finder: whole words, longest first, capitals where the alias has them, accents and dashes as they come."""

import pytest

from stance.finder import Finder
from stance.registry import Alias
from stance.text import read


def _found(aliases: list[str], text: str) -> list[tuple[str, str]]:
    matches = Finder(Alias(alias, alias) for alias in aliases).find(read(text))
    return [(text[match.start : match.end], match.aliases[0].id) for match in matches]


def test_the_longest_name_wins_where_several_fit() -> None:
    names = ["Army", "Free Syrian Army", "Syrian", "Syrian Army"]
    assert _found(names, "the Free Syrian Army left") == [("Free Syrian Army", "Free Syrian Army")]


def test_the_name_that_begins_first_wins_where_two_overlap() -> None:
    assert _found(["north sea", "sea council"], "the north sea council") == [("north sea", "north sea")]


def test_a_name_that_fails_on_its_capitals_leaves_room_for_a_shorter_one() -> None:
    assert _found(["Ruling Council", "ruling"], "the ruling council") == [("ruling", "ruling")]


@pytest.mark.parametrize("text", ["Iranians", "nonIran", "Iran2", "xIran"])
def test_a_name_inside_a_word_is_not_found(text: str) -> None:
    assert _found(["Iran"], text) == []


@pytest.mark.parametrize("text", ["(Iran)", "“Iran”", "Iran’s", "pro-Iran", "Iran.", "Iran"])
def test_a_name_is_found_beside_punctuation(text: str) -> None:
    assert [name for name, _ in _found(["Iran"], text)] == ["Iran"]


def test_a_name_in_capitals_is_not_found_in_small_letters() -> None:
    assert _found(["WHO", "US"], "who told us so") == []
    assert _found(["WHO", "US"], "the WHO told the US so") == [("WHO", "WHO"), ("US", "US")]


def test_a_name_is_found_in_a_heading_of_capitals() -> None:
    assert _found(["Syrian opposition"], "SYRIAN OPPOSITION MEETS") == [("SYRIAN OPPOSITION", "Syrian opposition")]


@pytest.mark.parametrize(
    ("alias", "text"),
    [
        ("Erdoğan", "Erdogan"),
        ("Erdogan", "Erdoğan"),
        ("Côte d'Ivoire", "Cote d’Ivoire"),
        ("Guinea-Bissau", "Guinea–Bissau"),
        ("Free Syrian Army", "Free Syrian\nArmy"),
        ("Free Syrian Army", "Free\u00a0Syrian Army"),
        ("São Tomé", "SÃO TOMÉ"),
    ],
)
def test_spelling_variants_of_a_name_are_found(alias: str, text: str) -> None:
    assert _found([alias], f"of {text} today") == [(text, alias)]


def test_offsets_stay_right_behind_characters_of_every_width() -> None:
    text = "İ ß 😀 ﬁ e\u0301 ½ – Iran"
    assert _found(["Iran"], text) == [("Iran", "Iran")]


def test_one_name_of_two_owners_gives_both() -> None:
    aliases = [Alias("Clinton", "bill-clinton", short=True), Alias("Clinton", "hillary-clinton", short=True)]
    (match,) = Finder(aliases).find(read("Clinton left."))
    assert {alias.id for alias in match.aliases} == {"bill-clinton", "hillary-clinton"}


def test_no_names_find_nothing() -> None:
    assert _found([], "Iran") == []
    assert _found(["", " "], "Iran met no one") == []


@pytest.mark.parametrize("spelling", ["U.S.", "U. S.", "U.S"])
def test_an_acronym_with_stops_is_found_however_it_is_spaced(spelling: str) -> None:
    assert _found(["U.S. Army"], f"the {spelling} Army left") == [(f"{spelling} Army", "U.S. Army")]


@pytest.mark.parametrize("spelling", ["FBI", "F.B.I.", "F. B. I."])
def test_an_acronym_is_found_with_and_without_stops(spelling: str) -> None:
    assert _found(["FBI"], f"the {spelling} left") == [(spelling, "FBI")]
