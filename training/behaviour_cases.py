"""What a case of the behavioural suite looks like: the schema of `tests/behaviour/cases/*.jsonl`."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

CASES = Path(__file__).resolve().parent.parent / "tests/behaviour/cases"

Capability = Literal[
    "conditionals", "coordination", "dates", "denial", "issues", "names", "negation", "nested-speech", "neutral",
    "noun-relations", "passive", "places", "portrayal", "pronouns", "quotes", "reported-speech", "robustness", "roles",
    "scare-quotes", "third-party", "vocabulary",
]  # fmt: skip

Words = Annotated[str, Field(min_length=2)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OwnActor(_Row):
    """An actor that the request brings."""

    id: str
    name: str
    aliases: list[str] = []


class OwnIssue(_Row):
    """An issue that the request brings."""

    id: str
    name: str
    phrases: list[str] = []


class Text(_Row):
    """A text as a caller would send it."""

    text: str = Field(min_length=20)
    title: str | None = None
    published: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")] | None = None
    own_actors: list[OwnActor] = []
    own_issues: list[OwnIssue] = []


class Functionality(Text):
    """
    A minimum functionality test: what a careful reader finds.

    Actors and targets are named as `behaviour_reading` says. `evidence` is holder, target, kind and source (null where nobody
    is reported to have said it).
    """

    type: Literal["MFT"]
    stances: list[tuple[Words, Words, Literal["against", "favor", "unclear"]]] = []
    none: list[tuple[Words, Words]] = []
    actors: list[Words] = []
    no_actors: list[Words] = []
    same: list[tuple[Words, Words]] = []
    distinct: list[tuple[Words, Words]] = []
    sentiments: list[tuple[Words, Literal["negative", "neutral", "positive"]]] = []
    evidence: list[tuple[Words, Words, Literal["quote", "reported", "narrated"], Words | None]] = []

    @model_validator(mode="after")
    def _expects_something(self) -> "Functionality":
        expected = (
            self.stances,
            self.none,
            self.actors,
            self.no_actors,
            self.same,
            self.distinct,
            self.sentiments,
            self.evidence,
        )
        if not any(expected):
            msg = "nothing is expected"
            raise ValueError(msg)
        return self


class Variant(Text):
    """A text that says the same; `renamed` tells how actors of the first text are named here."""

    renamed: dict[str, str] = {}

    def now(self, name: str) -> str:
        """
        Say how this text names an actor.

        :param name: Its name in the first text.
        :return: Its name here.
        """
        return self.renamed.get(name, name)


class Invariance(Text):
    """An invariance test: labels of pairs, and portrayals, stay as they are in the first text."""

    type: Literal["INV"]
    variants: list[Variant] = Field(min_length=1)
    pairs: list[tuple[Words, Words]] = []
    portrayed: list[Words] = []

    @model_validator(mode="after")
    def _compares_something(self) -> "Invariance":
        if not self.pairs and not self.portrayed:
            msg = "nothing is compared"
            raise ValueError(msg)
        return self


class Directional(Text):
    """A directional test: in the changed text a label's probability is higher, or lower, by a margin at least."""

    type: Literal["DIR"]
    changed: Text
    holder: Words
    target: Words | None
    label: Literal["against", "favor", "negative", "neutral", "positive"]
    direction: Literal["up", "down"]
    margin: float = Field(default=0.1, gt=0, le=1)


class Case(_Row):
    """One row: an id, the capability that it tests, and the test."""

    id: Annotated[str, Field(pattern=r"^[a-z-]+-\d\d$")]
    capability: Capability
    test: Annotated[Functionality | Invariance | Directional, Field(discriminator="type")]

    @model_validator(mode="after")
    def _is_named_after_its_capability(self) -> "Case":
        if self.id[:-3] != self.capability:
            msg = f"the id must be {self.capability}-NN"
            raise ValueError(msg)
        return self
