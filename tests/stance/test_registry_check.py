"""`python -m stance.registries` tells what is wrong or doubtful about registry files, with line numbers."""

import json
import re
from pathlib import Path

import pytest

from stance.registries.__main__ import main

ROOT = Path(__file__).parents[2]
HEADER = "id,name,kind,aliases\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(folder: Path, name: str, content: str) -> str:
    (folder / name).write_text(content, encoding="utf-8")
    return name


def test_a_clean_file_passes_with_its_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _write(folder, "a.csv", HEADER + "tern-watch,Tern Watch,ngo,TWI|Terns\n\n")
    assert main([file]) == 0
    printed = capsys.readouterr().out
    assert "a.csv: CSV, 3 lines" in printed
    assert "2 used, 0 known to the seeds already, 0 comments, 1 blank, 0 skipped" in printed
    assert "1 actors with 3 names, 0 issues with 0 phrases, 0 role nouns" in printed
    assert "0 errors, 0 clashes, 0 overrides" in printed


def test_one_name_of_two_actors_is_a_clash_with_both_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = _write(folder, "a.csv", HEADER + "tern-watch,Tern Watch,ngo,Terns\ngull-watch,Gull Watch,ngo,\n")
    second = _write(folder, "b.jsonl", '{"name":"Sea Terns","kind":"party","aliases":["TERNS"]}\n')
    assert main([first, second]) == 1
    assert "clash: 'Terns': tern-watch (a.csv:2), sea-terns (b.jsonl:1)" in capsys.readouterr().out


def test_a_name_of_an_actor_and_an_issue_is_a_clash(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = _write(folder, "a.csv", HEADER + "tern-levy,Tern Levy,ngo,\n")
    second = _write(folder, "b.csv", "id,name,phrases\ntern-levy,Tern levy,levy on terns\n")
    assert main([first, second]) == 1
    assert "clash: 'Tern Levy': tern-levy (a.csv:2), tern-levy (b.csv:2)" in capsys.readouterr().out


def test_a_name_that_the_seeds_give_to_another_is_told_and_no_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([_write(folder, "a.csv", HEADER + "hamas-bakery,Hamas Bakery,business,Hamas\n")]) == 0
    assert "override: 'Hamas': hamas-bakery (a.csv:2), in the seeds hamas" in capsys.readouterr().out


def test_a_fault_is_told_with_the_rest_of_the_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([_write(folder, "a.csv", HEADER + "x,Tern Watch,bird,\ny,Gull Watch,ngo,\n")]) == 1
    printed = capsys.readouterr().out
    assert "error: a.csv:2: kind:" in printed
    assert "1 actors with 1 names" in printed


def test_skipped_lines_are_told_by_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([_write(folder, "a.txt", "ORUN_VELDT_ [NORGOV]\nTOMA_\nTOMA_\n")]) == 0
    assert "2 no code (line 2, 3)" in capsys.readouterr().out


def test_only_so_many_entries_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"a{n},Tern Watch {n},ngo,\nb{n},tern watch {n},ngo,\n" for n in range(5))
    assert main([_write(folder, "a.csv", HEADER + rows), "--show", "2"]) == 1
    printed = capsys.readouterr().out
    assert printed.count("clash: 'Tern Watch") == 2
    assert "clash: … and 3 more" in printed


def test_json_holds_everything(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "tern-watch,Tern Watch,ngo,Hamas\ngull-watch,Gull Watch,ngo,Tern Watch\nx,X y,bird,\n"
    assert main([_write(folder, "a.csv", HEADER + rows), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["clean"] is False
    assert report["actors"] == 2
    assert report["files"][0]["skipped"] == {"malformed": {"count": 1, "lines": [4]}}
    assert report["faults"][0].startswith("a.csv:4: kind:")
    assert (report["changes"], report["warnings"]) == ([], [])
    owners = [{"id": "tern-watch", "file": "a.csv", "line": 2}, {"id": "gull-watch", "file": "a.csv", "line": 3}]
    assert report["clashes"] == [{"name": "Tern Watch", "owners": owners}]
    assert report["overrides"] == [{"name": "Hamas", "id": "tern-watch", "file": "a.csv", "line": 2, "seeds": ["hamas"]}]


def test_what_a_row_changes_of_a_known_actor_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = "id,name,kind,parent\n"
    assert main([_write(folder, "a.csv", header + "hezbollah,Hizbullah,party,ghana-government\n")]) == 0
    printed = capsys.readouterr().out
    assert "override: name of hezbollah: 'Hizbullah' (a.csv:2), in the seeds 'Hezbollah'" in printed
    assert "override: kind of hezbollah: 'party' (a.csv:2), in the seeds" in printed
    assert "override: parent of hezbollah: 'ghana-government' (a.csv:2), in the seeds" in printed


def test_an_id_made_from_a_name_that_is_a_known_one_is_warned_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([_write(folder, "a.csv", "name,kind\nHezbollah,party\nTern Watch,ngo\n")]) == 0
    printed = capsys.readouterr().out
    assert "warning: a.csv:2: id: 'hezbollah', made from the name" in printed
    assert "1 warnings" in printed


def test_an_office_that_nobody_holds_is_warned_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = "name,kind,parent,role\n"
    rows = "Toma Vellik,person,ghana-government,Presidant\nAda Quill,person,ghana-government,Secretary of Defense\n"
    assert main([_write(folder, "a.csv", header + rows)]) == 0
    printed = capsys.readouterr().out
    assert "warning: a.csv:2: role: 'presidant' is no office" in printed
    assert "1 warnings" in printed


def test_names_in_lower_case_that_are_common_words_are_warned_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([_write(folder, "a.csv", HEADER + "terns,Tern Watch,ngo,the|abandon|WHO|tern-spotters\n")]) == 0
    printed = capsys.readouterr().out
    assert "warning: a.csv:2: actor: 'the' is a common word" in printed
    assert "warning: a.csv:2: actor: 'abandon' is a common word" in printed
    assert "2 warnings" in printed


def test_a_role_noun_of_two_kinds_is_a_clash(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = '{"noun":"wardens","singular":"warden","kind":"police"}\n{"noun":"wardens","kind":"business"}\n'
    assert main([_write(folder, "a.jsonl", rows)]) == 1
    assert "clash: 'wardens': business (a.jsonl:2), police (a.jsonl:1)" in capsys.readouterr().out


def test_the_documented_check_is_what_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "registries.md").read_text(encoding="utf-8")
    documented = page.partition("<!-- check -->\n```\n")[2].partition("```")[0]
    assert main(["docs/examples/clashing.csv"]) == 1
    assert capsys.readouterr().out == documented


def test_every_reason_for_skipping_a_line_is_documented() -> None:
    page = (ROOT / "docs" / "registries.md").read_text(encoding="utf-8")
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "stance" / "registries").glob("*.py")]
    reasons = {found for source in sources for found in re.findall(r'(?:return|reason =|skip\() ?"([a-z][^"({]+)', source)}
    assert len(reasons) > 10
    assert [reason for reason in reasons if reason != "known" and reason.strip() not in page] == []
