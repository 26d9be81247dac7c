"""What the behavioural suite counts as passed and as failed, on small suites of its own."""

import json
from pathlib import Path
from typing import Any, cast

import pytest

from stance.engine import Engine
from stance.report import DocumentReport, Options, TextInput
from training import behaviour
from training.behaviour import CaseError, measure, read_cases, run

CONDEMNED = {"type": "MFT", "text": "Iran condemned Turkey on Monday."}


def _suite(folder: Path, *tests: dict[str, Any], capability: str = "vocabulary") -> Path:
    rows = [{"id": f"{capability}-{i:02}", "capability": capability, "test": test} for i, test in enumerate(tests, start=1)]
    (folder / f"{capability}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def _faults(engine: Engine, folder: Path, test: dict[str, Any]) -> tuple[str, ...]:
    return run(engine, read_cases(_suite(folder, test)))[0].faults


@pytest.mark.parametrize(
    ("expected", "fault"),
    [
        ({"stances": [["Iran", "Turkey", "against"]]}, None),
        ({"stances": [["Iran", "Turkey", "favor"]]}, "Iran on Turkey: against, not favor"),
        ({"none": [["Turkey", "Iran"]]}, None),
        ({"none": [["Iran", "Turkey"]]}, "Iran on Turkey: against, though the text tells none"),
        ({"actors": ["Iran", "turkey-government"]}, None),
        ({"actors": ["France"]}, "France: not found"),
        ({"no_actors": ["Monday"]}, None),
        ({"no_actors": ["Iran"]}, "Iran: taken for an actor"),
        ({"same": [["Iran", "iran-government"]], "distinct": [["Iran", "Turkey"]]}, None),
        ({"same": [["Iran", "Turkey"]]}, "Iran and Turkey: not one actor"),
        ({"distinct": [["Iran", "iran-government"]]}, "Iran and iran-government: not told apart"),
        ({"sentiments": [["Iran", "positive"]]}, "Iran is portrayed"),
        ({"evidence": [["Iran", "Turkey", "narrated", None]]}, None),
        ({"evidence": [["Iran", "Turkey", "quote", "Iran"]]}, "Iran on Turkey: no quote evidence of Iran"),
    ],
)
def test_each_expectation_is_checked(engine: Engine, tmp_path: Path, expected: dict[str, Any], fault: str | None) -> None:
    faults = _faults(engine, tmp_path, CONDEMNED | expected)
    assert not faults if fault is None else any(one.startswith(fault) for one in faults)


def test_an_issue_is_found_by_its_content_words(engine: Engine, tmp_path: Path) -> None:
    test = {"type": "MFT", "text": "Iran condemned the sanctions.", "stances": [["Iran", "#sanctions on Iran", "against"]]}
    assert not _faults(engine, tmp_path, test)


def test_invariance_holds_where_names_change_with_the_text(engine: Engine, tmp_path: Path) -> None:
    variant = {"text": "Oman condemned Kuwait on Monday.", "renamed": {"Iran": "Oman", "Turkey": "Kuwait"}}
    test = {"type": "INV", "text": CONDEMNED["text"], "pairs": [["Iran", "Turkey"]], "variants": [variant]}
    assert not _faults(engine, tmp_path, test)


def test_invariance_fails_where_a_label_changes(engine: Engine, tmp_path: Path) -> None:
    test = {
        "type": "INV",
        "text": CONDEMNED["text"],
        "pairs": [["Iran", "Turkey"]],
        "variants": [{"text": "Iran praised Turkey."}],
    }
    assert _faults(engine, tmp_path, test) == ("variant 1: Iran on Turkey: favor, was against",)


def test_two_empty_answers_prove_no_invariance(engine: Engine, tmp_path: Path) -> None:
    variant = {"text": "The bread was stale again."}
    test = {"type": "INV", "text": "The bread was very stale.", "pairs": [["Iran", "Turkey"]], "variants": [variant]}
    assert _faults(engine, tmp_path, test) == ("the first text has no answer that could stay the same",)


@pytest.mark.parametrize(("direction", "passes"), [("down", True), ("up", False)])
def test_a_direction_is_checked(engine: Engine, tmp_path: Path, direction: str, *, passes: bool) -> None:
    test = {"type": "DIR", "text": CONDEMNED["text"], "changed": {"text": "Iran praised Turkey on Monday."}}
    about = {"holder": "Iran", "target": "Turkey", "label": "against", "direction": direction}
    assert (not _faults(engine, tmp_path, test | about)) is passes


def test_pass_rates_are_counted_by_capability_and_type(engine: Engine, tmp_path: Path) -> None:
    right, wrong = CONDEMNED | {"actors": ["Iran"]}, CONDEMNED | {"actors": ["France"]}
    _suite(tmp_path, right, wrong, capability="names")
    found = measure(engine, _suite(tmp_path, right))
    assert found == {
        "overall": {"cases": 3, "passed": 2, "rate": 0.6667},
        "capabilities": {"names": {"cases": 2, "passed": 1, "rate": 0.5}, "vocabulary": {"cases": 1, "passed": 1, "rate": 1.0}},
        "types": {"MFT": {"cases": 3, "passed": 2, "rate": 0.6667}},
    }


def test_without_cases_nothing_is_measured(engine: Engine, tmp_path: Path) -> None:
    assert measure(engine, tmp_path / "none") is None


TEST = '{"type": "MFT", "text": "Iran condemned Turkey."'


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{", "JSON"),
        (f'{{"id": "vocabulary-01", "capability": "vocabulary", "test": {TEST}}}}}', "nothing is expected"),
        (f'{{"id": "vocabulary-01", "capability": "vocabulary", "test": {TEST}, "actor": ["Iran"]}}}}', "actor"),
        (f'{{"id": "names-01", "capability": "vocabulary", "test": {TEST}, "actors": ["Iran"]}}}}', "vocabulary-NN"),
    ],
)
def test_a_row_that_is_no_case_is_named_by_file_and_line(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "vocabulary.jsonl").write_text(row + "\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"^vocabulary\.jsonl:1: ") as caught:
        read_cases(tmp_path)
    assert message in str(caught.value)


def test_an_id_used_twice_is_an_error(tmp_path: Path) -> None:
    path = _suite(tmp_path, CONDEMNED | {"actors": ["Iran"]}) / "vocabulary.jsonl"
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    with pytest.raises(CaseError, match="vocabulary-01 is there twice"):
        read_cases(tmp_path)


def test_the_command_prints_one_json_object_last(tmp_path: Path, models_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _suite(tmp_path, CONDEMNED | {"actors": ["France"]})
    assert behaviour.main(["--cases", str(folder), "--model", str(models_dir), "--verbose", "--json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "    France: not found" in lines
    printed = json.loads(lines[-1])
    assert printed["overall"] == {"cases": 1, "passed": 0, "rate": 0.0}
    assert printed["failed"] == ["vocabulary-01"]


def test_a_case_without_a_date_is_read_as_of_a_fixed_one(tmp_path: Path) -> None:
    asked = []

    class Listener:
        def analyse(self, source: TextInput, _: Options) -> DocumentReport:
            asked.append(source.published)
            return DocumentReport(None, (), ())

    test = CONDEMNED | {"actors": ["Iran"]}
    run(cast("Engine", Listener()), read_cases(_suite(tmp_path, test, test | {"published": "2013-05-25"})))
    assert asked == ["2024-06-01", "2013-05-25"]


def test_floors_that_cannot_be_written_end_the_command_with_an_error(
    tmp_path: Path, models_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _suite(tmp_path, CONDEMNED | {"actors": ["Iran"]})
    (tmp_path / "taken").mkdir()
    command = ["--cases", str(folder), "--model", str(models_dir), "--floors", str(tmp_path / "taken")]
    assert behaviour.main(command) == 1
    assert "taken" in capsys.readouterr().err
    assert [path.name for path in tmp_path.glob("taken*")] == ["taken"]


def test_floors_leave_room_for_one_case(engine: Engine, tmp_path: Path) -> None:
    found = measure(engine, _suite(tmp_path, CONDEMNED | {"actors": ["Iran"]}, CONDEMNED | {"actors": ["Turkey"]}))
    assert found is not None
    assert behaviour.floors(found) == {"overall": 1, "capabilities": {"vocabulary": 1}}
