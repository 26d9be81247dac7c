"""Try other ways to fit: `python -m training.search --data DIR [--task sentiment|stance|both] [--quick] [--out docs/search.md]`.

One thing at a time is changed of the shipped recipe (`training.variants`); what was tried is kept, so a run that was broken
off, or parts of it side by side (`--only`), go on where they stopped.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from stance.seeds import SeedError
from training import devsets
from training.corpora import CorpusError
from training.fit import Recipe
from training.gather import Examples, gather
from training.heldout import CACHE
from training.items import sentiment_items, stance_items
from training.lexicon import common_words, compile_lexicon
from training.targets import EVENLY
from training.train import RECIPES
from training.trials import FOLDS, Trials
from training.trusttables import Table, aligned, markdown
from training.variants import SHIPPED, Variant, variants
from training.wholefile import write_whole

KEPT = "search.jsonl"
_CORPORA = {"sentiment": "NewsMTSC", "stance": "DSE"}
_SETS = {"sentiment": ("newsmtsc_rw", "newsmtsc_mt"), "stance": ("dse_clean", "dse_directed_clean")}
_QUICK_SHARE = 3


def third(examples: Examples) -> Examples:
    """
    Keep a third of the documents and sentences of every corpus, by a hash of each.

    :param examples: The examples.
    :return: The third, the same in every run; soft labels stay and are used where their sentence did.
    """

    def stays(group: str) -> bool:
        return hashlib.sha256(group.encode()).digest()[0] % _QUICK_SHARE == 0

    return replace(
        examples,
        mentions=[one for one in examples.mentions if stays(one[1].group)],
        pairs=[pair for pair in examples.pairs if stays(pair.group)],
    )


def trials(task: str, data: Path, cache: Path, *, quick: bool = False, limit: int | None = None) -> tuple[Trials, bool]:
    """
    Show a task's examples and dev sets.

    :param task: `sentiment` or `stance`.
    :param data: The data folder.
    :param cache: Where rankings are kept.
    :param quick: One fold and a third of the examples.
    :param limit: Take only so many examples of each corpus.
    :return: The ground for trials, and whether there are soft labels.
    :raises CorpusError: If a corpus file is missing or altered.
    """
    examples = gather(data, limit)
    lexicon = compile_lexicon(common_words(examples.corpus_texts()))
    if quick:
        examples = third(examples)
    folds = 1 if quick else FOLDS
    if task == "sentiment":
        items, dev = sentiment_items(examples, lexicon, EVENLY), devsets.sentiment(data, lexicon)
    else:
        items, dev = stance_items(examples, lexicon, EVENLY), devsets.stance(data, lexicon)
    soft = bool(examples.soft_mentions if task == "sentiment" else examples.soft_pairs)
    return Trials(RECIPES[task], items, dev, cache, folds), soft


def chosen(recipe: Recipe, only: Sequence[str], *, soft: bool) -> list[Variant]:
    """
    Choose what to try.

    :param recipe: The shipped recipe.
    :param only: Beginnings of names, such as `c`, `view-` or `method=nb`; everything where empty.
    :param soft: Whether there are soft labels.
    :return: The variants; a bare name means a family, and `c` not `class`.
    """
    every = variants(recipe, soft=soft)
    return [one for one in every if not only or any(name == one.family or _begins(one.name, name) for name in only)]


def _begins(name: str, wanted: str) -> bool:
    return name == wanted or (("=" in wanted or wanted.endswith("-")) and name.startswith(wanted))


def try_all(task: str, ground: Trials, tried: Iterable[Variant], kept: Path) -> list[dict[str, Any]]:
    """
    Try variants and keep each one's figures as soon as they are there.

    :param task: The task.
    :param ground: Where they are tried.
    :param tried: The variants; those whose figures are kept are passed over.
    :param kept: The file of figures, one JSON object a line; several runs may add to it.
    :return: The figures of each variant, in order.
    """
    known = {row["key"]: row for row in read_kept(kept)}
    found = []
    for variant in tqdm(list(tried), desc=f"{task}: variants", disable=None):
        key = hashlib.sha256(f"{ground.fingerprint} {variant!r}".encode()).hexdigest()[:16]
        if key in known:
            found.append(known[key])
            continue
        row = {"task": task, "name": variant.name, "data": ground.fingerprint, "key": key, **ground.run(variant)}
        kept.parent.mkdir(parents=True, exist_ok=True)
        with kept.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        print(f"{task} {variant.name}: {_mean(row['corpus'])} ({row['seconds']:.0f} s)", file=sys.stderr)
        found.append(row)
    return found


def read_kept(path: Path) -> list[dict[str, Any]]:
    """
    Read figures.

    :param path: The file; it may not exist.
    :return: The rows in order.
    """
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def of_ground(rows: Iterable[dict[str, Any]], fingerprint: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """
    Choose the rows that can be set beside each other.

    :param rows: What was kept.
    :param fingerprint: The ground that they are to be of.
    :param names: The variants there are.
    :return: One row a variant: parts that run side by side may both have tried one, and the later row counts.
    """
    return list({row["name"]: row for row in rows if row["data"] == fingerprint and row["name"] in names}.values())


def _mean(values: Sequence[float | None], digits: int = 1) -> str:
    found = [value for value in values if value is not None]
    if not found:
        return "–"
    error = f" ± {np.std(found, ddof=1) / np.sqrt(len(found)):.{digits}f}" if len(found) > 1 else ""
    return f"{np.mean(found):.{digits}f}{error}"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def table(task: str, rows: Sequence[dict[str, Any]], order: Sequence[str]) -> Table:
    """
    Lay figures out.

    :param task: The task.
    :param rows: Its rows, of one ground.
    :param order: Names in the order in which they are to stand.
    :return: Head and rows; the shipped recipe is in bold.
    """
    measured = (_CORPORA[task], "own labels", "log-loss", "ECE", "neutral shifted", "shift")
    head = ("variant", *measured, *(f"dev {name}" for name in _SETS[task]), "dev, shifted", "CPU seconds")
    lines = []
    for row in sorted(rows, key=lambda row: order.index(row["name"])):
        name = row["name"] if row["converged"] else f"{row['name']} (not converged)"
        lines.append(
            [
                f"**{name}**" if row["name"] == SHIPPED else name,
                *(_mean(row[column]) for column in ("corpus", "own")),
                *(_mean(row[column], 3) for column in ("log_loss", "ece")),
                _mean(row["shifted"]),
                f"{row['shift']:+.1f}",
                *(_figure(row["dev"][name]) for name in _SETS[task]),
                " / ".join(_figure(row["dev_shifted"][name]) for name in _SETS[task]),
                f"{row['seconds']:.0f}",
            ]
        )
    return head, lines


_WORDS = """# What was tried around the shipped recipe

Written by `python -m training.search`. One thing is changed at a time (`training/variants.py`); everything else is the recipe of
`training/train.py`. Three folds tell a standard error but roughly, and dev is small: differences of less than a point are ties.

- **{corpora}**, **own labels**: macro-F1 on the fold that a fit did not see, mean ± standard error over folds grouped by document
  or sentence; of stance each direction by itself.
- **log-loss**, **ECE**: on the same items, after one temperature for all folds.
- **neutral shifted**: the first column again with a number added to the logit of neutral, which was chosen on the other folds
  (with `--quick` on the fold itself); **shift** is the one chosen on all, **dev, shifted** what it gives there.
- **dev**: macro-F1 of one fit on everything.
- Features are ranked by the shipped recipe's fit inside each fold, and each variant has the first so many of them.
- **method**: one label against the others instead of all at once; `nb` multiplies features by the logarithm of how much commoner
  they are with a label than without (NB-SVM: Wang and Manning, ACL 2012), which has a ratio a label, so that a multinomial fit
  takes the largest; `questions` are those of `training/questions.py`. **elastic**: the share of the L1 penalty, one label against
  the others by stochastic gradient descent. **view-NAME**: what a view counts, 0 leaves it out.
- **weights**: class weights of the labels in the order {labels}. **own**: the weight of the project's own labels; **pool** and
  **teacher** are explained in `training/items.py`.
"""


def page(tables: dict[str, Table]) -> str:
    """
    Write the page.

    :param tables: A table a task.
    :return: Markdown.
    """
    labels = " and ".join("/".join(RECIPES[task].labels) for task in tables)
    words = _WORDS.format(corpora=" or ".join(_CORPORA[task] for task in tables), labels=labels)
    return "\n".join([words, *(f"## {task.capitalize()}\n\n{markdown(*one)}\n" for task, one in tables.items())])


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.search", description="Try other ways to fit.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--task", choices=(*RECIPES, "both"), default="both")
    parser.add_argument("--quick", action="store_true", help="one fold and a third of the examples")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="families or names, such as c, view-roles, method=nb"
    )
    parser.add_argument("--list", action="store_true", help="list the names and end")
    parser.add_argument("--limit", type=int, help="use only so many examples of each corpus, for a quick trial")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where figures and rankings are kept (default: .cache)")
    parser.add_argument("--out", type=Path, help="the page to write, such as docs/search.md")
    options = parser.parse_args(arguments)
    tasks = list(RECIPES) if options.task == "both" else [options.task]
    if options.list:
        for task in tasks:
            print(task, *(one.name for one in chosen(RECIPES[task], options.only, soft=True)))
        return 0
    tables: dict[str, Table] = {}
    try:
        for task in tasks:
            ground, soft = trials(task, options.data, options.cache, quick=options.quick, limit=options.limit)
            try_all(task, ground, chosen(RECIPES[task], options.only, soft=soft), options.cache / KEPT)
            order = [one.name for one in variants(RECIPES[task], soft=True)]
            tables[task] = table(task, of_ground(read_kept(options.cache / KEPT), ground.fingerprint, order), order)
            print(aligned(*tables[task]))
    except (CorpusError, OSError, SeedError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if options.out:
        write_whole(options.out, page(tables).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
