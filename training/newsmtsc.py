"""Read NewsMTSC (Hamborg and Donnay, EACL 2021): how a news sentence portrays a marked person."""

import json
from collections.abc import Iterator
from pathlib import Path

from training.examples import SENTIMENTS, MentionExample

_POLARITIES = {2: "negative", 4: "neutral", 6: "positive"}


def _records(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _document(identifier: str) -> str:
    """Cut an identifier such as `allsides_1000_401_25_...` down to its article."""
    return "_".join(identifier.split("_")[:3])


def read_train(path: Path) -> list[MentionExample]:
    """
    Read the train file.

    :param path: `train.jsonl`.
    :return: One example a target.
    """
    examples: list[MentionExample] = []
    for record in _records(path):
        targets = record["targets"]
        if not isinstance(targets, list):
            continue
        for target in targets:
            span = (int(target["from"]), int(target["to"]))
            label = _POLARITIES[round(target["polarity"])]
            group = _document(str(record["primary_gid"]))
            examples.append(MentionExample(str(record["sentence_normalized"]), span, label, group))
    return examples


def read_sentences(path: Path) -> list[tuple[str, str]]:
    """
    Read the sentences of the train file, whatever targets they have.

    :param path: `train.jsonl`.
    :return: The sentence and the document of each record, in the order of the file.
    """
    return [(str(record["sentence_normalized"]), _document(str(record["primary_gid"]))) for record in _records(path)]


def read_split(path: Path) -> list[MentionExample]:
    """
    Read a dev or test file.

    :param path: `dev_rw.jsonl` or one of its kind.
    :return: One example a line.
    """
    return [
        MentionExample(
            str(record["sentence"]),
            (int(str(record["from"])), int(str(record["to"]))),
            SENTIMENTS[int(str(record["polarity"])) + 1],
            _document(str(record["id"])),
        )
        for record in _records(path)
    ]
