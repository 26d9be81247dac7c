"""The shapes of what is asked and what is answered. What depends on the settings or the engine is checked elsewhere."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag

MOST_ALIASES = 50

# In angle brackets, since pydantic puts tags into the paths of its errors, and the caller's paths have no such step.
TAG_ID = "<id>"
TAG_OBJECT = "<object>"


def _iso_day(published: str) -> str:
    try:
        return datetime.fromisoformat(published).date().isoformat()
    except ValueError:
        message = "Input should be an ISO date or datetime, such as 2013-05-25 or 2013-05-25T10:00:00Z"
        raise ValueError(message) from None


def _form_of(entry: Any) -> str | None:
    if isinstance(entry, str):
        return TAG_ID
    return TAG_OBJECT if isinstance(entry, dict | BaseModel) else None


Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]*$", max_length=100)]
Name = Annotated[str, Field(pattern=r"\S", max_length=200)]
Published = Annotated[str, AfterValidator(_iso_day)]
Title = Annotated[str, Field(max_length=1000)]
# How long a text may be is a setting, and has an error code of its own.
Text = Annotated[str, Field(min_length=1)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class DocumentIn(_Asked):
    """One text to score."""

    id: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    text: Text
    title: Title | None = None
    published: Published | None = None


class ActorIn(_Asked):
    """An actor that the caller adds."""

    id: Id
    name: Name
    aliases: list[Name] = Field(default=[], max_length=MOST_ALIASES)


class IssueIn(_Asked):
    """An issue that the caller adds; `phrases` name it in a text, beside its name."""

    id: Id
    name: Name
    phrases: list[Name] = Field(default=[], max_length=MOST_ALIASES)


_ENTRY = Discriminator(
    _form_of, custom_error_type="entry_type", custom_error_message="Input should be an id (a string) or an object"
)
ActorEntry = Annotated[Annotated[Id, Tag(TAG_ID)] | Annotated[ActorIn, Tag(TAG_OBJECT)], _ENTRY]
IssueEntry = Annotated[Annotated[Id, Tag(TAG_ID)] | Annotated[IssueIn, Tag(TAG_OBJECT)], _ENTRY]


class ScoreRequest(_Asked):
    """
    What `POST /v1/score` takes: one `text`, or `documents`.

    In `actors` and `issues` an object adds to what is known and a string restricts the answer to the ids so named.
    """

    text: Text | None = None
    title: Title | None = None
    published: Published | None = None
    documents: Annotated[list[DocumentIn], Field(min_length=1)] | None = None
    actors: list[ActorEntry] | None = None
    issues: list[IssueEntry] | None = None
    min_confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    explain: bool = False
    roll_up: Literal["none", "parent"] = "none"


class _Answered(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SpanOut(_Answered):
    """A stretch of the text: character offsets into it as it was sent, end exclusive, and what stands there."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class ContributionOut(_Answered):
    """What one feature added to the log-odds of a decision."""

    view: str
    feature: str
    weight: float


class SentimentEvidenceOut(SpanOut):
    """A sentence that portrays an actor."""

    label: str
    confidence: float = Field(ge=0, le=1)


class StanceEvidenceOut(SentimentEvidenceOut):
    """A sentence that proves a stance."""

    kind: Literal["quote", "reported", "narrated"]
    source: SpanOut | None
    cue: SpanOut | None
    content: SpanOut | None


class _DecisionOut(_Answered):
    probabilities: dict[str, float]
    confidence: float = Field(ge=0, le=1)
    reason: str | None
    explanation: list[ContributionOut] | None = None


class SentimentOut(_DecisionOut):
    """How a text portrays an actor."""

    label: Literal["negative", "neutral", "positive", "unclear"]
    evidence: list[SentimentEvidenceOut]


class ActorOut(_Answered):
    """One actor of a text."""

    id: str
    name: str
    kind: str
    parent: str | None
    origin: Literal["registry", "request", "text"]
    mentions: list[SpanOut]
    sentiment: SentimentOut


class TargetOut(_Answered):
    """On whom or what a stance is taken."""

    kind: Literal["actor", "issue"]
    id: str
    name: str
    origin: Literal["registry", "request", "text"]


class StanceOut(_DecisionOut):
    """Where one holder stands on one target."""

    holder: str
    target: TargetOut
    label: Literal["against", "neutral", "favor", "unclear"]
    counts: dict[str, int]
    evidence: list[StanceEvidenceOut]


class RolledStanceOut(_Answered):
    """A stance that a sum takes in."""

    holder: str
    target: str
    label: Literal["against", "neutral", "favor", "unclear"]


class RolledUpOut(_Answered):
    """What a holder and those directly under it hold on a target and those under that."""

    holder: str
    name: str
    target: TargetOut
    counts: dict[str, int]
    claims: dict[str, float]
    members: list[RolledStanceOut]


class DocumentOut(_Answered):
    """What was read out of one text."""

    id: str
    actors: list[ActorOut]
    stances: list[StanceOut]
    issues: list[TargetOut]
    rolled_up: list[RolledUpOut] | None = None


class DetailOut(_Answered):
    """One field at fault."""

    field: str
    message: str


class ErrorOut(_Answered):
    """What went wrong."""

    code: str
    message: str
    details: list[DetailOut]
    request_id: str


class ErrorResponse(_Answered):
    """What every error answers with."""

    error: ErrorOut


class FailedDocumentOut(_Answered):
    """A text that the service failed on; the others of the request are answered all the same."""

    id: str
    error: ErrorOut


class ModelVersionOut(_Answered):
    """Which model answered."""

    version: str


class ScoreResponse(_Answered):
    """What `POST /v1/score` answers; the documents stand in the order in which they were sent."""

    model: ModelVersionOut
    seconds: float = Field(ge=0)
    documents: list[DocumentOut | FailedDocumentOut]
