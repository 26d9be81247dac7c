"""Sentences a second, views and scoring through plain scikit-learn in batches: `python -m benchmarks.sentences --data DIR`.

Beside each task stands VADER over the same sentences, so that the ratio carries over to other computers. All times are
processor time of this process on one core: medians of repeats.
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from stance import model as artifacts
from stance.model import ArtifactError
from stance.text import SEEDS
from training import baselines, dse, newsmtsc, viewing
from training.corpora import CorpusError
from training.evaluate import SENTIMENT_FILES, STANCE_FILES, stance_probabilities

_REPEATS = 3


def _median(call: Callable[[], object]) -> float:
    """Give the median seconds of processor time of some calls."""
    seconds = []
    for _ in range(_REPEATS):
        begun = process_time()
        call()
        seconds.append(process_time() - begun)
    return statistics.median(seconds)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sentences", description="Time views and scoring in batches.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    options = parser.parse_args(arguments)
    try:
        model = artifacts.load(SEEDS.parent / "models")
        files = (options.data / file for file in SENTIMENT_FILES["dev"].values())
        mentions = [one for file in files for one in newsmtsc.read_split(file)]
        rows = dse.read_rows(options.data / STANCE_FILES["dev"])
    except (ArtifactError, CorpusError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{'task':34} {'sentences a second':>18} {'views':>7} {'scoring':>8} {'times VADER':>12}")
    for name, texts, show, score in (
        (
            "sentiment of one mention",
            [one.text for one in mentions],
            lambda: viewing.mentions(mentions, model.lexicon),
            lambda: model.sentiment.probabilities(viewing.mentions(mentions, model.lexicon)),
        ),
        (
            "stance of a pair, both directions",
            [row.text for row in rows],
            lambda: viewing.pairs(rows, model.lexicon),
            lambda: stance_probabilities(model, rows),
        ),
    ):
        shown, whole = _median(show), _median(score)
        vader = _median(lambda texts=texts: baselines.scores(texts))  # type: ignore[misc]
        views = f"{100 * shown / whole:.0f} %", f"{100 * (whole - shown) / whole:.0f} %"
        print(f"{name:34} {len(texts) / whole:18.0f} {views[0]:>7} {views[1]:>8} {whole / vader:12.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
