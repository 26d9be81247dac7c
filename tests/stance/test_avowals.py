"""Stances that a cue states outright, and whose they are."""

from collections.abc import Callable

import pytest

from stance.avowals import Avowals
from stance.engine import Engine, ReadDocument
from stance.report import Options, TextInput

ReadText = Callable[..., ReadDocument]


def _labels(engine: Engine, text: str) -> dict[str, str]:
    report = engine.analyse(TextInput(text), Options(min_confidence=0.5))
    return {stance.holder: stance.label for stance in report.stances if stance.target.kind == "issue"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Belgium has firmly opposed a ban on snow scooters.", "against"),
        ("Belgium called for a ban on snow scooters.", "favor"),
        ("Belgium refused to drain the lake.", "against"),
        ("Belgium did not support a ban on snow scooters.", "against"),
        ("Belgium's plan to drain the lake came late.", "favor"),
        ("Farmers spoke of Belgium's plan to drain the lake.", "favor"),
        ("Belgium wrote to farmers, promising to drain the lake.", "favor"),
        ("Their neighbour, Belgium, on Monday opposed a ban on snow scooters.", "against"),
        ('"We reject a ban on snow scooters," Belgium said.', "against"),
        ("The lake towns must be evacuated, Belgium said.", "favor"),
    ],
)
def test_a_cue_states_the_stance_of_its_subject(engine: Engine, text: str, label: str) -> None:
    assert _labels(engine, text)["belgium-government"] == label


@pytest.mark.parametrize(
    "text",
    [
        "Envoys who had angered Belgium have opposed a ban on snow scooters.",
        "Farmers urged Belgium not to revoke their EU membership.",
        "The quarrel with Belgium gave shape to a plan to drain the lake.",
        "Belgium waited, and farmers opposed a ban on snow scooters.",
    ],
)
def test_somebody_else_s_cue_states_nothing_for_an_actor_nearby(engine: Engine, text: str) -> None:
    found = engine.read(TextInput(text), Options())
    avowals = Avowals(found.document, found.reading, found.statements)
    assert found.reading.stated
    nearby = [one for one in found.statements if one.holder == "belgium-government"]
    assert nearby
    assert all(avowals.of(one) is None for one in nearby)


@pytest.mark.parametrize(
    "text",
    [
        "There is no doubt that Norway opposes the ban.",
        "Norway has never hidden that it opposes the ban.",
        "Norway stopped, and then it rejected the ban.",
    ],
)
def test_a_negator_of_another_verb_turns_nothing(engine: Engine, text: str) -> None:
    stances = {(one.holder, one.target.id): one.label for one in engine.analyse(TextInput(text), Options()).stances}
    assert stances.get(("norway-government", "ban")) != "favor"


@pytest.mark.parametrize(
    "text", ["Norway may oppose the ban.", "Norway would not say whether it opposes the ban.", "Does Norway oppose the ban?"]
)
def test_what_is_left_open_is_not_stated_outright(read_text: ReadText, text: str) -> None:
    found = read_text(text)
    avowals = Avowals(found.document, found.reading, found.statements)
    assert [one for one in found.statements if avowals.of(one) is not None] == []


def test_two_who_are_joined_both_state_it(read_text: ReadText) -> None:
    found = read_text("Norway and Sweden oppose the ban.")
    avowals = Avowals(found.document, found.reading, found.statements)
    assert {one.holder for one in found.statements if avowals.of(one)} == {"norway-government", "sweden-government"}


@pytest.mark.parametrize(
    "text",
    ["Norway, which has called for Karl Lund's resignation, met the envoys.", "Norway has demanded Karl Lund's resignation."],
)
def test_to_call_for_a_resignation_is_to_be_against_who_resigns(read_text: ReadText, text: str) -> None:
    found = read_text(text)
    avowals = Avowals(found.document, found.reading, found.statements)
    stated = {(one.holder, one.target.kind): avowals.of(one) for one in found.statements if one.holder == "norway-government"}
    against, favor = stated["norway-government", "actor"], stated["norway-government", "issue"]
    assert against is not None
    assert favor is not None
    assert against.index(max(against)) == 0
    assert favor == against[::-1]
