"""`python -m training.evaluate_reading`: reading the brat gold, what counts as found, the last line, what is skipped."""

import json
from pathlib import Path

import pytest

from stance.attribution import Attribution
from stance.text import Document, read
from training import evaluate_reading as evaluation
from training.corpora import CorpusError
from training.polnear import GoldAttribution, Span, gold_of, read_annotated, read_articles, source_heads

ARTICLE = "paper_2016-09-08_harbour-vote"
TEXT = (
    "Prime Minister Angela Merkel said that the harbour plan was a farce.\n\n"
    '"We will never sign this plan in its present form," Boris Johnson said.\n\n'
    'The sign in Hull is blue ("a costly toy").\n'
)


def _spans(text: str, phrase: str) -> str:
    """Give brat offsets of a phrase; " … " joins the parts of a discontinuous one."""
    parts = phrase.split(" … ")
    return ";".join(f"{text.index(part)} {text.index(part) + len(part)}" for part in parts)


def _write(folder: Path, text: str, golds: list[dict[str, str]], annotator: str = "4b22") -> Path:
    (folder / "text").mkdir(parents=True, exist_ok=True)
    (folder / "attributions").mkdir(exist_ok=True)
    (folder / "text" / f"{ARTICLE}.txt").write_text(text, encoding="utf-8")
    lines: list[str] = []
    number = 0
    for event, gold in enumerate(golds, 1):
        roles = []
        for role, phrase in gold.items():
            number += 1
            lines.append(f"T{number}\t{role.rstrip('2')} {_spans(text, phrase)}\t{phrase}")
            roles.append(f"{role}:T{number}")
        kind = "Attribution" if "Source" in gold else "Attribution-no-source"
        lines.append(f"E{event}\t{kind}:T{number} {' '.join(roles)}")
    (folder / "attributions" / f"{ARTICLE}_{annotator}.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


GOLDS = [
    {"Source": "Prime Minister Angela Merkel", "Cue": "said that", "Content": "the harbour plan was a farce"},
    {"Content": '"We will never sign this plan in its present form,"', "Source": "Boris Johnson", "Cue": "Johnson said"},
    {"Source": "Hull", "Cue": "sign", "Content": '"a costly toy"'},
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    _write(tmp_path / "polnear/dev", TEXT, GOLDS)
    (tmp_path / "dse").mkdir()
    rows = ["[Barack Obama] met [zorblatt] .\tBarack Obama\tzorblatt\t0", "[Barack Obama] saw [him] .\tBarack Obama\thim\t0"]
    (tmp_path / "dse/valid.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "newsmtsc").mkdir()
    for name, mention in (("rw", "Angela Merkel"), ("mt", "She")):
        sentence = f"{mention} left early."
        row = {"id": "a_1_2_x", "sentence": sentence, "mention": mention, "from": 0, "to": len(mention), "polarity": 0}
        (tmp_path / f"newsmtsc/dev_{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path


def _last_line(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    line: dict[str, object] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return line


# Reading the gold ----------------------------------------------------------------------------------------------------


def test_a_discontinuous_content_keeps_its_parts_in_order_of_place(tmp_path: Path) -> None:
    text = '"The vote," he said, "is a farce."'
    content = '"is a farce." … "The vote,"'
    (one,) = read_annotated(_write(tmp_path, text, [{"Source": "he", "Cue": "said", "Content": content}]))
    (gold,) = one.attributions
    assert [text[slice(*span)] for span in gold.content] == ['"The vote,"', '"is a farce."']
    assert (gold.place, gold.is_direct(text)) == ("inside", True)


def test_a_second_content_of_one_event_belongs_to_it(tmp_path: Path) -> None:
    golds = [{"Cue": "said", "Source": "Orla", "Content": "the mill is shut", "Content2": "nobody knows why"}]
    (one,) = read_annotated(_write(tmp_path, "Orla said the mill is shut and nobody knows why.", golds))
    assert [len(gold.content) for gold in one.attributions] == [2]


def test_an_article_that_two_annotators_read_counts_once(tmp_path: Path) -> None:
    _write(tmp_path, TEXT, GOLDS[:1], "4b22")
    _write(tmp_path, TEXT, GOLDS, "ef2d")
    assert [one.annotator for one in read_annotated(tmp_path)] == ["4b22", "ef2d"]
    (kept,) = read_articles(tmp_path)
    assert (kept.annotator, kept.published, len(kept.attributions)) == ("4b22", "2016-09-08", 1)


@pytest.mark.parametrize("line", ["T1\tContent 5 900\tx", "T1\tContent 7 7\t", "E1\tAttribution:T4 Content:T3"])
def test_a_broken_annotation_is_named(tmp_path: Path, line: str) -> None:
    _write(tmp_path, TEXT, [])
    (tmp_path / f"attributions/{ARTICLE}_4b22.ann").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="4b22"):
        list(read_annotated(tmp_path))


def test_an_annotation_without_its_text_is_named(tmp_path: Path) -> None:
    _write(tmp_path, TEXT, GOLDS)
    (tmp_path / f"text/{ARTICLE}.txt").unlink()
    with pytest.raises(CorpusError, match="4b22"):
        list(read_annotated(tmp_path))


@pytest.mark.parametrize(
    ("text", "content", "direct"),
    [
        ('"It is a farce," he said.', '"It is a farce,"', True),
        ('"It is a farce," he said.', "It is a farce", True),
        ("''It is a farce,'' he said.", "''It is a farce,''", True),
        ("“It is a farce,” he said.", "It is a farce,", True),
        ('He called it "a farce" then.', 'it "a farce"', False),
        ("He said it is a farce.", "it is a farce", False),
    ],
)
def test_a_direct_quote_begins_and_ends_between_quotation_marks(text: str, content: str, *, direct: bool) -> None:
    start = text.index(content)
    assert GoldAttribution((), (), ((start, start + len(content)),)).is_direct(text) is direct


# Judging -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "heads"),
    [
        ("A Bloomberg poll", ["poll"]),
        ("the head of the Harbour Bureau", ["head"]),
        ("Rep. Dana Lee (R-Utah), a member of the panel,", ["lee"]),
        ("the campaign manager, Dana Lee", ["manager", "lee"]),
        ("Lee and Roy", ["lee", "roy"]),
        ("Lee's lawyers", ["lawyers"]),
        ("who", ["who"]),
    ],
)
def test_the_head_of_a_source_is_its_phrase_s_own_noun(source: str, heads: list[str]) -> None:
    document = read(f"{source} said so.")
    tokens = range(*document.tokens_between(0, len(source)))
    assert [document.lowers[token] for token in source_heads(document, tokens)] == heads


@pytest.mark.parametrize(
    ("source", "form"), [("Theresa May", "named"), ("She", "pronoun"), ("Officials", "unnamed"), ("one diplomat", "unnamed")]
)
def test_sources_are_told_apart_by_form(source: str, form: str) -> None:
    text = f"{source} said the mill is shut, as officials often do."
    start = text.index("the mill")
    gold = GoldAttribution(((0, len(source)),), (), ((start, start + len("the mill is shut")),))
    assert gold_of(read(text), gold).form == form


def _predicted(document: Document, content: str, source: str | None) -> Attribution:
    def tokens(phrase: str) -> Span:
        start = document.text.index(phrase)
        return document.tokens_between(start, start + len(phrase))

    return Attribution(tokens(content), "reported", tokens(source) if source else None, None, None, None)


@pytest.mark.parametrize(
    ("content", "source", "found", "right"),
    [
        ("the harbour plan was a farce", "Merkel", 1, 1),
        ("plan was a farce", "Merkel", 1, 1),
        ("a farce", "Merkel", 0, 0),
        ("the harbour plan was a farce", "Prime Minister", 0, 0),
        ("the harbour plan was a farce", None, 0, 0),
    ],
)
def test_half_the_content_and_the_source_s_head_make_a_find(
    tmp_path: Path, content: str, source: str | None, found: int, right: int
) -> None:
    (annotated,) = read_annotated(_write(tmp_path, TEXT, GOLDS[:1]))
    document = read(TEXT)
    tally = evaluation.AttributionTally()
    tally.add(annotated, document, [_predicted(document, content, source)])
    assert (tally.found["all"], tally.right, tally.predicted) == (found, right, 1)
    assert tally.gold == {"all": 1, "named": 1, "place before": 1}


def test_a_gold_attribution_without_a_source_wants_none(tmp_path: Path) -> None:
    golds = [{"Cue": "is believed", "Content": "the mill is shut"}]
    text = "It is believed in Hull that the mill is shut."
    (annotated,) = read_annotated(_write(tmp_path, text, golds))
    document = read(text)
    tally = evaluation.AttributionTally()
    tally.add(annotated, document, [_predicted(document, "the mill is shut", source) for source in ("Hull", None)])
    assert (tally.found["none"], tally.right, tally.predicted) == (1, 1, 2)


def test_a_name_is_covered_by_a_mention_and_a_pronoun_does_not_count() -> None:
    text = "Barack Obama met zorblatt before he left."
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("Barack Obama", "zorblatt", "he ")]
    tally = evaluation.entity_figures(evaluation.Reader(), [(text, span) for span in spans])
    assert (tally.covered["entities"], tally.marked) == (1, 2)
    assert "zorblatt" in tally.lines[0]


def test_a_name_that_does_not_act_is_covered_but_not_by_actors() -> None:
    text = "Barack Obama met friends in Damascus over Syrian bread."
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("Barack Obama", "Damascus", "Syrian")]
    tally = evaluation.entity_figures(evaluation.Reader(), [(text, span) for span in spans])
    assert tally.covered == {"entities": 3, "entities_known": 3, "entities_acting": 1}
    assert tally.marked == 3


def test_a_name_of_nobody_known_is_covered_but_not_as_a_known_one() -> None:
    text = "Barack Obama saw the lights of Vrelle Kosta on Monday."
    start = text.index("Vrelle")
    tally = evaluation.entity_figures(evaluation.Reader(), [(text, (start, start + len("Vrelle Kosta")))])
    assert tally.covered == {"entities": 1}


# The command ---------------------------------------------------------------------------------------------------------


def test_the_last_line_holds_fractions(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluation.main(["--data", str(data), "--split", "dev", "--json"]) == 0
    report = _last_line(capsys)
    assert list(report) == ["split", "attribution", "entities", "entities_known", "entities_acting"]
    assert report["split"] == "dev"
    assert report["entities"] == {"dse": pytest.approx(2 / 3), "newsmtsc": 1.0}
    figures = report["attribution"]
    assert isinstance(figures, dict)
    assert list(figures) == ["direct_found", "direct_source", "precision", "recall", "f1"]
    assert figures["direct_found"] == pytest.approx(1 / 2)
    assert figures["direct_source"] == pytest.approx(1.0)
    assert figures["recall"] == pytest.approx(2 / 3)
    assert 0 < figures["precision"] <= 1


def test_verbose_lists_what_was_missed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluation.main(["--data", str(data), "--verbose"]) == 0
    printed = capsys.readouterr().out
    assert "MISSED named before direct | Hull | sign" in printed
    assert "UNCOVERED 'zorblatt'" in printed
    assert "direct quotes: found 0.500 (1/2)" in printed


def test_a_part_that_is_not_there_is_skipped_with_a_message_and_null(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "polnear").rename(data / "elsewhere")
    (data / "newsmtsc/dev_mt.jsonl").unlink()
    assert evaluation.main(["--data", str(data), "--json"]) == 0
    captured = capsys.readouterr()
    report = json.loads(captured.out.splitlines()[-1])
    assert report["attribution"] is None
    assert report["entities"] == {"dse": pytest.approx(2 / 3), "newsmtsc": None}
    for name in ("attribution", "entities of newsmtsc"):
        assert f"skipped {name}" in captured.err


def test_with_nothing_to_measure_the_command_ends_with_an_error(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluation.main(["--data", str(data), "--split", "test", "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "nothing was measured" in captured.err


def test_the_table_defines_the_three_figures_on_names(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluation.main(["--data", str(data)]) == 0
    printed = capsys.readouterr().out
    for figure in ("entities", "entities_known", "entities_acting"):
        assert f"{figure} of dse: " in printed
        assert f"  {figure}: " in printed


def test_a_broken_file_ends_the_command_with_an_error(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "dse/valid.txt").write_text("no tabs\n", encoding="utf-8")
    assert evaluation.main(["--data", str(data)]) == 1
    assert "valid.txt:1" in capsys.readouterr().err
