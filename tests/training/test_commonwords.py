"""`python -m training.commonwords`: which words it takes, and that it keeps the table's comment and its order."""

from pathlib import Path

import pytest

from training import commonwords


@pytest.mark.parametrize(
    ("texts", "own", "common"),
    [
        (["the toll rose"], False, False),
        (["the toll rose", "a toll fell"], False, True),
        (["the toll rose"], True, True),
        (["a toll"] * 4 + ["Toll Bridge"], False, True),
        (["a toll"] * 3 + ["Toll Bridge"], False, False),
        (["a toll"] * 2 + ["Toll Bridge"], True, True),
        (["a toll", "Toll Bridge"], True, False),
    ],
)
def test_a_word_is_common_where_small_letters_are_its_rule(texts: list[str], *, own: bool, common: bool) -> None:
    assert ("toll" in commonwords.common(texts, frozenset({"toll"} if own else ()))) is common


def test_the_table_is_written_with_its_comment_and_sorted(
    made_corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "commonwords.txt"
    table.write_text("# What this is.\n# And more.\nzeppelin\n", encoding="utf-8")
    monkeypatch.setattr(commonwords, "TABLE", table)
    assert commonwords.main(["--data", str(made_corpora)]) == 0
    first = table.read_text(encoding="utf-8")
    comment, words = first.splitlines()[:2], first.splitlines()[2:]
    assert comment == ["# What this is.", "# And more."]
    assert words == sorted(set(words))
    assert "orchard" in words
    assert "zeppelin" not in words
    assert commonwords.main(["--data", str(made_corpora)]) == 0
    assert table.read_text(encoding="utf-8") == first


def test_without_the_corpora_the_command_ends_with_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commonwords.main(["--data", str(tmp_path)]) == 1
    assert "newsmtsc/train.jsonl is not there" in capsys.readouterr().err
