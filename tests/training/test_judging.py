"""What the two commands for judging by reading share: the draw, and rows that hold no text."""

import json
from pathlib import Path

import pytest

from training.corpora import CorpusError
from training.judging import FOLDER, Row, draw, in_sentence, read_rows

Place = tuple[str, int, int]
_FOUND: list[Place] = [(f"article {number % 7}", 10 * number, 10 * number + 4) for number in range(300)]


def _place(found: Place) -> Place:
    return found


def test_the_draw_is_the_same_whatever_order_things_are_found_in() -> None:
    drawn = draw(_FOUND, _place, 50)
    assert len(drawn) == 50
    assert drawn == draw(reversed(_FOUND), _place, 50) == sorted(drawn)


def test_the_draw_takes_all_where_there_are_too_few() -> None:
    assert len(draw(_FOUND[:3], _place, 50)) == 3


def test_what_is_found_anew_replaces_only_as_many_of_the_drawn() -> None:
    before = set(draw(_FOUND, _place, 50))
    after = set(draw([("article 0", 5, 8), ("article 0", 6, 9), *_FOUND], _place, 50))
    assert len(before - after) <= 2


def test_a_row_that_does_not_fit_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"article": "a", "start": 0, "end": 1, "good": true}\n{"article": "a"}\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"rows\.jsonl:2"):
        read_rows(path, Row)


def test_a_good_one_has_no_reason() -> None:
    with pytest.raises(ValueError, match="has a reason"):
        Row(article="a", start=0, end=1, good=True, reason="borders")


def test_no_kept_row_holds_more_than_names_of_files_actors_and_classes() -> None:
    for path in FOLDER.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            # The causes of errors are sentences of the project's own, from a closed list.
            row.pop("cause", None)
            assert all(" " not in value for value in row.values() if isinstance(value, str))


def test_a_mention_is_shown_on_one_line_with_a_mark_before_it() -> None:
    assert in_sentence("Oslo\n opposes ", "the ferry\n fee.") == "… Oslo opposes >>> the ferry fee."
