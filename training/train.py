"""Make the artifact: `python -m training.train --data DIR --out models`."""

import argparse
import hashlib
import io
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import joblib

from stance.engine import Engine
from stance.model import ARTIFACT, FORMAT, MANIFEST, Model, library_versions
from stance.seeds import SeedError
from stance.text import SEEDS
from stance.views import MENTION_VIEWS, PAIR_VIEWS
from training import card
from training.behaviour import CaseError, read_cases
from training.behaviour import measure as measure_behaviour
from training.corpora import CorpusError, require, sha256_of
from training.crossvalidated import by_source
from training.evaluate import evaluate
from training.examples import SENTIMENTS, STANCES
from training.fit import SEED, Recipe, fit
from training.gather import Examples, gather
from training.items import Blend, sentiment_items, stance_items
from training.lexicon import common_words, compile_lexicon
from training.wholefile import write_whole

SENTIMENT = Recipe(MENTION_VIEWS, SENTIMENTS, c=0.5, class_weight=None, features=120_000, blend=Blend(2.0, 0.3, 0.7, 0.2))
STANCE = Recipe(
    PAIR_VIEWS,
    STANCES,
    c=1.0,
    class_weight={"against": 1.0, "neutral": 1.0, "favor": 1.2},
    features=220_000,
    # The project's own labels are cleaner than a teacher that learnt from half of them.
    blend=Blend(1.0, 0.2, 0.7, 0.1),
)
RECIPES = {"sentiment": SENTIMENT, "stance": STANCE}
_COMPRESSION = ("zlib", 9)


def _seed_hashes() -> dict[str, str]:
    folders = ("lexicon", "frames", "statements", "scenes", "portrayals", "annotations", "softlabels")
    return {
        f"seeds/{path.relative_to(SEEDS).as_posix()}": sha256_of(path)
        for folder in folders
        for path in sorted((SEEDS / folder).glob("*.*"))
    }


def _head(content: bytes) -> dict[str, Any]:
    """Say in the manifest which artifact it is of, and what made it."""
    digest = hashlib.sha256(content).hexdigest()
    now = datetime.now(UTC)
    return {
        "format": FORMAT,
        "version": f"{now:%Y.%m.%d}-{digest[:8]}",
        "created": now.isoformat(timespec="seconds"),
        "sha256": digest,
        "bytes": len(content),
        "libraries": library_versions(),
        "seed": SEED,
    }


def _data(hashes: dict[str, str], examples: Examples) -> dict[str, Any]:
    """Say in the manifest what the artifact learnt from and was measured on."""
    measured_on = {path: sha for path, sha in hashes.items() if "dev" in path or "valid" in path}
    return {
        "files": {**{path: sha for path, sha in hashes.items() if path not in measured_on}, **_seed_hashes()},
        "measured_on": measured_on,
        "examples": examples.count(),
        "soft_labels": {"mentions": len(examples.soft_mentions), "pairs": len(examples.soft_pairs)},
        "newest_text": "2020: NewsMTSC and DSE are drawn from news of 2005 to 2020; statements and actors are of 2026",
    }


def train(data: Path, out: Path, limit: int | None = None) -> dict[str, Any]:
    """
    Fit both tasks and write artifact, manifest and card.

    :param data: The data folder, verified.
    :param out: The folder to write to; nothing in it changes before everything has been fitted and measured.
    :param limit: Take only so many examples of each corpus, for a quick trial.
    :return: The manifest.
    :raises CorpusError: If a corpus file is missing or altered.
    :raises CaseError: If a row of the behavioural suite is no case.
    """
    hashes = require(data)
    read_cases()  # A bad row of the suite must not be found out after the fit.
    examples = gather(data, limit)
    lexicon = compile_lexicon(common_words(examples.corpus_texts()))
    shown = {
        "sentiment": sentiment_items(examples, lexicon, SENTIMENT.blend),
        "stance": stance_items(examples, lexicon, STANCE.blend),
    }
    fitted = {task: fit(recipe, shown[task], task) for task, recipe in RECIPES.items()}
    sentiment, stance = fitted["sentiment"].classifier, fitted["stance"].classifier
    buffer = io.BytesIO()
    joblib.dump({"sentiment": sentiment, "stance": stance, "lexicon": lexicon}, buffer, compress=_COMPRESSION)
    content = buffer.getvalue()
    manifest = {
        **_head(content),
        "data": _data(hashes, examples),
        "labels": {"sentiment": list(SENTIMENTS), "stance": list(STANCES)},
        "temperature": {"sentiment": sentiment.temperature, "stance": stance.temperature},
    }
    model = Model(sentiment.compiled("sentiment"), stance.compiled("stance"), lexicon, manifest)
    figures = evaluate(model, data, "dev")
    manifest["metrics"] = {
        "dev": {task: figures[task] for task in RECIPES},
        "cross_validation": {task: by_source(recipe, shown[task], fitted[task]) for task, recipe in RECIPES.items()},
    }
    if behaviour := measure_behaviour(Engine(model)):
        manifest["metrics"]["behaviour"] = behaviour
    described = card.write(manifest).encode()
    write_whole(out / ARTIFACT, content)
    write_whole(out / MANIFEST, (json.dumps(manifest, indent=2) + "\n").encode())
    write_whole(out / card.CARD, described)
    return manifest


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.train", description="Fit, calibrate, measure, write the artifact.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--out", type=Path, default=Path("models"), help="where artifact, manifest and card go (default: models)")
    parser.add_argument("--limit", type=int, help="use only so many examples of each corpus, for a quick trial")
    options = parser.parse_args(arguments)
    try:
        manifest = train(options.data, options.out, options.limit)
    except (CaseError, CorpusError, SeedError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{options.out / ARTIFACT}: version {manifest['version']}, {manifest['bytes'] / 1e6:.1f} MB")
    for task, sets in manifest["metrics"]["dev"].items():
        for name, figures in sets.items():
            print(
                f"{task:9} {name:22} macro-F1 {figures['macro_f1']:5.1f}  "
                f"micro-F1 {figures['micro_f1']:5.1f}  ECE {figures['ece']:.3f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
