"""What a report looks like as plain data."""

import json
from dataclasses import asdict
from typing import Any

import pytest

from stance.engine import Engine
from stance.report import Contribution, DocumentReport, Options, Sentiment, TextInput

TEXT = (
    'Iran condemned the air strikes on Syria. "We reject these attacks," Iranian President Hassan Rouhani said. '
    "According to Rouhani, Russia supports the peace talks in Geneva."
)


def _walked(value: Any) -> Any:
    """Give what a walk over every field of every record finds, without what nobody asked for."""
    if isinstance(value, dict):
        return {key: _walked(item) for key, item in value.items() if not (item is None and key in {"explanation", "rolled_up"})}
    return [_walked(item) for item in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("options", [Options(), Options(explain=True, roll_up="parent")], ids=["plain", "everything"])
def test_every_field_of_every_record_is_in_the_plain_data(engine: Engine, options: Options) -> None:
    report = engine.analyse(TextInput(TEXT, "a"), options)
    assert report.actors
    assert any(evidence.source for stance in report.stances for evidence in stance.evidence)
    assert json.dumps(report.as_dict()) == json.dumps(_walked(asdict(report)))


def test_an_empty_report_has_its_lists_all_the_same() -> None:
    assert DocumentReport(None).as_dict() == {"id": None, "actors": [], "stances": [], "issues": []}


def test_an_empty_explanation_is_an_answer_to_who_asked() -> None:
    assert Sentiment("neutral", {}, 1.0, explanation=()).as_dict()["explanation"] == []
    assert "explanation" not in Sentiment("neutral", {}, 1.0).as_dict()
    assert Contribution("words", "a", 0.5).as_dict() == {"view": "words", "feature": "a", "weight": 0.5}


def test_to_change_the_plain_data_does_not_change_the_report() -> None:
    portrayal = Sentiment("neutral", {"neutral": 1.0}, 1.0)
    portrayal.as_dict()["probabilities"].clear()
    assert portrayal.probabilities == {"neutral": 1.0}
