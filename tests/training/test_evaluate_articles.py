"""Whole articles against a gold, on an article and a gold of the tests' own making."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from stance.engine import Engine
from stance.report import ActorReport, DocumentReport, Options, Sentiment, Span, StanceReport, Target
from training import evaluate_articles
from training.articles import Article, names_of, norm, read_articles
from training.articletally import Tally
from training.oracles import decided_pairs, gold_actors

TEXT = (
    "Russia condemned Turkey on Monday over the shelling of a depot. The mill hands denounced Turkey, too. "
    "“They told us nothing,” a clerk said. Iran's envoy met the US delegation."
)
MILL_HANDS, TURKEY, RUSSIA, US = ["mill hands"], ["turkey", "ankara"], ["moscow", "russia"], ["us"]
Write = Callable[..., Path]


def _edge(holder: Sequence[str], target: Sequence[str] | None, label: str, **more: Any) -> dict[str, Any]:
    return {"holder": holder, "target": target, "issue": None, "label": label, "kind": "narrated", "strength": "explicit", **more}


GOLD = {
    "actors": [
        {"names": RUSSIA, "sentiment": "neutral", "salient": True},
        {"names": TURKEY, "sentiment": None, "salient": True},
        {"names": MILL_HANDS, "sentiment": "neutral", "salient": False},
        {"names": US, "sentiment": "neutral", "salient": False},
    ],
    "core": [_edge(RUSSIA, TURKEY, "against"), _edge(MILL_HANDS, TURKEY, "against")],
    "optional": [],
    "tempting": [{"holder": ["iran"], "target": US, "issue": None}],
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Lay out one article as the real ones are; keywords replace parts of its gold."""

    def lay_out(text: str = TEXT, **parts: object) -> Path:
        folder = tmp_path / "articles"
        (folder / "dev").mkdir(parents=True)
        (folder / "dev" / "made-1.txt").write_text(text, encoding="utf-8")
        (folder / "gold_dev.json").write_text(json.dumps({"made-1": {**GOLD, **parts}}), encoding="utf-8")
        (folder / "index_dev.json").write_text(json.dumps([{"id": "made-1", "date": "2013-05-25"}]), encoding="utf-8")
        return tmp_path

    return lay_out


def _report(*stances: tuple[str, str, str], issue: str | None = None) -> DocumentReport:
    """Make a report of (holder, target, label) over Russia, Turkey and Iran."""
    feeling = Sentiment("neutral", {}, 0.9)
    actors = tuple(
        ActorReport(f"{name.lower()}-government", name, "government", None, "registry", (Span(0, 6, name),), feeling)
        for name in ("Russia", "Turkey", "Iran")
    )
    given = []
    for holder, target, label in stances:
        aim = Target("issue", issue, issue) if issue else Target("actor", f"{target}-government", target.title())
        against = 0.2 if label == "favor" else 0.7
        odds = {"against": against, "neutral": 0.0, "favor": 1 - against}
        given.append(StanceReport(f"{holder}-government", aim, label, odds, 0.7, {}, ()))
    return DocumentReport("made-1", actors, tuple(given))


def _tally(article: Article, report: DocumentReport) -> Tally:
    tally = Tally()
    tally.add("made-1", article.gold, report)
    return tally


# What counts as found ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "bare"),
    [("The U.S.", "us"), ("Moscow’s", "moscow"), ("al-Qaida", "alqaida"), ("Union of the Bakers", "union of bakers")],
)
def test_names_are_compared_without_case_punctuation_and_article(written: str, bare: str) -> None:
    assert norm(written) == bare


def test_an_actor_answers_to_its_name_its_id_and_its_mentions() -> None:
    assert names_of(_report())["russia-government"] == {"russia", "russia government"}


@pytest.mark.parametrize(
    ("stance", "found", "right", "turned"),
    [
        (("russia", "turkey", "against"), 1, 1, 0),
        (("russia", "turkey", "favor"), 0, 0, 1),
        (("turkey", "russia", "against"), 0, 0, 0),
        (("iran", "turkey", "against"), 0, 0, 0),
    ],
)
def test_an_edge_counts_if_holder_target_and_label_are_the_gold_s(
    write: Write, stance: tuple[str, str, str], found: int, right: int, turned: int
) -> None:
    (article,) = read_articles(write(), "dev")
    tally = _tally(article, _report(stance))
    assert (tally.found_actor, tally.all_actor, tally.right, tally.predicted, tally.reversed) == (found, 2, right, 1, turned)


@pytest.mark.parametrize("label", ["neutral", "unclear"])
def test_neutral_and_unclear_are_no_predictions(write: Write, label: str) -> None:
    (article,) = read_articles(write(), "dev")
    tally = _tally(article, _report(("russia", "turkey", label)))
    assert (tally.predicted, tally.found_actor, tally.fates["actor", label]) == (0, 0, 1)


def test_a_pair_with_both_labels_in_the_gold_is_not_reversed(write: Write) -> None:
    (article,) = read_articles(write(optional=[_edge(RUSSIA, TURKEY, "favor")]), "dev")
    assert _tally(article, _report(("russia", "turkey", "favor"))).reversed == 0


@pytest.mark.parametrize(("issue", "found"), [("harbour-closures", 1), ("orchard-tax", 0)])
def test_an_issue_is_found_by_the_stem_of_a_content_word(write: Write, issue: str, found: int) -> None:
    core = [_edge(RUSSIA, None, "against", issue="closure of a harbour", issue_b=None)]
    (article,) = read_articles(write(core=core), "dev")
    tally = _tally(article, _report(("russia", "", "against"), issue=issue))
    assert (tally.found_issue, tally.all_issue, tally.all_actor) == (found, 1, 0)


def test_a_pair_that_a_reader_warned_of_is_counted(write: Write) -> None:
    tempting = [{"holder": ["iran"], "target": ["turkey"], "issue": None}]
    (article,) = read_articles(write(tempting=tempting), "dev")
    assert _tally(article, _report(("iran", "turkey", "favor"))).tempting == 1


def test_what_was_lost_is_booked_where_it_was_lost(write: Write) -> None:
    core = [_edge(MILL_HANDS, TURKEY, "against"), _edge(RUSSIA, US, "favor"), _edge(["iran"], TURKEY, "favor")]
    (article,) = read_articles(write(core=core), "dev")
    tally = _tally(article, _report())
    assert tally.fates == {("actor", fate): 1 for fate in ("holder not found", "target not found", "no statement")}
    assert [line.split("  ")[0] for line in tally.lines] == ["holder not found made-1", "target not found made-1", "no statement"]


def test_recall_is_told_by_kind_and_strength_for_both_readers_and_one(write: Write) -> None:
    core = [_edge(RUSSIA, TURKEY, "against", kind="quote"), _edge(["iran"], TURKEY, "favor", strength="implied")]
    (article,) = read_articles(write(core=core, optional=[_edge(RUSSIA, ["iran"], "favor")]), "dev")
    rows = {line.split()[0]: line for line in _tally(article, _report(("russia", "turkey", "against"))).tables().splitlines()}
    assert rows["quote"].split() == ["quote", "1.000", "(1/1)", "-"]
    assert rows["narrated"].split() == ["narrated", "0.000", "(0/1)", "0.000", "(0/1)"]
    assert rows["implied"].split() == ["implied", "0.000", "(0/1)", "-"]


# Oracles -------------------------------------------------------------------------------------------------------------


def test_the_gold_s_names_are_handed_over_as_the_text_writes_them(write: Write, engine: Engine) -> None:
    (article,) = read_articles(write(), "dev")
    read = engine.analyse(article.source, Options())
    handed = {actor.id: set(actor.aliases) for actor in gold_actors(article.gold, TEXT, read)}
    assert handed["russia-government"] == {"Russia"}
    assert handed["turkey-government"] == {"Turkey"}
    assert {"mill hands"} in handed.values()
    # "They told us nothing": a pronoun is nobody's acronym.
    assert {"US"} in handed.values()
    assert len(handed) == 4


def test_two_actors_of_the_gold_stay_two_where_the_reader_takes_them_for_one(write: Write) -> None:
    actors = [{"names": ["russia"], "sentiment": None}, {"names": ["russia government"], "sentiment": None}]
    text = "Russia spoke. The Russia government did not."
    (article,) = read_articles(write(text, actors=actors, core=[]), "dev")
    assert [actor.id for actor in gold_actors(article.gold, text, _report())] == ["russia-government", "gold-1"]


def test_with_all_mentions_told_every_actor_is_found(write: Write, engine: Engine) -> None:
    data = write()
    plain = evaluate_articles.evaluate(engine, data, "dev", 0.4)
    helped = evaluate_articles.evaluate(engine, data, "dev", 0.4, ("mentions",))
    assert plain.fates["actor", "holder not found"] == 1
    assert helped.fates["actor", "holder not found"] == 0
    assert helped.figures()["actors_found"] == 1


def test_with_pairs_told_only_polarity_is_left(write: Write) -> None:
    (article,) = read_articles(write(), "dev")
    report = _report(("russia", "turkey", "unclear"), ("turkey", "russia", "against"), ("iran", "turkey", "favor"))
    decided = decided_pairs(article.gold, report)
    assert [(one.holder, one.target.id, one.label) for one in decided.stances] == [
        ("russia-government", "turkey-government", "against")
    ]


# The command ---------------------------------------------------------------------------------------------------------


def _last_line(capsys: pytest.CaptureFixture[str]) -> Mapping[str, Any]:
    last: Mapping[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return last


def test_the_last_line_holds_the_figures(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate_articles.main(["--data", str(write()), "--json"]) == 0
    printed = _last_line(capsys)
    assert set(printed) == {"split", "stances", "actors_found", "sentiment"}
    assert printed["stances"]["recall_actor"] == pytest.approx(1 / 2)
    assert {"recall_actor", "recall_issue", "precision", "f1", "reversed"} <= set(printed["stances"])
    assert set(printed["sentiment"]) == {"accuracy", "macro_f1"}


@pytest.mark.parametrize(("asked", "named"), [(["mentions"], "mentions"), (["pairs", "mentions"], "mentions+pairs")])
def test_the_last_line_names_the_oracle(
    write: Write, capsys: pytest.CaptureFixture[str], asked: Sequence[str], named: str
) -> None:
    flags = [part for oracle in asked for part in ("--oracle", oracle)]
    assert evaluate_articles.main(["--data", str(write()), "--json", *flags]) == 0
    assert _last_line(capsys)["oracle"] == named


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("gold_dev.json", "{", "gold_dev.json"),
        ("gold_dev.json", "[1]", "gold_dev.json"),
        ("gold_dev.json", '{"made-1": {"actors": [], "core": [{"holder": ["a"]}], "optional": [], "tempting": []}}', "'target'"),
        ("gold_dev.json", '{"made-1": {"actors": []}}', "'core'"),
        ("index_dev.json", "[]", "'made-1'"),
        ("index_dev.json", '[{"id": "made-1"}]', "'date'"),
    ],
)
def test_a_malformed_gold_ends_the_command_with_one_line(
    write: Write, capsys: pytest.CaptureFixture[str], name: str, content: str, told: str
) -> None:
    data = write()
    (data / "articles" / name).write_text(content, encoding="utf-8")
    assert evaluate_articles.main(["--data", str(data)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ")
    assert name in line
    assert told in line


def test_a_text_that_is_not_utf_8_ends_the_command_with_one_line(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    data = write()
    (data / "articles/dev/made-1.txt").write_bytes(b"caf\xe9")
    assert evaluate_articles.main(["--data", str(data)]) == 1
    assert "made-1.txt" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["-0.1", "1.5", "nan"])
def test_a_threshold_that_is_no_probability_is_refused(capsys: pytest.CaptureFixture[str], value: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        evaluate_articles.main([f"--min-confidence={value}"])
    assert "between 0 and 1" in capsys.readouterr().err


def test_articles_that_are_not_there_end_the_command_with_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate_articles.main(["--data", str(tmp_path)]) == 1
    assert "gold_dev.json" in capsys.readouterr().err
