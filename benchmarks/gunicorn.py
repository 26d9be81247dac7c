"""How gunicorn should run the service: its choices side by side in one run, as a table in Markdown.

`python -m benchmarks.gunicorn [--quick]` needs wrk. Each choice serves the shipped artifact in processes of its own, and gets the
same article again and again over 1, 8 and 64 connections. Figures differ from one computer to another; compare the lines.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from benchmarks.comparison.faults import RowFailedError
from benchmarks.comparison.load import find_generator
from benchmarks.comparison.rows import Row
from benchmarks.comparison.servers import Launch, Served
from benchmarks.comparison.serving import Pace, measure
from service.settings import Settings
from stance.text import SEEDS

ARTICLE = SEEDS / "articles" / "ferry.txt"
CONNECTIONS = (1, 8, 64)
NOOP = "benchmarks.comparison.handlers.noop:app"
_GTHREAD = "service.worker.JsonErrorWorker"
_HEAD = (
    "workers", "requests/s", "CPU ms a request", "p50 / p95 / p99 ms at 1", "at 8", "at 64", "p99 over p50 at 8", "PSS MB",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to run gunicorn; `app` is what it serves, the service itself where it is empty."""

    workers: int
    threads: int
    worker: str = "gthread"
    preload: bool = True
    freeze: bool = True
    keep_alive: int = 5
    app: str = ""

    @property
    def title(self) -> str:
        """Say in words what is chosen."""
        kind = f"{self.workers} × sync" if self.worker == "sync" else f"{self.workers} × gthread, {_counted(self.threads)}"
        marks = (
            "" if self.preload else "no preload",
            "" if self.freeze else "no freeze",
            "" if self.keep_alive else "no keep-alive",
        )
        return ", ".join(part for part in (kind, *marks, "no-op handler" if self.app else "") if part)

    def launch(self, ports: Sequence[int], _: Path) -> Launch:
        """
        Say how to start it.

        :param ports: Free ports; the first is used.
        :return: The command and its environment.
        """
        options = {
            "config": "python:benchmarks.gunicornchoice",
            "worker-class": "sync" if self.worker == "sync" else _GTHREAD,
            "workers": self.workers,
            "threads": self.threads,
            "keep-alive": self.keep_alive,
        }
        command = [sys.executable, "-m", "gunicorn", *(f"--{name}={value}" for name, value in options.items())]
        environment = {
            "STANCEWIRE_HOST": "127.0.0.1",
            "STANCEWIRE_PORT": str(ports[0]),
            "BENCHMARK_PRELOAD": "yes" if self.preload else "no",
            "BENCHMARK_FREEZE": "yes" if self.freeze else "no",
            "OPENBLAS_NUM_THREADS": "1",
        }
        return Launch([*command, self.app] if self.app else command, environment)


def _counted(threads: int) -> str:
    return "1 thread" if threads == 1 else f"{threads} threads"


def choices() -> Iterator[Choice]:
    """
    List what is measured.

    :yield: The no-op handler, then every number of workers and threads, then the service's defaults with one thing changed.
    """
    default = Choice(Settings().workers, Settings().threads)
    yield replace(default, app=NOOP)
    for workers in (1, 2, 4):
        yield Choice(workers, 1, "sync")
        for threads in (1, 2, 4, 8):
            yield Choice(workers, threads)
    yield replace(default, freeze=False)
    yield replace(default, preload=False)
    yield replace(default, preload=False, freeze=False)
    yield replace(default, keep_alive=0)


def table_line(row: Row) -> str:
    """
    Write the line of a choice.

    :param row: What was measured.
    :return: A line of the table.
    """
    if row.failure:
        return f"| {row.title} | {row.failure.splitlines()[0]} |" + " |" * (len(_HEAD) - 2)
    rates = " / ".join(f"{row.cell(count, lambda cell: cell.rate):.0f}" for count in CONNECTIONS)
    times = [
        " / ".join(
            f"{row.cell(count, figure):.1f}"
            for figure in (lambda cell: cell.load.p50, lambda cell: cell.load.p95, lambda cell: cell.load.p99)
        )
        for count in CONNECTIONS
    ]
    spread = row.cell(8, lambda cell: cell.load.p99 / cell.load.p50)
    shared = row.median(lambda sample: sample.memory.shared_out)
    return f"| {row.title} | {rates} | {row.cpu_ms:.2f} | {' | '.join(times)} | {spread:.1f} | {shared:.0f} |"


def measured(choice: Choice, text: str, pace: Pace, generator: str) -> Row:
    """
    Measure a choice.

    :param choice: What is chosen.
    :param text: The article.
    :param pace: How long to load it.
    :param generator: The load generator.
    :return: What was measured, or why nothing was.
    """
    served = Served(choice.title, choice.title, choice.launch, lambda text: orjson.dumps({"text": text}))
    try:
        return Row(choice.title, choice.title, samples=[measure(served, text, pace, generator, choice.workers)])
    except RowFailedError as error:
        return Row(choice.title, choice.title, failure=str(error) or "it failed")


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Print the table.

    :param arguments: The command line; that of the process where None.
    :return: 0, or 1 where wrk is missing.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gunicorn", description="Measure ways to run gunicorn.")
    parser.add_argument("--quick", action="store_true", help="a second for each figure: two minutes or three in all")
    parser.add_argument("--only", default="", help="measure only choices with these words in their title")
    options = parser.parse_args(arguments)
    try:
        generator = find_generator()
    except RowFailedError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    text = ARTICLE.read_text(encoding="utf-8")
    pace = Pace(1, 1, CONNECTIONS) if options.quick else Pace(4, 4, CONNECTIONS)
    print(f"| {' | '.join(_HEAD)} |\n|{' --- |' * len(_HEAD)}")
    for choice in choices():
        if options.only in choice.title:
            print(table_line(measured(choice, text, pace, generator)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
