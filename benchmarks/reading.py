"""Time the reading of a text, and all of an analysis but the classifier: `python -m benchmarks.reading [FILE]`.

Seconds are processor time of this process, medians of repeats, and belong to the computer they were measured on; exponents carry
over. An exponent is fitted by least squares on logarithms: 1 is linear, 2 quadratic.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks.steps import MODELS, exponent, median_time
from stance import seeds as tables
from stance.actors import ActorFinder
from stance.attribution import Attributor
from stance.engine import Engine, ReadDocument
from stance.model import ArtifactError, Classifier
from stance.registry import Registry, build
from stance.report import Options, TextInput
from stance.statements import candidates
from stance.stretches import Stretches, mention_in, spoken_mention, statement_views
from stance.text import SEEDS
from stance.text import read as read_text
from stance.views import Views

ARTICLE = SEEDS / "articles" / "ferry.txt"
LENGTHS = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
# Who is in office goes by the date; a fixed one keeps the work from changing with the day.
PUBLISHED = "2024-06-01"
MENTIONS = (10, 30, 100, 300, 1_000, 3_000)
_SHORT = 3_000
_DENSE = "Russia condemned Turkey. Iran told Egypt that Qatar had backed Jordan. "


@dataclass(frozen=True)
class Steps:
    """The steps of a reading, to be called one at a time."""

    finder: ActorFinder
    attributor: Attributor
    titles: frozenset[str]
    departures: frozenset[str]

    @classmethod
    def load(cls) -> "Steps":
        """
        Build the steps as the engine does.

        :return: The steps over the repository's seeds.
        """
        loaded = tables.load()
        departures = frozenset(issue.id for issue in loaded.issues if issue.departure)
        finder = ActorFinder(build(loaded), loaded)
        return cls(finder, Attributor(loaded.cues, loaded.title_words), loaded.title_words, departures)

    def times(self, text: str, read: ReadDocument, repeats: int) -> dict[str, float]:
        """
        Time each step on what the one before gave.

        :param text: The text.
        :param read: The same, read.
        :param repeats: How often.
        :return: The median seconds of each step.
        """
        document, reading, said = read.document, read.reading, read.attributions
        nothing = Registry({}, {}, ())
        calls: dict[str, Callable[[], object]] = {
            "text": partial(read_text, text),
            "actors and issues": partial(self.finder.read, document, nothing, PUBLISHED),
            "attribution": partial(self.attributor.attribute, document, reading),
            "statements": partial(candidates, document, reading, said, self.titles, self.departures),
        }
        return {step: median_time(call, repeats) for step, call in calls.items()}


def make_views(engine: Engine, read: ReadDocument) -> int:
    """
    Make all that the models would be shown of a text.

    :param engine: The engine, for its lexicon.
    :param read: The text, read.
    :return: How many views there are.
    """
    stretches = Stretches(read.document, engine.model.lexicon, read.attributions)
    named = [mention_in(one, read.document, stretches) for one in read.reading.mentions if one.kind == "actor"]
    pairs = [statement_views(statement, stretches) for statement in read.statements]
    return len(named) + len(pairs) + sum(spoken_mention(statement, stretches) is not None for statement in read.statements)


def time_without_classifier(engine: Engine, text: str, repeats: int) -> float:
    """
    Time an analysis in which the classifiers' answers cost nothing: those of a first run are given again.

    :param engine: The engine.
    :param text: The text.
    :param repeats: How often.
    :return: The median seconds.
    """
    answers: list[NDArray[np.float64]] = []
    real = Classifier.probabilities

    def remember(classifier: Classifier, views: Sequence[Views]) -> NDArray[np.float64]:
        answers.append(real(classifier, views))
        return answers[-1]

    analyse = partial(engine.analyse, TextInput(text, published=PUBLISHED), Options())
    with patch.object(Classifier, "probabilities", remember):
        analyse()
    again = cycle(answers)
    with patch.object(Classifier, "probabilities", lambda *_: next(again)):
        return median_time(analyse, repeats)


def _read(engine: Engine, text: str) -> ReadDocument:
    return engine.read(TextInput(text, published=PUBLISHED), Options())


def _report_article(engine: Engine, name: str, text: str, repeats: int) -> None:
    read = _read(engine, text)
    mentions = [one for one in read.reading.mentions if one.kind == "actor"]
    print(
        f"{name}: {len(text.split())} words, {len({one.id for one in mentions})} actors in {len(mentions)} mentions, "
        f"{len(read.attributions)} attributions, {len(read.statements)} statements; medians of {repeats} runs\n"
    )
    whole = median_time(partial(_read, engine, text), repeats)
    print(f"{'reading':20} {1000 * whole:7.2f} ms")
    for step, seconds in Steps.load().times(text, read, repeats).items():
        print(f"  {step:18} {1000 * seconds:7.2f} ms")
    views = median_time(partial(make_views, engine, read), repeats)
    print(f"{'views':20} {1000 * views:7.2f} ms")
    rest = time_without_classifier(engine, text, repeats)
    print(f"{'all but classifier':20} {1000 * rest:7.2f} ms")
    print("`reading` finds mentions, attributions and statements; `all but classifier` is an analysis with everything but the")
    print("models' `probabilities`: reading, views, avowals and pooling. The tables below are of `reading`.")


def growth(engine: Engine, texts: Sequence[str], repeats: int) -> list[tuple[int, int, float]]:
    """
    Time the reading of texts of different sizes.

    :param engine: The engine.
    :param texts: The texts, from small to large.
    :param repeats: How often a short one is read; a long one is read at least three times.
    :return: For each text its characters, its mentions, and the median seconds.
    """
    rows = []
    for text in texts:
        often = max(3, min(repeats, repeats * _SHORT // len(text)))
        mentions = len(_read(engine, text).reading.mentions)
        rows.append((len(text), mentions, median_time(partial(_read, engine, text), often)))
    return rows


def cropped(text: str, length: int) -> str:
    """
    Repeat a text up to a length.

    :param text: The text.
    :param length: How many characters.
    :return: The text over and over, cut off there.
    """
    copies = length // (len(text) + 2) + 1
    return "\n\n".join([text] * copies)[:length]


def _report_growth(title: str, rows: Sequence[tuple[int, int, float]]) -> None:
    print(f"\n{title}\n{'characters':>12} {'mentions':>9} {'ms':>9} {'µs a character':>15}")
    for characters, mentions, seconds in rows:
        print(f"{characters:12,} {mentions:9,} {1000 * seconds:9.2f} {1_000_000 * seconds / characters:15.3f}")
    times = [seconds for _, _, seconds in rows]
    print(f"fitted exponent over characters: {exponent([row[0] for row in rows], times):.2f}", end="")
    named = [(mentions, seconds) for _, mentions, seconds in rows if mentions]
    if len(named) > 1:
        print(f", over mentions: {exponent([row[0] for row in named], [row[1] for row in named]):.2f}", end="")
    print(" (1 is linear)")


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the benchmark.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reading", description="Time the reading, and all but the classifier."
    )
    parser.add_argument("file", nargs="?", type=Path, default=ARTICLE, help="a UTF-8 text (default: a seed article)")
    parser.add_argument("--models", type=Path, default=MODELS, metavar="DIR", help="the artifact's folder")
    parser.add_argument("--repeats", type=int, default=101, metavar="N", help="runs behind a median (default: 101)")
    options = parser.parse_args(arguments)
    try:
        text = options.file.read_text(encoding="utf-8")
        engine = Engine.load(options.models)
    except (OSError, UnicodeDecodeError, ArtifactError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    _report_article(engine, options.file.name, text, options.repeats)
    lengths = [cropped(text, length) for length in LENGTHS]
    _report_growth("reading the article, repeated and cut off", growth(engine, lengths, options.repeats))
    dense = [cropped(_DENSE, count * len(_DENSE) // 6) for count in MENTIONS]
    _report_growth("reading nothing but names", growth(engine, dense, options.repeats))
    return 0


if __name__ == "__main__":
    sys.exit(main())
