"""Run the comparison: `python -m benchmarks.comparison [--quick] [--only NAME ...]`."""

import argparse
import os
import platform
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import orjson

from benchmarks.comparison import forms, growth, hotpath, inprocess, serving, tables, texts
from benchmarks.comparison.bars import bars
from benchmarks.comparison.faults import RowFailedError
from benchmarks.comparison.forms import Throughput
from benchmarks.comparison.growth import Curve
from benchmarks.comparison.load import find_generator
from benchmarks.comparison.rows import Row, Sample
from benchmarks.comparison.servers import ROOT
from benchmarks.comparison.targets import SERVED, SERVICE, WORKERS
from deploy.native import native
from stance.engine import Engine
from stance.model import ArtifactError
from stance.report import Options, TextInput

RESULTS = ROOT / "benchmarks" / "results" / "latest.json"
PEERS, TOPICS = ("roberta", "roberta-padded", "spacy"), ("forms", "pieces", "growth")
NAMES = (*(one.name for one in SERVED), *PEERS, *TOPICS)
# To how many tokens GRU-TSC's code pads a mention (its option max_seq_len).
_PADDED_TO = 150
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a run takes its time: stretches of load, rounds of the fast rows, seconds for peers and for each size."""

    pace: serving.Pace
    rounds: int
    peer_seconds: float
    peer_articles: int
    size_seconds: float
    repeats: int


FULL = Effort(serving.Pace(3, 12), 3, 10, 3, 1.0, 51)
QUICK = Effort(serving.Pace(1, 4), 1, 1, 1, 0.2, 7)


@dataclass
class Run:
    """All that one run measured, and why it did not measure the rest."""

    rows: dict[str, Row] = field(default_factory=dict)
    throughput: list[Throughput] = field(default_factory=list)
    pieces: Sequence[tuple[str, float]] = ()
    curves: dict[str, Curve] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


def run(engine: Engine, effort: Effort, chosen: Sequence[str]) -> Run:
    """
    Measure what is chosen, one thing after the other, with one server up at a time.

    :param engine: The engine, for what is measured in this process.
    :param effort: How long to take.
    :param chosen: Names of rows and topics.
    :return: What was measured; a row that fails says why and ends nothing else.
    """
    done, text = Run(), texts.article()
    generator = _generator(done) if any(one in chosen for one in (*(served.name for served in SERVED), "forms")) else None
    _served_rows(done, effort, chosen, text, generator)
    shown = texts.scored_sentences(text, engine.analyse(TextInput(text), Options()))
    for peer in inprocess.peers(text, shown, _PADDED_TO):
        if peer.name in chosen:
            row = done.rows.setdefault(peer.name, Row(peer.name, peer.title, served=False))
            _add(row, lambda peer=peer: inprocess.measure(peer, effort.peer_seconds, effort.peer_articles))  # type: ignore[misc]
    if "forms" in chosen and generator:
        served = next(one for one in SERVED if one.name == SERVICE)
        done.throughput = _kept(done, "forms", lambda: forms.measure(served, text, generator, effort.pace, WORKERS)) or []
    if "pieces" in chosen:
        done.pieces = _kept(done, "pieces", lambda: hotpath.pieces(engine, text, effort.repeats)) or ()
    if "growth" in chosen:
        for measure in (growth.over_length, growth.over_mentions, growth.over_batch):
            topic = f"growth {measure.__name__.replace('_', ' ')}"
            curve = _kept(done, topic, lambda measure=measure: measure(engine, effort.size_seconds))  # type: ignore[misc]
            if curve is not None:
                done.curves[curve.name] = curve
    return done


def _generator(done: Run) -> str | None:
    try:
        return find_generator()
    except RowFailedError as error:
        done.failures["load"] = str(error)
        return None


def _served_rows(done: Run, effort: Effort, chosen: Sequence[str], text: str, generator: str | None) -> None:
    wanted = [one for one in SERVED if one.name in chosen]
    for one in wanted:
        done.rows[one.name] = Row(one.name, one.title, failure=done.failures.get("load", ""))
    if generator is None:
        return
    # Round by round and not row by row, so that a slow minute of the computer falls on all of them.
    for number in range(effort.rounds):
        for one in wanted:
            row = done.rows[one.name]
            if not row.failure and not (one.once and number):
                _add(row, lambda one=one: serving.measure(one, text, effort.pace, generator, WORKERS))  # type: ignore[misc]


def _add(row: Row, measure: Callable[[], Sample]) -> None:
    _say(row.title)
    try:
        row.samples.append(measure())
    except Exception as error:  # noqa: BLE001 - whatever it is, it is this row's, and the others are measured
        row.failure = _reason(error)
        _say(f"{row.title}: {row.failure}")


def _kept(done: Run, topic: str, measure: Callable[[], T]) -> T | None:
    _say(topic)
    try:
        return measure()
    except Exception as error:  # noqa: BLE001 - as above
        done.failures[topic] = _reason(error)
        return None


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, RowFailedError) else f"{type(error).__name__}: {error}"


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


def report(done: Run) -> str:
    """
    Lay out a run.

    :param done: What was measured.
    :return: One table a topic, and the bars at the end.
    """
    parts = []
    if done.rows:
        parts += ["What an article costs", tables.cost_table(done.rows), "Time to an answer", tables.latency_table(done.rows)]
    if done.throughput:
        parts += [f"Forms of a request, at {forms.CONNECTIONS} connections", tables.form_table(done.throughput)]
    if done.pieces:
        parts += ["A request from bytes to bytes, without the server", tables.piece_table(done.pieces)]
    for curve in done.curves.values():
        parts += [f"Cost against {curve.name}", tables.curve_table(curve)]
    parts += [f"{topic} failed: {reason}" for topic, reason in done.failures.items()]
    return "\n\n".join([*parts, "Bars", tables.bar_table(bars(done.rows, done.throughput, done.curves))])


def record(done: Run, version: str, effort: Effort) -> dict[str, Any]:
    """
    Give a run as plain data.

    :param done: What was measured.
    :param version: The model's version.
    :param effort: How long it took its time.
    :return: What `benchmarks/results/latest.json` holds.
    """
    held = bars(done.rows, done.throughput, done.curves)
    return {
        "model": version,
        "computer": {"cores": os.cpu_count(), "machine": platform.machine(), "python": platform.python_version()},
        "compiled_to_c": len(native()),
        "effort": asdict(effort),
        **asdict(done),
        "exponents": {name: [curve.fitted, curve.fitted_above_middle] for name, curve in done.curves.items()},
        "bars": [{**asdict(bar), "met": bar.met} for bar in held],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status: 0 whether the bars are met or not.
    """
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.comparison", description="Time the service beside what else one might run, in one run."
    )
    parser.add_argument("--quick", action="store_true", help="one short round (some two minutes; the figures are rough)")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME", help=f"of: {', '.join(NAMES)}")
    parser.add_argument("--models", type=Path, default=ROOT / "models", metavar="DIR", help="the artifact's folder")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="FILE", help="where the figures go, as JSON")
    options = parser.parse_args(arguments)
    os.environ["STANCEWIRE_MODELS_DIR"] = str(options.models.resolve())
    try:
        engine = Engine.load(options.models)
    except ArtifactError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    effort = QUICK if options.quick else FULL
    done = run(engine, effort, options.only)
    modules = f"{len(native())} modules compiled to C" if native() else "plain Python"
    print(
        f"model {engine.version}; {modules}; {os.cpu_count()} cores; {'quick' if options.quick else 'full'} run\n\n{report(done)}"
    )
    options.results.parent.mkdir(parents=True, exist_ok=True)
    options.results.write_bytes(orjson.dumps(record(done, engine.version, effort), option=orjson.OPT_INDENT_2))
    return 0


if __name__ == "__main__":
    # Ended from outside, it leaves by the same door as on Ctrl-C, where every server is stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
