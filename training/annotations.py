"""Labels of corpus sentences kept as references: corpus, row, offsets and label, never text.

`seeds/annotations/labels.tsv` holds what one reader labelled by `docs/annotation.md`, `second.tsv` what another labelled of the
same pairs. `python -m training.annotations --batches FILE... --labels FILE... --out FILE` makes such a table from the files that
`training.selection` wrote and the answers to them; `--agreement` compares the two tables.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from stance.seeds import Row, SeedError, rows
from stance.text import SEEDS
from training import lexicon
from training.agreement import agreement
from training.corpora import CorpusError
from training.examples import PairExample, Span
from training.sentences import Corpus, Sentences, at, read_sentences

FIRST, SECOND = SEEDS / "annotations" / "labels.tsv", SEEDS / "annotations" / "second.tsv"

Key = tuple[Corpus, int, Span, Span]


class Annotation(Row):
    """
    The stance of a holder on a target in a corpus sentence.

    `row` counts from 0; offsets are character offsets into the sentence as `training.sentences` gives it, end exclusive; `digest`
    is what `digest` makes of the two spans' words, so that a shifted row is found out.
    """

    corpus: Corpus
    row: int = Field(ge=0)
    holder_start: int = Field(ge=0)
    holder_end: int
    target_start: int = Field(ge=0)
    target_end: int
    target_kind: Literal["actor", "issue"]
    label: Literal["against", "neutral", "favor"]
    digest: str = Field(pattern=r"^[0-9a-f]{8}$")

    @property
    def holder(self) -> Span:
        """The holder's character offsets."""
        return self.holder_start, self.holder_end

    @property
    def target(self) -> Span:
        """The target's character offsets."""
        return self.target_start, self.target_end

    @property
    def key(self) -> Key:
        """What is labelled."""
        return self.corpus, self.row, self.holder, self.target

    @model_validator(mode="after")
    def _two_spans(self) -> "Annotation":
        if self.holder_start >= self.holder_end or self.target_start >= self.target_end:
            msg = "a span ends after it starts"
            raise ValueError(msg)
        if self.holder_start < self.target_end and self.target_start < self.holder_end:
            msg = "holder and target overlap"
            raise ValueError(msg)
        return self


class Numbered(BaseModel):
    """A line about a pair; what else the line holds is for people."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: int


class Item(Numbered):
    """A pair as `training.selection` writes it."""

    corpus: Corpus
    row: int
    holder: Span
    target: Span
    target_kind: Literal["actor", "issue"]


class Answer(Numbered):
    """An annotator's answer to a pair."""

    label: Literal["against", "neutral", "favor", "skip"]


_Line = TypeVar("_Line", bound=Numbered)
COLUMNS = tuple(Annotation.model_fields)


def digest(text: str, holder: Span, target: Span) -> str:
    """
    Hash the words of holder and target.

    :param text: The sentence.
    :param holder: Character offsets.
    :param target: Character offsets.
    :return: The first 8 hexadecimal digits of a SHA-256.
    """
    return sha256(f"{text[slice(*holder)]}\n{text[slice(*target)]}".encode()).hexdigest()[:8]


def read_annotations(path: Path = FIRST) -> list[tuple[int, Annotation]]:
    """
    Read a table of labels.

    :param path: The table, tab-separated with a header line.
    :return: Line number and row, in order.
    :raises SeedError: If a row does not fit the schema, or a pair is labelled twice; with file and line.
    """
    found: list[tuple[int, Annotation]] = []
    seen: set[Key] = set()
    for number, row in lexicon.rows(path):
        try:
            one = Annotation.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "row"
            msg = f"{path.name}:{number}: {field}: {first['msg']}"
            raise SeedError(msg) from None
        if one.key in seen:
            msg = f"{path.name}:{number}: the pair is labelled twice"
            raise SeedError(msg)
        seen.add(one.key)
        found.append((number, one))
    return found


def _cuts_word(text: str, span: Span) -> bool:
    """Tell a span that begins or ends within a word or with white space, or lies outside the text."""
    start, end = span
    if end > len(text) or text[start:end] != text[start:end].strip():
        return True
    return any(0 < border < len(text) and text[border - 1 : border + 1].isalnum() for border in span)


def resolve(one: Annotation, sentences: Sentences) -> PairExample:
    """
    Look a label's sentence up.

    :param one: The label.
    :param sentences: The sentences of the corpora.
    :return: The example, holder first; what the target holds on the holder is not known.
    :raises CorpusError: If the corpus has no such row, or the offsets do not select the words that were labelled.
    """
    sentence = at(sentences, one.corpus, one.row)
    for name, span in (("holder", one.holder), ("target", one.target)):
        if _cuts_word(sentence.text, span):
            msg = f"{name}: offsets {span[0]} to {span[1]} do not select whole words of the sentence"
            raise CorpusError(msg)
    if digest(sentence.text, one.holder, one.target) != one.digest:
        msg = "digest: the offsets select other words than those that were labelled"
        raise CorpusError(msg)
    return PairExample(sentence.text, one.holder, one.target, one.label, None, sentence.group, "annotated")


def read_examples(data: Path, path: Path = FIRST) -> list[PairExample]:
    """
    Read the labels as examples.

    :param data: The data folder.
    :param path: The table of labels.
    :return: One example a label; `group` is that of the corpus, so that folds keep a sentence's examples together.
    :raises CorpusError: If a corpus is missing or not the original.
    :raises SeedError: If a row does not fit the schema or the corpora; with file and line.
    """
    sentences, examples = read_sentences(data), []
    for number, one in read_annotations(path):
        try:
            examples.append(resolve(one, sentences))
        except CorpusError as error:
            msg = f"{path.name}:{number}: {error}"
            raise SeedError(msg) from None
    return examples


def _by_id(paths: Iterable[Path], schema: type[_Line]) -> dict[int, _Line]:
    """Read JSON lines by their id, which no two lines share."""
    found: dict[int, _Line] = {}
    for path in paths:
        for number, one in enumerate(rows(path, schema), 1):
            if one.id in found:
                msg = f"{path.name}:{number}: the id {one.id} is given twice"
                raise SeedError(msg)
            found[one.id] = one
    return found


def merge(batches: Iterable[Path], answers: Iterable[Path], sentences: Sentences) -> list[Annotation]:
    """
    Join pairs and answers; skipped and unanswered pairs are left out.

    :param batches: Files of pairs.
    :param answers: Files of answers.
    :param sentences: The sentences of the corpora.
    :return: The labels in order of corpus, row and offsets.
    :raises CorpusError: If a pair's offsets do not select whole words.
    :raises SeedError: If a line does not fit, an id is given twice, or an answer is to no pair.
    """
    items, answered = _by_id(batches, Item), _by_id(answers, Answer)
    if unknown := sorted(answered.keys() - items.keys()):
        msg = f"answers to pairs that no batch holds: {', '.join(map(str, unknown[:5]))}"
        raise SeedError(msg)
    merged = []
    for identifier, answer in answered.items():
        if answer.label == "skip":
            continue
        item = items[identifier]
        text = at(sentences, item.corpus, item.row).text
        one = Annotation(
            corpus=item.corpus,
            row=item.row,
            holder_start=item.holder[0],
            holder_end=item.holder[1],
            target_start=item.target[0],
            target_end=item.target[1],
            target_kind=item.target_kind,
            label=answer.label,
            digest=digest(text, item.holder, item.target),
        )
        resolve(one, sentences)
        merged.append(one)
    return sorted(merged, key=lambda one: one.key)


def write(path: Path, labels: Iterable[Annotation]) -> None:
    """
    Write a table of labels.

    :param path: The table; its folder is made if it does not exist.
    :param labels: The labels.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        table.writerow(COLUMNS)
        table.writerows(one.model_dump().values() for one in labels)


def _tell(labels: Sequence[Annotation]) -> str:
    counts = Counter((one.target_kind, one.label) for one in labels)
    lines = [f"{len(labels)} labels"]
    for kind in ("actor", "issue"):
        told = ", ".join(f"{counts[kind, label]} {label}" for label in ("against", "neutral", "favor"))
        lines.append(f"  on {kind}s: {told}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.annotations", description="Merge, check and compare labels.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--batches", type=Path, nargs="+", default=[], help="files of pairs that training.selection wrote")
    parser.add_argument("--labels", type=Path, nargs="+", default=[], help="files of answers, one {id, label} a line")
    parser.add_argument("--out", type=Path, default=FIRST, help="the table to write (default: seeds/annotations/labels.tsv)")
    parser.add_argument("--first", type=Path, default=FIRST, help="the first reader's table (default: that of the seeds)")
    parser.add_argument("--second", type=Path, default=SECOND, help="the second reader's table (default: that of the seeds)")
    parser.add_argument("--agreement", action="store_true", help="compare both tables instead of checking the first")
    options = parser.parse_args(arguments)
    try:
        if options.agreement:
            tables = [{one.key: one.label for _, one in read_annotations(path)} for path in (options.first, options.second)]
            print(agreement(*tables))
        elif options.labels:
            write(options.out, merge(options.batches, options.labels, read_sentences(options.data)))
            print(f"{options.out}: {_tell([one for _, one in read_annotations(options.out)])}")
        else:
            read_examples(options.data, options.first)
            print(_tell([one for _, one in read_annotations(options.first)]))
    except (CorpusError, SeedError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
