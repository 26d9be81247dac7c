"""Names that act by what stands beside them: nationalities with a deed, countries behind fighters, offices before a name."""

from collections.abc import Callable

import pytest

from stance.engine import ReadDocument

ReadText = Callable[..., ReadDocument]


def _named(found: ReadDocument) -> set[tuple[str, str]]:
    text = found.document.text
    return {(text[one.start : one.end], one.id) for one in found.reading.mentions if one.kind == "actor"}


@pytest.mark.parametrize(
    "text",
    [
        "Russian airstrikes emptied the town.",
        "They fear Russian financial aid to the camp.",
        "Russian threats against Sweden went on.",
    ],
)
def test_a_nationality_acts_where_a_deed_follows_it(read_text: ReadText, text: str) -> None:
    assert ("Russian", "russia-government") in _named(read_text(text))


@pytest.mark.parametrize("text", ["The Russian winter was long.", "She reads Russian novels.", "They met at the Russian border."])
def test_a_nationality_alone_only_describes(read_text: ReadText, text: str) -> None:
    assert _named(read_text(text)) == set()


def test_who_backs_fighters_is_an_actor_beside_them(read_text: ReadText) -> None:
    found = read_text("Turkey-backed fighters entered Afrin.")
    assert {identifier for _, identifier in _named(found)} == {"turkey-government", "turkey-armed-group"}
    assert ("turkey-government", "turkey-armed-group") in {(one.holder, one.target.id) for one in found.statements}


def test_those_who_are_against_somebody_by_name_are_paired_with_him(read_text: ReadText) -> None:
    found = read_text("Anti-Putin protesters were fined.", published="2021-02-01")
    assert ("the-protesters", "vladimir-putin") in {(one.holder, one.target.id) for one in found.statements}


def test_an_office_before_a_name_between_commas_is_that_persons(read_text: ReadText) -> None:
    found = read_text("Iceland's prime minister, Einar Jonsson, thanked Denmark.", published="2025-06-01")
    assert {identifier for _, identifier in _named(found)} == {"einar-jonsson", "denmark-government"}


@pytest.mark.parametrize(
    "text", ["The family fled to Syria.", "She left her home in Alabama for Syria.", "He came back from Syria."]
)
def test_where_somebody_goes_does_not_act(read_text: ReadText, text: str) -> None:
    assert "syria-government" not in {identifier for _, identifier in _named(read_text(text))}


def test_supporters_of_a_person_are_an_actor_of_their_own(read_text: ReadText) -> None:
    found = read_text("Supporters of Imran Khan filled the square.", published="2023-05-10")
    assert ("Supporters", "imran-khan-supporters") in _named(found)


@pytest.mark.parametrize("text", ["Police held Angela Merkel, Boris Johnson and Emmanuel Macron.", "Iran and Turkey slept."])
def test_two_of_a_list_are_only_named_together(read_text: ReadText, text: str) -> None:
    assert read_text(text).statements == ()


def test_two_who_do_something_to_each_other_are_paired(read_text: ReadText) -> None:
    pairs = {(one.holder, one.target.id) for one in read_text("Iran and Turkey clashed over the border.").statements}
    assert ("iran-government", "turkey-government") in pairs


def test_new_is_a_part_of_the_name_it_opens(read_text: ReadText) -> None:
    assert "jersey-officials" not in {identifier for _, identifier in _named(read_text("New Jersey officials praised Iran."))}
