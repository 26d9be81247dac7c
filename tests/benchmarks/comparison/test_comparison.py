"""What is compared: the texts, the handlers, the pieces of a request, and a run in which rows fail."""

from collections.abc import Sequence
from pathlib import Path

import orjson
import pytest
from flask import Flask

from benchmarks.comparison import __main__ as command
from benchmarks.comparison import hotpath, texts
from benchmarks.comparison.faults import RowFailedError
from benchmarks.comparison.handlers import noop, permention, vader
from benchmarks.comparison.servers import Launch, Served
from benchmarks.comparison.serving import Pace
from benchmarks.comparison.targets import one_text
from service.settings import Settings
from stance.engine import Engine
from stance.report import Options, TextInput


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Load the shipped artifact, once."""
    return Engine.load(Settings().models_dir)


def test_the_article_has_eight_actors(engine: Engine) -> None:
    report = engine.analyse(TextInput(texts.article()), Options())
    assert len(report.actors) == 8
    assert 480 <= len(texts.article().split()) <= 540


@pytest.mark.parametrize("count", [0, *texts.MENTIONS])
def test_texts_of_one_length_have_as_many_mentions_as_asked(engine: Engine, count: int) -> None:
    text = texts.with_mentions(count)
    assert texts.mentions_of(engine.analyse(TextInput(text), Options())) == count
    assert len(text) == pytest.approx(len(texts.with_mentions(0)), rel=0.15)


def test_there_is_room_for_so_many_mentions_only() -> None:
    with pytest.raises(ValueError, match="at most 300"):
        texts.with_mentions(302)


def test_a_sentence_is_shown_once_for_each_actor_in_it(engine: Engine) -> None:
    text = "Iran thanked Oman. Iran said Iran would stay."
    assert texts.scored_sentences(text, engine.analyse(TextInput(text), Options())) == [
        ("Iran thanked Oman.", "Iran"),
        ("Iran said Iran would stay.", "Iran"),
        ("Iran thanked Oman.", "Oman"),
    ]


def test_asking_the_models_one_by_one_changes_no_answer(engine: Engine) -> None:
    asked = TextInput(texts.article())
    plain, batched = (one.analyse(asked, Options()) for one in (permention.engine(Settings()), engine))
    assert [one.sentiment.label for one in plain.actors] == [one.sentiment.label for one in batched.actors]
    for one, other in zip(plain.stances, batched.stances, strict=True):
        assert one.probabilities == pytest.approx(other.probabilities, abs=1e-6)


@pytest.mark.parametrize("app", [noop.app, vader.app])
def test_the_handlers_beside_the_service_answer_on_its_paths(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/readyz").status_code == 200
    assert client.post("/v1/score", data=one_text("Fine. Awful!")).status_code == 200


def test_vader_scores_each_sentence() -> None:
    scores = orjson.loads(vader.app.test_client().post("/v1/score", data=one_text("A wonderful day. An awful day.")).data)[
        "scores"
    ]
    assert scores[0] > 0 > scores[1]


def test_every_piece_of_a_request_takes_time(engine: Engine) -> None:
    pieces = dict(hotpath.pieces(engine, texts.article(), 3))
    assert list(pieces)[-1] == hotpath.REST
    assert {name for name, seconds in pieces.items() if seconds <= 0} == set()


def test_a_stretch_of_load_is_longer_where_answers_are_slow() -> None:
    pace = Pace(seconds=2, most=10)
    assert pace.stretch(8, 0.001, 2) == 2
    assert pace.stretch(8, 0.5, 2) == 6
    assert pace.stretch(1, 1.0, 2) == 3
    assert pace.stretch(64, 0.5, 2) == 10


def test_rows_that_fail_are_told_and_end_nothing(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def launch(_: Sequence[int], __: Path) -> Launch:
        msg = "not installed: no such wheel"
        raise RowFailedError(msg)

    monkeypatch.setattr(command, "SERVED", [Served("noop", "a peer", launch, one_text)])
    monkeypatch.setattr(command, "find_generator", lambda: "/bin/false")
    monkeypatch.setattr(Engine, "load", lambda *_: engine)
    results = tmp_path / "results" / "latest.json"
    assert command.main(["--quick", "--only", "noop", "pieces", "--results", str(results)]) == 0
    printed = capsys.readouterr().out
    assert "- a peer: not installed: no such wheel" in printed
    assert "JSON in" in printed
    told = orjson.loads(results.read_bytes())
    assert told["rows"]["noop"]["failure"] == "not installed: no such wheel"
    assert {bar["met"] for bar in told["bars"]} == {None}


def test_a_fault_nobody_thought_of_is_a_failure_too(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        msg = "read_json"
        raise AttributeError(msg)

    monkeypatch.setattr(hotpath, "pieces", broken)
    done = command.run(engine, command.QUICK, ["pieces"])
    assert done.failures == {"pieces": "AttributeError: read_json"}
    assert "pieces failed: AttributeError: read_json" in command.report(done)


def test_without_a_load_generator_the_rest_is_measured(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        msg = "wrk is missing"
        raise RowFailedError(msg)

    monkeypatch.setattr(command, "find_generator", missing)
    done = command.run(engine, command.QUICK, ["noop", "forms", "pieces"])
    assert done.rows["noop"].failure == "wrk is missing"
    assert done.throughput == []
    assert done.pieces
