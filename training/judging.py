"""What is judged by reading: which of all there is are drawn, and how judgements are kept without the text."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

from training.corpora import CorpusError
from training.polnear import Annotated, read_articles

FOLDER = Path(__file__).resolve().parent / "judgements"
_SEED = 20130525
_SHOWN = 160

Found = TypeVar("Found")


class Row(BaseModel):
    """
    The judgement of what stands at a place of an article; a subclass adds what was found there and its own classes of reasons.

    `start`/`end` are character offsets, end exclusive; `reason` says what is wrong with one that is not good.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    article: str
    start: int
    end: int
    good: bool
    reason: str | None = None

    @model_validator(mode="after")
    def _bad_ones_say_why(self) -> "Row":
        if self.good == (self.reason is not None):
            msg = "a bad one has a reason, a good one has none"
            raise ValueError(msg)
        return self


Kept = TypeVar("Kept", bound=BaseModel)


def read_rows(path: Path, schema: type[Kept]) -> list[Kept]:
    """
    Read judgements, one JSON object a line.

    :param path: The file.
    :param schema: What a row must hold.
    :return: The judgements in the order of the file.
    :raises CorpusError: If a line does not fit the schema.
    """
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            rows.append(schema.model_validate_json(line))
        except ValueError as error:
            msg = f"{path.name}:{number}: {error}"
            raise CorpusError(msg) from None
    return rows


def articles(data: Path) -> Iterator[Annotated]:
    """
    Read the articles that things are drawn from, those of PolNeAR dev.

    :param data: The data folder.
    :return: Each article once.
    :raises CorpusError: If they are not there or not as published.
    """
    folder = data / "polnear" / "dev"
    if not folder.is_dir():
        msg = f"{folder} is not there"
        raise CorpusError(msg)
    return read_articles(folder)


def draw(found: Iterable[Found], place: Callable[[Found], tuple[Any, ...]], number: int) -> list[Found]:
    """
    Draw some of what was found, by a hash of the place: when reading or model change, what is still found there stays drawn.

    :param found: All there is.
    :param place: Tells where one stands, such as its article and character offsets; no two stand at the same.
    :param number: How many.
    :return: The drawn ones in order of place.
    """

    def rank(one: Found) -> bytes:
        return sha256(repr((_SEED, *place(one))).encode()).digest()

    return sorted(sorted(found, key=rank)[:number], key=place)


def in_sentence(before: str, after: str) -> str:
    """
    Show the start of a mention in its sentence.

    :param before: The sentence up to the mention.
    :param after: The sentence from the mention on.
    :return: One line with `>>>` where the mention starts, shortened at both ends.
    """
    return f"… {' '.join(before.split())[-_SHOWN:]} >>> {' '.join(after.split())[:_SHOWN]}"
