"""Stances that a cue states outright, and whose they are."""

import pytest

from stance.avowals import Avowals
from stance.engine import Engine
from stance.report import Options, TextInput


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
        "Envoys who left for Belgium have opposed a ban on snow scooters.",
        "Belgium waited, and farmers opposed a ban on snow scooters.",
    ],
)
def test_somebody_else_s_cue_states_nothing_for_an_actor_nearby(engine: Engine, text: str) -> None:
    found = engine.read(TextInput(text), Options())
    avowals = Avowals(found.document, found.reading)
    assert found.reading.stated
    assert all(avowals.of(one) is None for one in found.statements if one.holder == "belgium-government")
