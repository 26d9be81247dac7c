"""Reading the corpora: rows become examples whose spans select their names."""

import json
from pathlib import Path

import pytest

from stance.seeds import SeedError
from training import dse, newsmtsc
from training.corpora import CorpusError
from training.dse import published_class, read_rows, unseen, without_duplicates
from training.examples import MentionExample, PairExample
from training.statements import read_portrayals, read_scenes, read_statements, unmark


def _rows(folder: Path, *lines: str) -> list[PairExample]:
    path = folder / "rows.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_rows(path)


def _names(row: PairExample) -> tuple[str, str]:
    return row.text[slice(*row.first)], row.text[slice(*row.second)]


# DSE -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "forward", "backward"),
    [
        (0, "neutral", "neutral"),
        (1, "favor", "neutral"),
        (2, "neutral", "favor"),
        (3, "against", "neutral"),
        (4, "neutral", "against"),
    ],
)
def test_a_label_says_who_holds_what_on_whom(tmp_path: Path, label: int, forward: str, backward: str) -> None:
    (row,) = _rows(tmp_path, f"[Orla] wrote to [Bent] .\tOrla\tBent\t{label}")
    assert (row.forward, row.backward) == (forward, backward)
    assert published_class(row) == label


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("[Orla] wrote to [Bent] .\tOrla\tBent\t0", "Orla wrote to Bent ."),
        ("[Bent] wrote to [Orla] .\tOrla\tBent\t0", "Bent wrote to Orla ."),
        ("Then [ Orla ] wrote to [Bent ] .\tOrla\tBent\t0", "Then  Orla  wrote to Bent  ."),
        ("Orla ( no kin ) and [Orla] met [Bent] .\tOrla\tBent\t0", "Orla ( no kin ) and Orla met Bent ."),
        ("[ Bent] met [Orla] [ sic ] .\tOrla\tBent\t0", " Bent met Orla [ sic ] ."),
        ("[Orla] met [Bent] and [Bent] again .\tOrla\tBent\t0", "Orla met Bent and [Bent] again ."),
    ],
)
def test_spans_select_the_bracketed_names_in_either_order(tmp_path: Path, line: str, text: str) -> None:
    (row,) = _rows(tmp_path, line)
    assert row.text == text
    assert _names(row) == ("Orla", "Bent")


def test_a_name_with_signs_of_its_own_is_found(tmp_path: Path) -> None:
    (row,) = _rows(tmp_path, "[Orla (Ltd.)] sued [C++ Bent] .\tOrla (Ltd.)\tC++ Bent\t3")
    assert _names(row) == ("Orla (Ltd.)", "C++ Bent")


def test_a_quoted_cell_is_read_as_csv_writes_it(tmp_path: Path) -> None:
    (row,) = _rows(tmp_path, '"[Orla] said ""no"" to [Bent] ."\tOrla\tBent\t3')
    assert row.text == 'Orla said "no" to Bent .'
    assert _names(row) == ("Orla", "Bent")


@pytest.mark.parametrize(
    "line",
    [
        "[Orla] met [Bent] .\tOrla\tBent",
        "[Orla] met [Bent] .\tOrla\tBent\t5",
        "[Orla] met [Bent] .\tOrla\tBent\tnone",
        "[Orla] met [Bent] .\tOrla\tBent\t0\t0",
        "Orla met [Bent] .\tOrla\tBent\t0",
        "[Orla] met Bent .\tOrla\tBent\t0",
    ],
)
def test_a_row_that_is_not_as_published_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(CorpusError, match=r"rows\.txt:2: "):
        _rows(tmp_path, "[Orla] met [Bent] .\tOrla\tBent\t0", line)


def test_a_repeated_row_is_kept_once_with_its_first_label(tmp_path: Path) -> None:
    rows = _rows(
        tmp_path,
        "[Orla] met [Bent] .\tOrla\tBent\t1",
        "[Orla] saw [Bent] .\tOrla\tBent\t0",
        "[Orla] met [Bent] .\tOrla\tBent\t3",
    )
    assert {(row.text, row.forward) for row in without_duplicates(rows)} == {
        ("Orla met Bent .", "favor"),
        ("Orla saw Bent .", "neutral"),
    }
    assert len(without_duplicates(rows)) == 2


def test_the_rows_that_are_left_keep_their_order(tmp_path: Path) -> None:
    names = ("Orla", "Finn", "Orla", "Bent", "Finn")
    rows = _rows(tmp_path, *(f"[{name}] met [Gro] .\t{name}\tGro\t0" for name in names))
    assert [_names(row)[0] for row in without_duplicates(rows)] == ["Orla", "Finn", "Bent"]


def test_another_pair_of_one_sentence_is_no_repetition(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "[Orla] met [Bent] and Finn .\tOrla\tBent\t0", "[Orla] met Bent and [Finn] .\tOrla\tFinn\t0")
    assert without_duplicates(rows) == rows
    assert rows[0].group == rows[1].group


def test_the_clean_part_of_a_split_shares_no_sentence_with_train(tmp_path: Path) -> None:
    train = _rows(tmp_path, "[Orla] met [Bent] and Finn .\tOrla\tBent\t0")
    split = _rows(tmp_path, "[Orla] met Bent and [Finn] .\tOrla\tFinn\t0", "[Orla] saw [Finn] .\tOrla\tFinn\t0")
    assert [row.text for row in unseen(split, train)] == ["Orla saw Finn ."]


def test_the_directions_cover_the_published_classes() -> None:
    assert set(dse.DIRECTIONS) == {0, 1, 2, 3, 4}


# NewsMTSC ------------------------------------------------------------------------------------------------------------


def test_every_target_of_a_train_sentence_is_an_example(tmp_path: Path) -> None:
    text = "Orla thanked Bent and blamed Finn."
    targets = [
        {"from": text.index(name), "to": text.index(name) + 4, "mention": name, "polarity": polarity}
        for name, polarity in (("Orla", 4.0), ("Bent", 6.0), ("Finn", 2.0))
    ]
    record = {"primary_gid": "made_7_12_Orla_0_4", "sentence_normalized": text, "targets": targets}
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps(record) + "\n\n", encoding="utf-8")
    examples = newsmtsc.read_train(path)
    assert [(one.text[slice(*one.span)], one.label) for one in examples] == [
        ("Orla", "neutral"),
        ("Bent", "positive"),
        ("Finn", "negative"),
    ]
    assert {one.group for one in examples} == {"made_7_12"}


@pytest.mark.parametrize(("polarity", "label"), [(-1, "negative"), (0, "neutral"), (1, "positive"), (-1.0, "negative")])
def test_a_line_of_a_split_is_an_example(tmp_path: Path, polarity: float, label: str) -> None:
    record = {
        "id": "made_7_12_x",
        "sentence": "Then Orla left.",
        "mention": "Orla",
        "from": 5,
        "to": 9,
        "polarity": int(polarity),
    }
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    (example,) = newsmtsc.read_split(path)
    assert (example.text[slice(*example.span)], example.label, example.group) == ("Orla", label, "made_7_12")


# Statements ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "holder", "target"),
    [
        ("<h>Orla</h> backed <t>the toll</t>.", "Orla", "the toll"),
        ("<t>The toll</t> was backed by <h>Orla</h>.", "Orla", "The toll"),
        ("“<t>Tolls</t>!” said <h>Orla</h>", "Orla", "Tolls"),
    ],
)
def test_marks_come_off_and_leave_their_spans(marked: str, holder: str, target: str) -> None:
    text, spans = unmark(marked)
    assert {mark: text[slice(*span)] for mark, span in spans.items()} == {"h": holder, "t": target}
    assert not {"<", ">"} & set(text)


def test_statements_are_examples_with_the_holder_first() -> None:
    examples = read_statements()
    assert {one.source for one in examples} == {"statements"}
    assert {one.forward for one in examples} == {"against", "neutral", "favor"}
    assert {one.backward for one in examples} <= {None, "against", "neutral", "favor"}


# Scenes --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def scene(tmp_path: Path) -> list[PairExample]:
    """Read one scene of two actors and two issues."""
    text = "<a1>Orla</a1> scolded <a2>Bent</a2> over <i3>the toll</i3>, not over <i4>the levy</i4>."
    row = {"text": text, "against": ["1>2", "1>3"], "favor": ["2>3"]}
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes/own.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return read_scenes(tmp_path)


def test_every_pair_of_a_scene_that_holds_an_actor_is_an_example(scene: list[PairExample]) -> None:
    assert {(*_names(row), row.forward, row.backward) for row in scene} == {
        ("Orla", "Bent", "against", "neutral"),
        ("Orla", "the toll", "against", None),
        ("Orla", "the levy", "neutral", None),
        ("Bent", "the toll", "favor", None),
        ("Bent", "the levy", "neutral", None),
    }


def test_the_pairs_of_a_scene_stay_together(scene: list[PairExample]) -> None:
    assert {row.group for row in scene} == {"Orla scolded Bent over the toll, not over the levy."}


def test_every_scene_of_the_seeds_can_be_read() -> None:
    rows = read_scenes()
    assert rows
    for row in rows:
        low, high = sorted((row.first, row.second))
        assert 0 <= low[0] < low[1] <= high[0] < high[1] <= len(row.text)
        assert "<" not in row.text


# Portrayals ----------------------------------------------------------------------------------------------------------


def _portrayal(folder: Path, **row: object) -> list[MentionExample]:
    (folder / "portrayals").mkdir()
    (folder / "portrayals/own.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return read_portrayals(folder)


def test_every_actor_of_a_portrayal_is_an_example(tmp_path: Path) -> None:
    text = "<a1>Orla</a1> thanked <a2>Bent</a2>, whom <a3>Pia</a3> had mocked."
    rows = _portrayal(tmp_path, text=text, positive=["2"], negative=["3"])
    assert [(row.text[slice(*row.span)], row.label) for row in rows] == [
        ("Orla", "neutral"),
        ("Bent", "positive"),
        ("Pia", "negative"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"text": "<a1>Orla</a1> left.", "positive": ["2"]},
        {"text": "<a1>Orla</a1> left.", "positive": ["1"], "negative": ["1"]},
        {"text": "<a1>Orla</a1> met <a1>Bent</a1>."},
        {"text": "Nobody left."},
    ],
)
def test_a_portrayal_with_wrong_marks_is_refused(tmp_path: Path, row: dict[str, object]) -> None:
    with pytest.raises(SeedError, match=r"own\.jsonl:1"):
        _portrayal(tmp_path, **row)


def test_every_portrayal_of_the_seeds_can_be_read() -> None:
    rows = read_portrayals()
    assert {row.label for row in rows} == {"negative", "neutral", "positive"}
    assert all("<" not in row.text for row in rows)
