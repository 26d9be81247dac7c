"""Analyse files without a server: `python -m stance FILE… [--format table|json]`, `-` for standard input."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from stance.engine import Engine
from stance.model import ArtifactError
from stance.registries.rows import RegistryError
from stance.report import Options, TextInput
from stance.seeds import SeedError
from stance.table import render

MODELS = Path(__file__).resolve().parent.parent / "models"


def _fraction(value: str) -> float:
    number = float(value)
    if not 0 <= number <= 1:
        msg = "must lie between 0 and 1"
        raise argparse.ArgumentTypeError(msg)
    return number


def _date(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        msg = f"{value!r} is no date of the form YYYY-MM-DD, such as 2013-05-25"
        raise argparse.ArgumentTypeError(msg) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m stance", description="Say how texts portray their actors and where these stand."
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a UTF-8 text, or - for standard input")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    parser.add_argument(
        "--published", type=_date, metavar="DATE", help="date of the texts, such as 2013-05-25; decides who was in office"
    )
    parser.add_argument(
        "--min-confidence", type=_fraction, default=0.4, metavar="P", help="answer `unclear` below this (default: 0.4)"
    )
    parser.add_argument(
        "--roll-up", choices=("none", "parent"), default="none", help="`parent` adds sums by the parents of holders and targets"
    )
    parser.add_argument("--explain", action="store_true", help="add the features that weighed most (JSON only)")
    parser.add_argument("--neutral", action="store_true", help="list neutral and unclear pairs too (table only)")
    parser.add_argument(
        "--registry",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="actors and issues of your own: .csv, .jsonl, PETRARCH .txt, or a folder of these; may be repeated",
    )
    parser.add_argument("--models", type=Path, default=MODELS, metavar="DIR", help="the artifact's folder")
    return parser


def _text_of(name: str) -> str:
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return raw.decode("utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command; a file that cannot be read does not cost the others.

    :param arguments: Command-line arguments; those of the process where None.
    :return: 0, or 1 if a file could not be read or the artifact or a registry not be used.
    """
    options = _parser().parse_args(arguments)
    try:
        engine = Engine.load(options.models, options.registry)
    except (ArtifactError, RegistryError, SeedError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    asked = Options(min_confidence=options.min_confidence, explain=options.explain, roll_up=options.roll_up)
    status = 0
    documents = []
    for position, name in enumerate(options.files):
        try:
            text = _text_of(name)
        except (OSError, UnicodeDecodeError) as error:
            print(f"error: {name}: {error}", file=sys.stderr)
            status = 1
            continue
        report = engine.analyse(TextInput(text, name, None, options.published), asked)
        if options.format == "json":
            documents.append(report.as_dict())
        else:
            print(("\n\n" if position else "") + render(report, name, neutral=options.neutral))
    if options.format == "json":
        print(json.dumps({"model": {"version": engine.version}, "documents": documents}, ensure_ascii=False, indent=2))
    return status


if __name__ == "__main__":
    sys.exit(main())
