"""Which names of one sentence make no (holder, target) pair, or another one than they seem to."""

from collections.abc import Callable

import pytest

from stance.bystanders import in_articles
from stance.engine import Engine, ReadDocument
from stance.report import Options, TextInput

Named = Callable[..., list[tuple[str, str]]]
ReadText = Callable[..., ReadDocument]
LETTER = """The bridge must stay open. {middle}

I have crossed it for years, and so have my neighbours in the valley.
Hanna Wolters
Ghent
"""


def _pairs(found: ReadDocument) -> set[tuple[str, str]]:
    return {(one.holder, one.target.id) for one in found.statements}


@pytest.mark.parametrize(
    "aside", ["which lent money to Turkey", "who had dined with Turkey", "joined by Turkey", "whose fleet left Turkey"]
)
def test_whom_an_aside_names_is_not_paired_with_what_comes_after_it(read_text: ReadText, aside: str) -> None:
    pairs = _pairs(read_text(f"Iran, {aside}, attacked Russia."))
    assert not {("turkey-government", "russia-government"), ("russia-government", "turkey-government")} & pairs
    assert {("iran-government", "russia-government"), ("iran-government", "turkey-government")} <= pairs


def test_an_aside_between_dashes_ends_at_its_dash_and_not_at_a_hyphen(read_text: ReadText) -> None:
    pairs = _pairs(read_text("Iran - which met the Qatar-led envoys of Turkey - attacked Russia."))
    assert ("turkey-government", "russia-government") not in pairs
    assert ("iran-government", "russia-government") in pairs


def test_a_relative_clause_that_ends_the_sentence_interrupts_nothing(read_text: ReadText) -> None:
    assert ("turkey-government", "russia-government") in _pairs(read_text("Iran praised Turkey, which attacked Russia."))


def test_a_country_in_capitals_is_no_pronoun(read_text: ReadText) -> None:
    found = read_text("John Kerry said Russia had lied to the US about Turkey.")
    assert not [one for one in found.statements if one.target.form == "pronoun"]
    found = read_text("John Kerry said Russia had lied to us about Turkey.")
    assert [one.target.id for one in found.statements if one.target.form == "pronoun"] == ["john-kerry"]


def test_a_speakers_post_is_not_what_he_says(read_text: ReadText) -> None:
    found = read_text("The truce is dead, said Vladimir Putin, chairman of the United Nations, on Monday.")
    assert ("vladimir-putin", "united-nations") not in {(o.holder, o.target.id) for o in found.statements if o.spoken}


@pytest.mark.parametrize("thinks", ["I believe Turkey broke the truce.", "We know that Turkey broke the truce."])
def test_the_first_person_of_a_signed_letter_is_who_signs_it(read_text: ReadText, thinks: str) -> None:
    found = read_text(LETTER.format(middle=f"Most Danish journalists think Russia will win. {thinks}"))
    holders = {one.holder for one in found.statements if one.target.id == "turkey-government"}
    assert holders == {"hanna-wolters"}


@pytest.mark.parametrize("description", ["the Danish journalist", "a former Danish soldier"])
def test_a_description_after_a_comma_is_the_person_it_follows(named: Named, description: str) -> None:
    last = description.rsplit(maxsplit=1)[-1]
    found = named(f"Clara Holm, {description} seized by Hezbollah, is safe.")
    assert (f"Danish {last}", "clara-holm") in found


def test_a_plural_after_a_comma_is_not_the_person_before_it(named: Named) -> None:
    found = dict(named("Police freed Clara Holm, the Danish journalists and a guide."))
    assert found["Danish journalists"] != "clara-holm"


def test_a_word_in_capitals_that_opens_a_sentence_makes_a_name_with_the_country(named: Named) -> None:
    assert "norway-government" not in dict(named("SAVE Norway gathers clubs that plant trees.")).values()


def test_those_whose_names_follow_what_they_are_make_one_list(read_text: ReadText) -> None:
    pairs = _pairs(read_text("Hezbollah freed the Danish journalists Clara Holm and Nils Krog."))
    assert not {("clara-holm", "nils-krog"), ("denmark-media", "nils-krog"), ("nils-krog", "denmark-media")} & pairs
    assert ("hezbollah", "clara-holm") in pairs


def test_a_stance_on_people_without_a_name_takes_more_than_one_on_a_body() -> None:
    doubtful, clear = in_articles((0.5, 0.4, 0.1)), in_articles((0.9, 0.07, 0.03))
    assert max(doubtful) == doubtful[1]
    assert max(clear) == clear[0]
    assert sum(doubtful) == pytest.approx(1)


def test_telling_what_befell_residents_is_no_stance_on_them(engine: Engine) -> None:
    text = "John Kerry said residents had been killed and maimed in the horrific attack."
    report = engine.analyse(TextInput(text), Options())
    assert {one.label for one in report.stances if one.target.id == "residents"} <= {"neutral", "unclear"}
