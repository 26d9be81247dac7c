"""Sentences in capitals and in title case are read as if their ordinary words were small."""

from collections.abc import Callable

import pytest

from stance.engine import ReadDocument
from stance.text import read

Named = Callable[..., list[tuple[str, str]]]
ReadText = Callable[..., ReadDocument]

_PLAIN = "Turkey accused the armed group of shelling the village, but the mayor denied it."


@pytest.mark.parametrize(
    "text",
    [
        "TURKEY ACCUSED THE ARMED GROUP OF SHELLING THE VILLAGE, BUT THE MAYOR DENIED IT.",
        "Turkey Accused the Armed Group of Shelling the Village, but the Mayor Denied It.",
        "Turkey Accused The Armed Group Of Shelling The Village, But The Mayor Denied It.",
    ],
)
def test_ordinary_words_of_a_headline_are_small(text: str, read_text: ReadText) -> None:
    assert read(text).words == read(_PLAIN).words
    found, plain = read_text(text), read_text(_PLAIN)
    assert [(one.start, one.end, one.id) for one in found.reading.mentions] == [
        (one.start, one.end, one.id) for one in plain.reading.mentions
    ]
    assert read(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        _PLAIN,
        "Vladimir Putin, Angela Merkel, Theresa May.",
        "The Bank of England.",
        "Ann Lee of the Bristol Water Company met the German ambassador on Monday.",
        "CAIRO, Egypt - The mayor denied it.",
    ],
)
def test_any_other_sentence_stays_as_it_stands(text: str) -> None:
    assert "".join(read(text).words) == "".join(text.split())


def test_small_words_in_capitals_are_no_acronyms(named: Named) -> None:
    assert named("SUDAN SAYS THE BOMBING IS A CRIME BY REBELS WHO FLED.")[0] == ("SUDAN", "sudan-government")
    found = {who for _, who in named("SUDAN SAYS THE BOMBING IS A CRIME BY REBELS WHO FLED.")}
    assert not found & {"islamic-state", "world-health-organization"}


def test_a_known_name_of_ordinary_words_is_found_in_a_headline(named: Named) -> None:
    assert ("White House", "united-states-government") in named("White House Rejects Offer of Talks With Rebel Leaders")
    assert ("WHITE HOUSE", "united-states-government") in named("WHITE HOUSE REJECTS OFFER OF TALKS WITH REBEL LEADERS")
    assert ("US", "united-states-government") in named("US REJECTS OFFER OF TALKS WITH REBEL LEADERS")


def test_the_head_noun_of_a_body_stays_with_its_name(named: Named) -> None:
    names = [words for words, _ in named("The Zorvan Party Rejected the Offer, and the Zorvan Party Walked Out of the Talks.")]
    assert names.count("Zorvan Party") == 2


def test_a_name_under_a_letter_is_no_headline() -> None:
    text = "The council is deaf. It always was. Nobody listens.\n\nAnn Brown Friends of the Old Bridge"
    assert read(text).words[-7:] == ("Ann", "Brown", "Friends", "of", "the", "Old", "Bridge")
