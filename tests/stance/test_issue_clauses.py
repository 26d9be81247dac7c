"""Issues that clauses tell of without a cue that has them for its object, and who judges them."""

from collections.abc import Callable

import pytest

from stance.engine import Engine, ReadDocument
from stance.report import Options, TextInput

ReadText = Callable[..., ReadDocument]


def _issues(found: ReadDocument) -> list[str]:
    return [found.reading.issues[one.id] for one in found.reading.mentions if one.kind == "issue"]


def _labels(engine: Engine, text: str) -> dict[str, str]:
    report = engine.analyse(TextInput(text), Options(min_confidence=0.5))
    return {stance.holder: stance.label for stance in report.stances if stance.target.kind == "issue"}


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Belgium said it would drain the lake.", "draining the lake"),
        ("Belgium says that it will not drain the lake.", "draining the lake"),
        ('"We will drain the lake," Belgium said.', "draining the lake"),
        ("Belgium demanded that the ferry line be closed.", "closing the ferry line"),
        ("Belgium insisted that Chile should reopen the wells.", "reopening the wells"),
        ('"The harbour reform is a disgrace," Belgium said.', "harbour reform"),
        ("Belgium said that to drain the lake would be madness.", "draining the lake"),
        ("Draining the lake would be a mistake, Belgium said.", "Draining the lake"),
        ('"It is wrong to drain the lake," Belgium said.', "draining the lake"),
        ("Belgium thinks it is vital that the mayors reopen the wells.", "reopening the wells"),
        ('"Draining the lake would help nobody," Belgium said.', "draining the lake"),
        ("Belgium said the harbour reform would hurt fishermen.", "harbour reform"),
    ],
)
def test_a_clause_names_an_issue(read_text: ReadText, text: str, issue: str) -> None:
    assert issue.lower() in [name.lower() for name in _issues(read_text(text))]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Belgium said it would drain the lake.", "favor"),
        ("Belgium said it would not drain the lake.", "against"),
        ("Belgium demanded that the ferry line be closed.", "favor"),
        ('"The harbour reform is a disgrace," Belgium said.', "against"),
        ('"The harbour reform is not a disgrace," Belgium said.', "favor"),
        ('"It is wrong to drain the lake," Belgium said.', "against"),
        ('"Draining the lake would be a mistake," Belgium said.', "against"),
    ],
)
def test_a_clause_states_the_speaker_s_stance(engine: Engine, text: str, label: str) -> None:
    assert _labels(engine, text)["belgium-government"] == label


@pytest.mark.parametrize(
    "text",
    [
        "Belgium said the weather would drain the lake.",
        "The demands that come with the post often drain the lake.",
        "Belgium is deciding who will drain the lake.",
        "Belgium ordered that nobody can drain the lake.",
        "Speaking to bakers, Belgium said little.",
        "The cake was wonderful, Belgium said.",
    ],
)
def test_what_happens_or_is_no_policy_is_no_issue(read_text: ReadText, text: str) -> None:
    assert _issues(read_text(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Belgium rejected the harbour toll plan. The mayor read the toll plan twice.",
        "Belgium refused to close the ferry line. Bakers asked when Chile closes the ferry line, or whether to close the line.",
    ],
)
def test_an_issue_is_met_again_in_some_of_its_words(read_text: ReadText, text: str) -> None:
    found = [one.id for one in read_text(text).reading.mentions if one.kind == "issue"]
    assert len(found) == 2
    assert len(set(found)) == 1


def test_every_verdict_of_a_long_text_is_read(read_text: ReadText) -> None:
    sentence = '"Draining the lake would be a mistake," Ann Lee said. '
    assert len(_issues(read_text(sentence * 200))) == 200


@pytest.mark.parametrize("text", ["Belgium said it would not", "We will not", "Belgium demanded that", "Belgium insists that"])
def test_a_text_may_break_off_where_a_clause_would_begin(read_text: ReadText, text: str) -> None:
    assert _issues(read_text(text)) == []
