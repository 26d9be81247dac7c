"""Time the steps of an analysis, as ratios of one run: `python -m benchmarks.steps [FILE]`.

Ratios carry over from one computer to another, seconds do not. All times are processor time of this process: medians of
repeats.
"""

import argparse
import math
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from stance import engine as steps
from stance import scored
from stance.engine import Engine
from stance.model import ArtifactError
from stance.report import Options, TextInput
from stance.text import SEEDS
from stance.text import read as read_text
from training import baselines

MODELS = SEEDS.parent / "models"
ARTICLE = SEEDS / "articles" / "ceasefire.txt"
LENGTHS = (1, 2, 4, 8)
# For each step the functions, by owner and name, that make it up.
Calls = Mapping[str, Sequence[tuple[object, str]]]


@dataclass
class Clock:
    """Seconds spent in each step."""

    seconds: dict[str, float] = field(default_factory=dict)

    def around(self, step: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """
        Wrap a function.

        :param step: Under which step its time is booked.
        :param call: The function.
        :return: A function that does the same and books its time.
        """

        def timed(*arguments: Any, **options: Any) -> Any:
            begun = process_time()
            try:
                return call(*arguments, **options)
            finally:
                self.seconds[step] = self.seconds.get(step, 0.0) + process_time() - begun

        return timed


def calls_of(engine: Engine) -> Calls:
    """
    Name what an engine calls in each step; these do not call one another.

    :param engine: The engine, whose models may be of any class.
    :return: The functions of each step.
    """
    scorers = {type(engine.model.sentiment), type(engine.model.stance)}
    return {
        "reading": ((Engine, "read"),),
        "views": ((scored, "mention_in"), (scored, "statement_views"), (scored, "spoken_mention")),
        "scoring": tuple((scorer, "probabilities") for scorer in scorers),
        "aggregation": ((steps, "by_pair"), (steps, "stance_report"), (steps, "sentiment")),
    }


@contextmanager
def measured(calls: Calls) -> Iterator[Clock]:
    """
    Book the time of some steps while the context lasts.

    :param calls: The functions of each step, none of which calls another.
    :yield: The clock.
    """
    clock = Clock()
    with ExitStack() as stack:
        for step, functions in calls.items():
            for owner, name in functions:
                stack.enter_context(patch.object(owner, name, clock.around(step, getattr(owner, name))))
        yield clock


def median_time(call: Callable[[], object], repeats: int) -> float:
    """
    Time a call.

    :param call: What to do.
    :param repeats: How often, after one call that is not counted.
    :return: The median of its processor time, in seconds.
    """
    call()
    times = []
    for _ in range(repeats):
        begun = process_time()
        call()
        times.append(process_time() - begun)
    return statistics.median(times)


def step_times(call: Callable[[], object], calls: Calls, repeats: int) -> dict[str, float]:
    """
    Time the steps of a call.

    :param call: What to do.
    :param calls: The functions of each step, none of which calls another.
    :param repeats: How often, after one call that is not counted.
    :return: The median seconds of each step; `rest` is what no step accounts for.
    """
    call()
    runs: list[dict[str, float]] = []
    for _ in range(repeats):
        with measured(calls) as clock:
            begun = process_time()
            call()
            whole = process_time() - begun
        runs.append({**clock.seconds, "rest": whole - sum(clock.seconds.values())})
    return {step: statistics.median(run.get(step, 0.0) for run in runs) for step in (*calls, "rest")}


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """
    Fit how cost grows with size, by least squares on logarithms.

    :param sizes: The sizes.
    :param times: The cost of each.
    :return: The power of the size that the cost follows: 1 is linear, 2 quadratic.
    """
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(time) for time in times]).slope


def _report_steps(engine: Engine, text: str, whole: float, repeats: int) -> None:
    times = step_times(partial(engine.analyse, TextInput(text), Options()), calls_of(engine), repeats)
    total = sum(times.values())
    print(f"{'step':14} {'share':>7}")
    for step, seconds in times.items():
        print(f"{step:14} {100 * seconds / total:6.1f} %")
    sentences = [text[sentence.start : sentence.end] for sentence in read_text(text).sentences]
    vader = median_time(partial(baselines.scores, sentences), repeats)
    print(f"\nwhole analysis against VADER over the same {len(sentences)} sentences: {whole / vader:.2f} times its time")


def _report_growth(engine: Engine, text: str, whole: float, repeats: int) -> None:
    times = [whole]
    for times_long in LENGTHS[1:]:
        repeated = TextInput("\n\n".join([text] * times_long))
        times.append(median_time(partial(engine.analyse, repeated, Options()), max(3, repeats // times_long)))
    print(f"\n{'length':14} {'cost':>7}")
    for times_long, seconds in zip(LENGTHS, times, strict=True):
        print(f"x{times_long:<13} {seconds / whole:7.2f}")
    print(f"fitted exponent: {exponent(LENGTHS, times):.2f} (1 is linear)")


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the benchmark.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.steps", description="Time the steps of an analysis, as ratios.")
    parser.add_argument("file", nargs="?", type=Path, default=ARTICLE, help="a UTF-8 text (default: a seed article)")
    parser.add_argument("--models", type=Path, default=MODELS, metavar="DIR", help="the artifact's folder")
    parser.add_argument("--repeats", type=int, default=31, metavar="N", help="runs behind each median (default: 31)")
    options = parser.parse_args(arguments)
    try:
        text = options.file.read_text(encoding="utf-8")
        engine = Engine.load(options.models)
    except (OSError, UnicodeDecodeError, ArtifactError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    whole = median_time(partial(engine.analyse, TextInput(text), Options()), options.repeats)
    print(f"{options.file.name}: {len(text.split())} words; model {engine.version}; medians of {options.repeats} runs\n")
    _report_steps(engine, text, whole, options.repeats)
    _report_growth(engine, text, whole, options.repeats)
    print(f"\non one core: {1 / whole:.0f} such articles a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
