"""Labels kept as references: the table's schema, the way back to the sentence, the merging of answers, the shipped table."""

import json
from pathlib import Path

import pytest

from stance.seeds import SeedError
from training.agreement import agreement
from training.annotations import COLUMNS, FIRST, SECOND, digest, main, merge, read_annotations, read_examples, write
from training.sentences import CorpusSentence, Sentences, read_sentences

_BARE = "Ardania condemned the raid while Velmark hailed it."
_OTHER = "The mayor of Orl will not back the toll road."


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a corpus of two rows each, which no hash vouches for."""
    folder = tmp_path / "data"
    (folder / "dse").mkdir(parents=True)
    (folder / "newsmtsc").mkdir()
    row = "[Ardania] condemned the raid while [Velmark] hailed it.\tArdania\tVelmark\t0\n"
    (folder / "dse/train.txt").write_text(row * 2, encoding="utf-8")
    record = json.dumps({"primary_gid": "site_7_12_the mayor_3", "sentence_normalized": _OTHER, "targets": []})
    (folder / "newsmtsc/train.jsonl").write_text(f"{record}\n{record}\n", encoding="utf-8")
    monkeypatch.setattr("training.sentences.verify", lambda *_: None)
    return folder


def _row(text: str, holder: str, target: str, **changed: object) -> dict[str, object]:
    spans = [(text.index(words), text.index(words) + len(words)) for words in (holder, target)]
    row = dict(zip(COLUMNS, ("dse", 1, *spans[0], *spans[1], "issue", "against", digest(text, spans[0], spans[1])), strict=True))
    return row | changed


def _table(path: Path, *rows: dict[str, object]) -> Path:
    lines = ["\t".join(COLUMNS), *("\t".join(str(row[column]) for column in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_label_becomes_the_example_that_it_refers_to(data: Path, tmp_path: Path) -> None:
    one = _row(_BARE, "Ardania", "raid")
    other = _row(_OTHER, "mayor of Orl", "toll road", corpus="newsmtsc", row=0, label="neutral")
    dse, newsmtsc = read_examples(data, _table(tmp_path / "labels.tsv", one, other))
    assert (dse.text[slice(*dse.first)], dse.text[slice(*dse.second)], dse.forward, dse.backward) == (
        "Ardania",
        "raid",
        "against",
        None,
    )
    assert newsmtsc.text[slice(*newsmtsc.second)] == "toll road"
    assert {dse.source, newsmtsc.source} == {"annotated"}


def test_folds_keep_a_labelled_sentence_with_the_corpus_rows_of_it(data: Path, tmp_path: Path) -> None:
    (one,) = read_examples(data, _table(tmp_path / "labels.tsv", _row(_BARE, "Ardania", "raid")))
    pair = read_sentences(data)["dse"][0].pair
    assert pair is not None
    assert one.group == pair.group


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"row": 2}, "no row 2"),
        ({"digest": "00000000"}, "digest: the offsets select other words"),
        ({"holder_end": 5}, "holder: offsets 0 to 5 do not select whole words"),
        ({"target_end": 27}, "target: offsets 22 to 27 do not select whole words"),
        ({"target_end": 900}, "target: offsets 22 to 900 do not select whole words"),
        ({"holder_end": 0}, "ends after it starts"),
        ({"holder_end": 26}, "overlap"),
        ({"label": "skip"}, "label"),
        ({"label": "positive"}, "label"),
        ({"corpus": "polnear"}, "corpus"),
        ({"row": -1}, "row"),
        ({"target_kind": "place"}, "target_kind"),
        ({"digest": "raid"}, "digest"),
    ],
)
def test_a_label_that_does_not_fit_is_named_by_file_and_line(
    data: Path, tmp_path: Path, changed: dict[str, object], complaint: str
) -> None:
    good = _row(_BARE, "Velmark", "raid")
    path = _table(tmp_path / "labels.tsv", good, _row(_BARE, "Ardania", "raid") | changed)
    with pytest.raises(SeedError, match=rf"labels\.tsv:3: .*{complaint}"):
        read_examples(data, path)


def test_a_pair_is_labelled_once(tmp_path: Path) -> None:
    one = _row(_BARE, "Ardania", "raid")
    with pytest.raises(SeedError, match=r"labels\.tsv:3: .*twice"):
        read_annotations(_table(tmp_path / "labels.tsv", one, one | {"label": "favor"}))


def _sentences() -> Sentences:
    return {"dse": [CorpusSentence("dse", 0, _BARE, _BARE)], "newsmtsc": []}


def _lines(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _item(number: int, holder: str, target: str) -> dict[str, object]:
    spans = [(_BARE.index(words), _BARE.index(words) + len(words)) for words in (holder, target)]
    place = {"id": number, "corpus": "dse", "row": 0, "marked": "not read", "target_kind": "issue"}
    return place | {"holder": spans[0], "target": spans[1]}


def test_merging_keeps_answers_but_no_skipped_pair_and_no_text(tmp_path: Path) -> None:
    batch = _lines(tmp_path / "batch-1.jsonl", _item(4, "Ardania", "raid"), _item(5, "Velmark", "raid"), _item(6, "raid", "it"))
    answers = _lines(tmp_path / "a.jsonl", {"id": 5, "label": "favor"}, {"id": 4, "label": "against"}, {"id": 6, "label": "skip"})
    merged = merge([batch], [answers], _sentences())
    assert [(one.holder, one.label) for one in merged] == [((0, 7), "against"), ((33, 40), "favor")]
    write(tmp_path / "labels.tsv", merged)
    assert [one for _, one in read_annotations(tmp_path / "labels.tsv")] == merged
    assert "raid" not in (tmp_path / "labels.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        ([{"id": 9, "label": "favor"}], "no batch holds: 9"),
        ([{"id": 4, "label": "favor"}, {"id": 4, "label": "against"}], r"a\.jsonl:2: the id 4 is given twice"),
        ([{"id": 4, "label": "for"}], r"a\.jsonl:1: label"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(tmp_path: Path, answers: list[dict[str, object]], complaint: str) -> None:
    batch = _lines(tmp_path / "batch-1.jsonl", _item(4, "Ardania", "raid"))
    with pytest.raises(SeedError, match=complaint):
        merge([batch], [_lines(tmp_path / "a.jsonl", *answers)], _sentences())


def test_agreement_counts_only_what_both_labelled() -> None:
    first = {1: "against", 2: "against", 3: "neutral", 4: "favor", 5: "favor"}
    second = {1: "against", 2: "neutral", 3: "neutral", 4: "favor", 9: "favor"}
    told = agreement(first, second)
    assert "labelled by both 4; 1 labelled by the second alone" in told
    # Chance agrees on 5 of 16: (3/4 - 5/16) / (11/16) = 7/11.
    assert "agree 0.750 (3/4), kappa 0.636" in told
    assert "against  0.667" in told
    assert "parted: against/neutral 1" in told


def test_the_command_tells_a_bad_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = _table(tmp_path / "bad.tsv", _row(_BARE, "Ardania", "raid", label="maybe"))
    good = _table(tmp_path / "good.tsv", _row(_BARE, "Ardania", "raid"))
    assert main(["--agreement", "--first", str(good), "--second", str(bad)]) == 1
    assert "bad.tsv:2: label" in capsys.readouterr().err


@pytest.mark.parametrize("path", [FIRST, SECOND], ids=lambda path: path.name)
def test_the_shipped_labels_are_well_formed(path: Path) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} is not there")
    assert {one.label for _, one in read_annotations(path)} == {"against", "neutral", "favor"}


@pytest.mark.parametrize("path", [FIRST, SECOND], ids=lambda path: path.name)
def test_the_shipped_labels_refer_to_sentences_of_the_corpora(path: Path, corpora_dir: Path) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} is not there")
    assert len(read_examples(corpora_dir, path)) == len(read_annotations(path))
