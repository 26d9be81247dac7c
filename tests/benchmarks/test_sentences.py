"""The benchmark of sentences a second: what it says where the corpora are missing, and what it prints."""

from pathlib import Path

import pytest

from benchmarks import sentences


def test_missing_corpora_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sentences.main(["--data", str(tmp_path)]) == 1
    assert "newsmtsc" in capsys.readouterr().err


def test_it_prints_a_row_for_each_task(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "newsmtsc").mkdir()
    (tmp_path / "dse").mkdir()
    row = '{"id": "dev_1_1", "sentence": "Orla thanked Bent.", "mention": "Bent", "from": 13, "to": 17, "polarity": 1}\n'
    for name in ("dev_rw", "dev_mt"):
        (tmp_path / f"newsmtsc/{name}.jsonl").write_text(row, encoding="utf-8")
    (tmp_path / "dse/valid.txt").write_text("[Orla] thanked [Bent].\tOrla\tBent\t1\n", encoding="utf-8")
    assert sentences.main(["--data", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["task", "sentiment", "stance"]
    assert all(float(line.split()[-1]) > 0 for line in lines[1:])
