"""What the robustness suite is made of: the schemas of `tests/robustness/*.jsonl`, and their loader."""

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from stance.seeds import Name, Row, rows

FOLDER = Path(__file__).resolve().parent.parent / "tests/robustness"
SETTING = "{X}"
OTHER = "{Y}"


class NameRow(Row):
    """
    A name to be put into texts.

    `group` says what it stands for (a leader, an invented person, a country, a faith's, people's or party's body); a country has
    an `adjective`, a noun for its `people` and a `capital`; `article` tells a name that takes "the".
    """

    name: str = Name
    kind: Literal["person", "country", "body"]
    region: str = Name
    group: str = Name
    sex: Literal["f", "m"] | None = None
    adjective: str | None = None
    people: str | None = None
    capital: str | None = None
    article: bool = False

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> "NameRow":
        if (self.sex is None) == (self.kind == "person"):
            msg = "a person, and nobody else, has a sex"
            raise ValueError(msg)
        if self.kind == "country" and not (self.adjective and self.people and self.capital):
            msg = "a country has an adjective, a people and a capital"
            raise ValueError(msg)
        return self


class Frame(Row):
    """A sentence that judges nobody; `{X}` is where a name goes and, in one about stance, `{Y}` where another goes."""

    kind: Literal["sentiment", "stance"]
    text: str = Field(pattern=r"\{X\}.*\.$", max_length=300)

    @model_validator(mode="after")
    def _has_its_places(self) -> "Frame":
        if self.text.count(SETTING) != 1 or self.text.count(OTHER) != (self.kind == "stance"):
            msg = "one about sentiment has {X}, one about stance {X} and {Y}"
            raise ValueError(msg)
        return self


class Wording(Row):
    """
    A change of words that changes nothing.

    `opening` goes before a sentence, `clause` after it, `sentence` after the text; a `spelling` is British and has an
    American one.
    """

    kind: Literal["opening", "clause", "sentence", "spelling"]
    text: str = Name
    american: str | None = None

    @model_validator(mode="after")
    def _a_spelling_has_two(self) -> "Wording":
        if (self.american is None) == (self.kind == "spelling"):
            msg = "a spelling, and nothing else, has an American one"
            raise ValueError(msg)
        return self


def names(folder: Path = FOLDER) -> list[NameRow]:
    """
    Load the names.

    :param folder: The folder of the suite.
    :return: The names in the order of the file.
    :raises SeedError: If a row does not fit its schema.
    """
    return list(rows(folder / "names.jsonl", NameRow))


def frames(folder: Path = FOLDER) -> list[Frame]:
    """
    Load the frames.

    :param folder: The folder of the suite.
    :return: The frames in the order of the file.
    :raises SeedError: If a row does not fit its schema.
    """
    return list(rows(folder / "frames.jsonl", Frame))


def wordings(folder: Path = FOLDER) -> list[Wording]:
    """
    Load the changes of words.

    :param folder: The folder of the suite.
    :return: The changes in the order of the file.
    :raises SeedError: If a row does not fit its schema.
    """
    return list(rows(folder / "wordings.jsonl", Wording))
