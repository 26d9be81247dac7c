"""Measure whole articles against a gold of two readers: texts in, edges out.

`python -m training.evaluate_articles --data DIR --split dev|test [--oracle mentions|pairs] --json` takes the texts of
`DIR/articles` the whole way. What counts as found is said in `training.articles`; what either reader gave counts as right.
"""

import argparse
import json
import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from stance.engine import Engine
from stance.model import ArtifactError
from stance.report import Options
from stance.seeds import SeedError
from training.articles import read_articles
from training.articletally import Tally
from training.corpora import CorpusError
from training.oracles import ORACLES, decided_pairs, gold_actors


def evaluate(engine: Engine, data: Path, split: str, min_confidence: float, oracles: Collection[str] = ()) -> Tally:
    """
    Run every article through the engine.

    :param engine: The engine.
    :param data: The data folder.
    :param split: `dev` or `test`.
    :param min_confidence: The threshold to answer with, from 0 to 1.
    :param oracles: Which of `training.oracles.ORACLES` help.
    :return: The counts.
    :raises OSError: If the articles are not there.
    :raises CorpusError: If a file of the gold is not laid out as it should be; the message names it.
    """
    tally = Tally()
    options = Options(min_confidence=min_confidence)
    for article in read_articles(data, split):
        report = engine.analyse(article.source, options)
        if "mentions" in oracles:
            actors = gold_actors(article.gold, article.source.text, report)
            report = engine.analyse(article.source, replace(options, actors=actors))
        if "pairs" in oracles:
            report = decided_pairs(article.gold, report)
        tally.add(str(article.source.id), article.gold, report)
    return tally


def _fraction(value: str) -> float:
    number = float(value)
    if not 0 <= number <= 1:
        msg = "must lie between 0 and 1"
        raise argparse.ArgumentTypeError(msg)
    return number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.evaluate_articles", description="Measure whole articles.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--model", type=Path, default=Path("models"), help="the artifact's folder (default: models)")
    parser.add_argument("--min-confidence", type=_fraction, metavar="P", default=Options().min_confidence)
    parser.add_argument(
        "--oracle", action="append", choices=ORACLES, default=[], help="what the gold is to tell; may be given twice for both"
    )
    parser.add_argument("--verbose", action="store_true", help="list every edge found, missed or given in excess")
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    options = _parser().parse_args(arguments)
    oracles = [name for name in ORACLES if name in options.oracle]
    try:
        tally = evaluate(Engine.load(options.model), options.data, options.split, options.min_confidence, oracles)
    except (ArtifactError, CorpusError, OSError, SeedError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    figures = tally.figures()
    if options.verbose:
        print("\n".join(tally.lines))
    stances, feeling = figures["stances"], figures["sentiment"]
    print(
        f"stances: recall {stances['recall_actor']:.3f} ({tally.found_actor}/{tally.all_actor}), on issues "
        f"{stances['recall_issue']:.3f} ({tally.found_issue}/{tally.all_issue}), precision {stances['precision']:.3f} "
        f"({tally.right}/{tally.predicted}), F1 {stances['f1']:.3f}, reversed {stances['reversed']:.3f}, "
        f"tempting {tally.tempting}"
    )
    print(
        f"actors: found {figures['actors_found']:.3f} of {len(tally.sentiments)}; "
        f"sentiment accuracy {feeling['accuracy']:.3f}, macro-F1 {feeling['macro_f1']:.3f}"
    )
    print(tally.tables())
    if options.json:
        named = {"oracle": "+".join(oracles)} if oracles else {}
        print(json.dumps({"split": options.split, **named, **figures}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
