"""
Errors on dev, read and sorted by cause: `python -m training.errors --data DIR`.

Of each task a hundred errors of the shipped artifact are drawn by a hash of their place; `--show` prints those that nobody has
judged yet, and `training/judgements/errors.jsonl` keeps the judgements as references, without the text. The table says how many
there are of each cause, and what accuracy would be won if none of that cause were left.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from stance.model import ArtifactError, Model, load
from training import dse, newsmtsc, viewing
from training.corpora import CorpusError
from training.evaluate import SENTIMENT_FILES, STANCE_FILES, stance_probabilities
from training.examples import SENTIMENTS, STANCES, Span
from training.judging import FOLDER, draw, read_rows

_JUDGEMENTS = FOLDER / "errors.jsonl"
_DRAWN = 100

Place = tuple[str, int, str | None, str]

Cause = Literal[
    "label of the corpus is doubtful",
    "charged words are about somebody else",
    "the stance is another pair's, or the other direction's",
    "a deed or word that the features do not know",
    "implied, or told by what the world knows",
    "negation, condition or history",
    "irony or scare quotes",
    "quoted or reported words weighed wrongly",
    "mixed: the sentence says both",
    "a weak hint taken for a stance",
    "the sentence is cut, long or broken",
]


class Judgement(BaseModel):
    """Why one decision is wrong: `row` counts the items of the set from 0, `direction` is `p>q` or `q>p` for pairs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    set: str
    row: int
    direction: str | None = None
    given: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class Error:
    """A wrong decision of the artifact on dev, with the text that was read and what was marked in it."""

    set: str
    row: int
    direction: str | None
    truth: str
    given: str
    confidence: float
    text: str
    marks: tuple[Span, ...]

    @property
    def place(self) -> Place:
        """What a judgement refers to."""
        return self.set, self.row, self.direction, self.given

    def shown(self) -> str:
        """
        Show the error.

        :return: One line, the target in `«…»`, for a pair the holder as `«H:…»` and the target as `«T:…»`.
        """
        names = ("",) if len(self.marks) == 1 else ("H:", "T:")
        text = self.text
        for (start, end), name in sorted(zip(self.marks, names, strict=True), reverse=True):
            text = f"{text[:start]}«{name}{text[start:end]}»{text[end:]}"
        reference = {"set": self.set, "row": self.row, "direction": self.direction, "given": self.given}
        return f"{json.dumps(reference)} truth {self.truth} ({self.confidence:.2f}): {' '.join(text.split())}"


def sentiment_errors(model: Model, data: Path) -> tuple[list[Error], int]:
    """
    Find the wrong decisions on NewsMTSC dev.

    :param model: The artifact.
    :param data: The data folder.
    :return: The errors, and how many items there are.
    """
    found, size = [], 0
    for name, file in SENTIMENT_FILES["dev"].items():
        examples = newsmtsc.read_split(data / file)
        size += len(examples)
        rows = model.sentiment.probabilities(viewing.mentions(examples, model.lexicon))
        for i, (one, row) in enumerate(zip(examples, rows, strict=True)):
            given = SENTIMENTS[int(row.argmax())]
            if given != one.label:
                found.append(Error(name, i, None, one.label, given, float(row.max()), one.text, (one.span,)))
    return found, size


def stance_errors(model: Model, data: Path) -> tuple[list[Error], int]:
    """
    Find the wrong decisions on the directed pairs of DSE's clean dev rows.

    :param model: The artifact.
    :param data: The data folder.
    :return: The errors, and how many directed pairs there are.
    """
    rows = dse.unseen(dse.read_rows(data / STANCE_FILES["dev"]), dse.read_rows(data / "dse/train.txt"))
    _, truth, probabilities = stance_probabilities(model, rows)
    found = []
    for i, (label, row) in enumerate(zip(truth, probabilities, strict=True)):
        given, one = STANCES[int(row.argmax())], rows[i // 2]
        if given != label:
            direction, marks = (("p>q", (one.first, one.second)), ("q>p", (one.second, one.first)))[i % 2]
            found.append(Error("dse_clean", i // 2, direction, label, given, float(row.max()), one.text, marks))
    return found, len(truth)


def drawn(errors: Sequence[Error]) -> list[Error]:
    """
    Draw some errors, so that what a later artifact still gets wrong stays drawn.

    :param errors: All there are.
    :return: A hundred of them at most, in order of place.
    """
    return draw(errors, lambda one: one.place, _DRAWN)


def read_judgements(path: Path = _JUDGEMENTS) -> dict[Place, Cause]:
    """
    Read what was judged.

    :param path: The file; no judgements where there is none.
    :return: The cause by set, row, direction and given label.
    :raises CorpusError: If a line is no judgement.
    """
    rows = read_rows(path, Judgement) if path.is_file() else []
    return {(one.set, one.row, one.direction, one.given): one.cause for one in rows}


def _table(task: str, errors: Sequence[Error], size: int, causes: Sequence[Cause]) -> str:
    """Lay out the causes of one task, the commonest first."""
    lines = [
        f"{task}: {len(errors)} of {size} decisions are wrong; {len(causes)} read",
        "",
        f"| cause ({task}) | of those read | points of accuracy it costs |",
        "| --- | ---: | ---: |",
    ]
    for cause, count in Counter(causes).most_common():
        lines.append(f"| {cause} | {count} | {100 * len(errors) / size * count / len(causes):.1f} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.errors", description="Sort errors on dev by cause.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--model", type=Path, default=Path("models"), help="the artifact's folder (default: models)")
    parser.add_argument("--show", action="store_true", help="print the drawn errors that nobody has judged")
    options = parser.parse_args(arguments)
    try:
        model, known = load(options.model), read_judgements()
        found: dict[str, Any] = {
            "sentiment": sentiment_errors(model, options.data),
            "stance": stance_errors(model, options.data),
        }
    except (ArtifactError, CorpusError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"model {model.version}, dev")
    for task, (errors, size) in found.items():
        chosen = drawn(errors)
        causes = [known[one.place] for one in chosen if one.place in known]
        print(f"\n{_table(task, errors, size, causes)}" if causes else f"\n{task}: none of {len(chosen)} drawn errors was judged")
        if options.show:
            print(*(one.shown() for one in chosen if one.place not in known), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
