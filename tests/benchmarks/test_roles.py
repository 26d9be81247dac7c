"""The references to judged roles, and the command where the parser is missing."""

from pathlib import Path

import pytest

from benchmarks import roles
from benchmarks.judgedroles import JudgedRole, JudgementError, read_judged

_HEADING = "corpus\trow\tfirst\tlast\trole\theads\n"


def test_a_reference_names_phrases_and_what_may_pass_for_their_heads(tmp_path: Path) -> None:
    path = tmp_path / "judged.tsv"
    path.write_text(f"{_HEADING}dse/train\t3\t5\t6\tagent\t2,7|9\ndse/train\t4\t1\t2\ttheme\t-\n", encoding="utf-8")
    assert read_judged(path) == [
        JudgedRole("dse/train", 3, 5, 6, "agent", (frozenset({2}), frozenset({7, 9}))),
        JudgedRole("dse/train", 4, 1, 2, "theme", ()),
    ]


@pytest.mark.parametrize("row", ["dse/train\t3\t5\t6\tagent", "dse/train\tx\t5\t6\tagent\t2", "dse/train\t3\t5\t6\tpatient\t2"])
def test_a_row_that_is_no_reference_is_named(tmp_path: Path, row: str) -> None:
    path = tmp_path / "judged.tsv"
    path.write_text(f"{_HEADING}{row}\n", encoding="utf-8")
    with pytest.raises(JudgementError, match=r"judged\.tsv:2"):
        read_judged(path)


def test_sixty_disagreements_are_judged() -> None:
    judged = read_judged()
    assert len(judged) == len({(one.corpus, one.row, one.first, one.role) for one in judged}) == 60


def test_without_the_parser_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(roles, "import_module", missing)
    assert roles.main(["--data", str(tmp_path)]) == 1
    assert "requirements-benchmarks.txt" in capsys.readouterr().err
