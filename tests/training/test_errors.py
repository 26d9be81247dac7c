"""Errors on dev: which are drawn, how they are shown, and how judgements are held to them."""

import json
from pathlib import Path

import pytest

from training import errors
from training.corpora import CorpusError
from training.errors import Error


def _error(row: int, given: str = "favor") -> Error:
    text = "Orla scolded Bent."
    return Error("dse_clean", row, "p>q", "against", given, 0.6, text, ((0, 4), (13, 17)))


def test_a_hundred_are_drawn_and_stay_drawn_when_others_go() -> None:
    every = [_error(row) for row in range(300)]
    chosen = errors.drawn(every)
    assert len(chosen) == 100
    left = [one for one in every if one.row % 3]
    assert {one.row for one in chosen if one.row % 3} <= {one.row for one in errors.drawn(left)}


def test_an_error_shows_who_is_marked() -> None:
    line = _error(7).shown()
    assert line.endswith("truth against (0.60): «H:Orla» scolded «T:Bent».")
    assert json.loads(line.split(" truth")[0]) == {"set": "dse_clean", "row": 7, "direction": "p>q", "given": "favor"}


def test_a_line_that_is_no_judgement_is_named(tmp_path: Path) -> None:
    path = tmp_path / "errors.jsonl"
    path.write_text('{"set": "dse_clean", "row": 1, "given": "favor", "cause": "bad luck"}\n')
    with pytest.raises(CorpusError, match=r"errors\.jsonl:1"):
        errors.read_judgements(path)


def test_every_shipped_judgement_can_be_read() -> None:
    assert all(place[0] in {"dse_clean", "newsmtsc_rw", "newsmtsc_mt"} for place in errors.read_judgements())
