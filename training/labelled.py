"""The project's own labelled sentences under `seeds/`, which training reads and serving does not."""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator

from stance.seeds import Name, Row, rows
from stance.text import SEEDS


class Statement(Row):
    """A labelled sentence of the project's own; `text` marks holder and target as `<h>…</h>` and `<t>…</t>`."""

    text: str = Field(pattern=r"^[^<>]*<[ht]>[^<>]+</[ht]>[^<>]*<[ht]>[^<>]+</[ht]>[^<>]*$", max_length=600)
    stance: Literal["against", "neutral", "favor"]
    target: Literal["actor", "issue"]
    back: Literal["against", "neutral", "favor"] | None = None
    case: str = Name

    @field_validator("text")
    @classmethod
    def _one_holder_and_one_target(cls, text: str) -> str:
        if sorted(re.findall(r"<(/?[ht])>", text)) != ["/h", "/t", "h", "t"] or re.search(r"<h>[^<]*</t>|<t>[^<]*</h>", text):
            msg = "marks one holder as <h>…</h> and one target as <t>…</t>"
            raise ValueError(msg)
        return text


class Scene(Row):
    """
    A sentence of the project's own in which every pair is labelled.

    `text` marks actors as `<a1>…</a1>` and issues as `<i2>…</i2>`; `favor` and `against` list ordered pairs as `holder>target`;
    every ordered pair that neither lists is neutral.
    """

    text: str = Field(pattern=r"^([^<>]*<[ai][1-9]>[^<>]+</[ai][1-9]>){2,9}[^<>]*$", max_length=1000)
    favor: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _pairs_name_marks(self) -> "Scene":
        numbers = re.findall(r"<[ai]([1-9])>", self.text)
        if len(set(numbers)) != len(numbers) or re.search(r"<([ai][1-9])>[^<]*</(?!\1>)", self.text):
            msg = "each mark has a number of its own and is closed by the same mark"
            raise ValueError(msg)
        marks = {number: kind for kind, number in re.findall(r"<([ai])([1-9])>", self.text)}
        for pair in (*self.favor, *self.against):
            holder, _, target = pair.partition(">")
            if marks.get(holder) != "a" or target not in marks or holder == target:
                msg = f"pair {pair!r} does not name an actor's mark and another mark"
                raise ValueError(msg)
        return self


class Portrayal(Row):
    """
    A sentence of the project's own that shows how it portrays the actors in it.

    `text` marks actors as `<a1>…</a1>`; `positive` and `negative` list their numbers; every actor that neither lists is neutral.
    """

    text: str = Field(pattern=r"^([^<>]*<a[1-9]>[^<>]+</a[1-9]>){1,9}[^<>]*$", max_length=1000)
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _numbers_name_marks(self) -> "Portrayal":
        numbers = re.findall(r"<a([1-9])>", self.text)
        if len(set(numbers)) != len(numbers) or re.search(r"<(a[1-9])>[^<]*</(?!\1>)", self.text):
            msg = "each mark has a number of its own and is closed by the same mark"
            raise ValueError(msg)
        listed = (*self.positive, *self.negative)
        if not set(listed) <= set(numbers) or len(set(listed)) != len(listed):
            msg = "`positive` and `negative` list numbers of marks, none of them twice"
            raise ValueError(msg)
        return self


def statements(folder: Path = SEEDS) -> list[Statement]:
    """
    Load the labelled statements, which training reads and serving does not.

    :param folder: The seeds.
    :return: The statements of every file, in order of file name.
    :raises SeedError: If a row does not fit its schema.
    """
    return [row for path in sorted((folder / "statements").glob("*.jsonl")) for row in rows(path, Statement)]


def scenes(folder: Path = SEEDS) -> list[Scene]:
    """
    Load the fully labelled sentences, which training reads and serving does not.

    :param folder: The seeds.
    :return: The scenes of every file, in order of file name.
    :raises SeedError: If a row does not fit its schema.
    """
    return [row for path in sorted((folder / "scenes").glob("*.jsonl")) for row in rows(path, Scene)]


def portrayals(folder: Path = SEEDS) -> list[Portrayal]:
    """
    Load the sentences labelled with how they portray their actors, which training reads and serving does not.

    :param folder: The seeds.
    :return: The portrayals of every file, in order of file name.
    :raises SeedError: If a row does not fit its schema.
    """
    return [row for path in sorted((folder / "portrayals").glob("*.jsonl")) for row in rows(path, Portrayal)]
