"""The page of what each resource is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from training.bootstrap import difference, macro_f1
from training.predicted import Predicted
from training.trusttables import Table, markdown

_SETS = ("newsmtsc_rw", "newsmtsc_mt", "dse_clean", "dse_directed_clean")
_WORDS = """# What each resource is worth

Written by `python -m training.ablation`. Each line is a fit on everything but one resource, with the shipped recipe and
temperature, though neither pruned nor in folds; `full` is the same fit on everything.

- A cell holds the macro-F1 on dev and, in brackets, how much it differs from `full`, with a 95 % interval: the paired bootstrap
  over documents or sentences, 1,000 draws. **Less than 0 means that the resource helps**; where the interval holds 0,
  not in bold, the set is too small to tell. `–`: the resource plays no part there.
- `polarity`, `frames`, `operators` (negation, hedges and the like with their scopes) and `fates` are columns of the compiled
  lexicon, `roles` is a view; `statements`, `scenes`, `annotations` and `portrayals` are labels of the project's own, which the
  teacher has still learnt from; `teacher` is all soft labels; `corpora-only` learns from NewsMTSC and DSE alone.
- The dev sets are sentences of the corpora, most of the project's own labels are made for whole articles: those are measured in
  the last two columns, where they are there, by F1 of stances on actors and the share that is given reversed.
"""
_QUESTIONS = """## Three questions instead of one label

Whether a pair has a stance at all, whether this is its holder's direction, and for or against: three classifiers
(`training/questions.py`) against the shipped one, on the same features and folds. Columns are those of `training.search`, means
over folds.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fit predicts on the dev sets that it plays a part in, and its figures of whole articles, if they were measured."""

    name: str
    sets: dict[str, Predicted]
    articles: dict[str, Any]


def _cell(name: str, outcome: Outcome, full: Outcome) -> str:
    if name not in outcome.sets:
        return "–"
    score = f"{macro_f1(outcome.sets[name]):.1f}"
    if outcome is full:
        return score
    gap = difference(outcome.sets[name], full.sets[name])
    told = f"{score} ({gap.points:+.1f}: {gap.low:+.1f} to {gap.high:+.1f})"
    return f"**{told}**" if gap.sure else told


def table(outcomes: Sequence[Outcome]) -> Table:
    """
    Lay out what came out.

    :param outcomes: The full fit first.
    :return: Head and rows; differences whose interval does not hold 0 are in bold.
    """
    full = outcomes[0]
    sets = [name for name in _SETS if name in full.sets]
    rows = []
    for one in outcomes:
        articles = [f"{one.articles['f1']:.3f}", f"{one.articles['reversed']:.3f}"] if "f1" in one.articles else ["–", "–"]
        name = one.name if one is full else f"without {one.name}" if one.name != "corpora-only" else one.name
        rows.append([name, *(_cell(name, one, full) for name in sets), *articles])
    return ("fit", *sets, "articles, F1", "reversed"), rows


def questions_table(rows: Sequence[dict[str, Any]]) -> Table:
    """
    Lay out the three questions beside the one label.

    :param rows: Figures as `training.search` keeps them.
    :return: Head and rows.
    """

    def mean(values: Sequence[float | None], digits: int) -> str:
        found = [value for value in values if value is not None]
        return f"{sum(found) / len(found):.{digits}f}" if found else "–"

    columns = (("corpus", 1), ("own", 1), ("log_loss", 3), ("ece", 3))
    sets = ("dse_clean", "dse_directed_clean")
    head = ("fit", "DSE", "own labels", "log-loss", "ECE", *(f"dev {name}" for name in sets))
    return head, [
        [row["name"], *(mean(row[column], digits) for column, digits in columns), *(f"{row['dev'][name]:.1f}" for name in sets)]
        for row in rows
    ]


def page(outcomes: Sequence[Outcome], questions: Sequence[dict[str, Any]]) -> str:
    """
    Write the page.

    :param outcomes: The full fit first; may be empty.
    :param questions: The rows of the three questions and of the one label; may be empty.
    :return: Markdown.
    """
    parts = [_WORDS, f"{markdown(*table(outcomes))}\n"] if outcomes else []
    return "\n".join([*parts, *([_QUESTIONS, f"{markdown(*questions_table(questions))}\n"] if questions else [])])
