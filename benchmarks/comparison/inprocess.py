"""Rows that nobody serves: a library that reads the article in a process of its own, without HTTP around it."""

import json
import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from benchmarks.comparison import processes
from benchmarks.comparison.environments import python_with
from benchmarks.comparison.faults import RowFailedError, last_lines
from benchmarks.comparison.load import Load
from benchmarks.comparison.rows import Cell, Sample
from benchmarks.comparison.servers import ROOT

_PATIENCE_SECONDS = 180


@dataclass(frozen=True)
class Peer:
    """A script under `peers`, what its environment needs, and what it is asked beside the seconds."""

    name: str
    title: str
    module: str
    requirements: Sequence[str]
    asked: Mapping[str, Any]
    environment: str = ""


def peers(text: str, shown: Sequence[tuple[str, str]], padded_to: int) -> tuple[Peer, ...]:
    """
    List the peers that run in a process of their own.

    :param text: The article.
    :param shown: Sentence and target of each mention that is scored.
    :param padded_to: To how many tokens GRU-TSC pads a mention.
    :return: The peers.
    """
    words = [len(f"{sentence} {target}".split()) for sentence, target in shown]
    needs = ("requirements-benchmarks-roberta.txt",)
    module = "benchmarks.comparison.peers.roberta"
    return (
        Peer(
            "roberta",
            f"RoBERTa-base over the {len(words)} mentions",
            module,
            needs,
            {"words": words, "padded_to": None},
            "roberta",
        ),
        Peer(
            "roberta-padded",
            f"the same, padded to {padded_to} tokens",
            module,
            needs,
            {"words": words, "padded_to": padded_to},
            "roberta",
        ),
        Peer(
            "spacy",
            "spaCy's small pipeline, one thread",
            "benchmarks.comparison.peers.spacypipe",
            ("requirements-benchmarks.txt", "requirements.txt"),
            {"text": text},
            "spacy",
        ),
    )


def measure(peer: Peer, seconds: float, least: int) -> Sample:
    """
    Measure a peer.

    :param peer: The peer.
    :param seconds: For how long.
    :param least: How many articles at least.
    :return: What was measured.
    :raises RowFailedError: If it cannot be installed, or fails.
    """
    python = python_with(peer.environment, *peer.requirements)
    return run([str(python), "-m", peer.module], {**peer.asked, "seconds": seconds, "least": least})


def run(command: Sequence[str], asked: Mapping[str, Any]) -> Sample:
    """
    Run a script that speaks the protocol of the peers.

    :param command: The command.
    :param asked: What it is asked.
    :return: What was measured.
    :raises RowFailedError: If it ends before its time, or keeps silent.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        begun = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        watch = threading.Timer(_PATIENCE_SECONDS, process.kill)
        watch.start()
        try:
            if process.stdin is None or process.stdout is None:
                raise RowFailedError(_why(log))
            process.stdin.write(json.dumps(asked) + "\n")
            process.stdin.flush()
            _line(process.stdout, log)
            answered = time.perf_counter() - begun
            times = _line(process.stdout, log)
            used = processes.memory(process.pid)
        except OSError:
            raise RowFailedError(_why(log)) from None
        finally:
            watch.cancel()
            process.kill()
            process.communicate()
    return sample(times["wall"], times["cpu"], used, answered)


def sample(wall: Sequence[float], cpu: Sequence[float], used: processes.Memory, answered: float) -> Sample:
    """
    Put the times of single articles in the form of a stretch of load.

    :param wall: Seconds of each article.
    :param cpu: Processor seconds of each.
    :param used: Memory at the end.
    :param answered: Seconds from the start to the first answer.
    :return: One stretch at one connection, at the rate of the median article.
    """
    ordered = sorted(wall)
    middle = statistics.median(ordered)
    p95, p99 = (1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.95, 0.99))
    # Nothing is left over at the end of these, so one of the answers stands for the one that a connection would wait for.
    came = Load(1, len(wall) - 1, middle * len(wall), 1000 * middle, p95, p99)
    return Sample([Cell(came, statistics.median(cpu) * len(wall))], used, answered)


def _line(stream: IO[str], log: IO[str]) -> dict[str, Any]:
    line = stream.readline()
    if not line:
        raise RowFailedError(_why(log))
    told: dict[str, Any] = json.loads(line)
    return told


def _why(log: IO[str]) -> str:
    log.seek(0)
    return f"it ended before its time\n{last_lines(log.read())}"
