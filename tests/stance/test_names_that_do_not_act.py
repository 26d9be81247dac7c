"""Names that the reading finds but holds not to act: places, adjectives, credits, titles, and those that nobody is tied to."""

from collections.abc import Callable

import pytest

from stance.engine import Engine, ReadDocument
from stance.report import Options, TextInput

ReadText = Callable[..., ReadDocument]
Names = Callable[[str], list[tuple[str, str, str]]]


@pytest.fixture(scope="module")
def names(read_text: ReadText) -> Names:
    """List the names that do not act as (words, form, id)."""

    def ask(text: str) -> list[tuple[str, str, str]]:
        return [(text[one.start : one.end], one.form, one.id) for one in read_text(text).reading.names]

    return ask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys met in Damascus for a day.", ("Damascus", "place", "syria-government")),
        ("They tasted Syrian bread.", ("Syrian", "adjective", "syria-government")),
        ("The price rose again (Reuters) last week.", ("Reuters", "credit", "reuters")),
        ("The guards greeted Russian President Oleg Zimin warmly.", ("Russian President", "title", "russia-government")),
        ("They drove on to Aleppo at night.", ("Aleppo", "place", "aleppo")),
        ("A concert by the Velvet Lanterns was cancelled.", ("Velvet Lanterns", "unknown", "velvet-lanterns")),
    ],
)
def test_a_name_that_does_not_act_is_kept_with_the_reason(names: Names, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in names(text)


def test_names_are_no_mentions_and_overlap_no_actor(read_text: ReadText) -> None:
    reading = read_text("In Geneva the Russian minister told Zorblatt Ltd that Syria had lost its Swiss lawyer.").reading
    assert {one.kind for one in reading.names} == {"name"}
    assert all(one.kind != "name" for one in reading.mentions)
    acting = {token for one in reading.mentions if one.kind == "actor" for token in range(one.first, one.last)}
    assert acting.isdisjoint(token for one in reading.names for token in range(one.first, one.last))


def test_a_name_that_does_not_act_is_in_no_answer(engine: Engine) -> None:
    report = engine.analyse(TextInput("Turkey condemned Iran over a concert by Quuxley in Damascus."), Options())
    assert {actor.id for actor in report.actors} == {"turkey-government", "iran-government"}
    named = {one for stance in report.stances for one in (stance.holder, stance.target.id)}
    assert named.isdisjoint({"syria-government", "quuxley"})


@pytest.mark.parametrize("text", ["Audiences cheered.", "Recently prices rose.", "However, it rained.", "I left. You stayed."])
def test_a_plain_word_that_opens_a_sentence_is_no_name(names: Names, text: str) -> None:
    assert names(text) == []


def test_a_plain_word_that_the_text_writes_with_a_capital_elsewhere_is_a_name(names: Names) -> None:
    assert names("Reed won twice. The town cheered for Reed.") == [("Reed", "unknown", "reed"), ("Reed", "unknown", "reed")]


@pytest.mark.parametrize("text", ["They met on Monday in March.", "The shops close at Christmas.", "The President slept."])
def test_days_months_feasts_and_bare_titles_are_no_names(names: Names, text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He sued the Bank of Zorbia twice.", "Bank of Zorbia"),
        ("A letter by J. Q. Zorblatt was sold.", "J. Q. Zorblatt"),
        ("A villa of Piet van Zorn burned.", "Piet van Zorn"),
        ("It aired on KZQW again.", "KZQW"),
    ],
)
def test_the_borders_of_a_name_take_in_what_joins_its_words(names: Names, read_text: ReadText, text: str, name: str) -> None:
    acting = [text[one.start : one.end] for one in read_text(text).reading.mentions]
    assert name in [words for words, _, _ in names(text)] + acting


@pytest.mark.parametrize("text", ["The vote of Ann Lee (D-Ohio) was late.", "She Vows To Eliminate Certain Public Problems."])
def test_party_tags_and_plain_words_of_a_heading_are_no_names(names: Names, text: str) -> None:
    assert names(text) == []


def test_in_a_heading_only_words_that_newswire_capitalises_are_names(names: Names) -> None:
    found = names("Voters Turn Against Zorblatt Over Quuxley Plan\n\nThe vote was close, and the count took a week in the end.")
    assert [words for words, _, _ in found] == ["Zorblatt", "Quuxley"]
