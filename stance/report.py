"""What an analysis says: frozen records that carry ids, labels, probabilities and offsets into the text as it was sent."""

from dataclasses import asdict, dataclass, field
from typing import Any

_ON_REQUEST = frozenset(("explanation", "rolled_up"))


@dataclass(frozen=True, slots=True)
class CustomActor:
    """An actor that the caller adds."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomIssue:
    """An issue that the caller adds; `phrases` name it in a text."""

    id: str
    name: str
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextInput:
    """One text to analyse; `published` is an ISO date such as `2013-05-25`."""

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """
    What the caller asks for.

    `actors` and `issues` are added to the known ones; where `only_actors` or `only_issues` is not None, the answer is restricted
    to these ids and the added ones. A label whose confidence is under `min_confidence` is answered `unclear`. `explain` adds the
    features that weighed most. `roll_up` is `none`, or `parent` to add sums by the parents of holders and targets.
    """

    actors: tuple[CustomActor, ...] = ()
    only_actors: frozenset[str] | None = None
    issues: tuple[CustomIssue, ...] = ()
    only_issues: frozenset[str] | None = None
    min_confidence: float = 0.4
    explain: bool = False
    roll_up: str = "none"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text: character offsets, end exclusive, and what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature added to the log-odds of the decision, against the mean of the other labels."""

    view: str
    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class SentimentEvidence:
    """A sentence that portrays an actor, the label it was given there and how sure that is."""

    start: int
    end: int
    text: str
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class StanceEvidence:
    """
    A sentence that proves a stance.

    `kind` is `quote`, `reported` or `narrated`. Where somebody is reported to have said it, `source` and `cue` are there, which
    may stand in another sentence, and `content`: what of the words stands in this one.
    """

    start: int
    end: int
    text: str
    kind: str
    label: str
    confidence: float
    source: Span | None = None
    cue: Span | None = None
    content: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentiment:
    """How the text portrays an actor; `reason` says why where the label is `unclear`."""

    label: str
    probabilities: dict[str, float]
    confidence: float
    evidence: tuple[SentimentEvidence, ...] = ()
    reason: str | None = None
    explanation: tuple[Contribution, ...] | None = None


@dataclass(frozen=True, slots=True)
class ActorReport:
    """One actor of the text; `origin` is `registry`, `request` or `text`."""

    id: str
    name: str
    kind: str
    parent: str | None
    origin: str
    mentions: tuple[Span, ...]
    sentiment: Sentiment


@dataclass(frozen=True, slots=True)
class Target:
    """On whom or what a stance is taken; `kind` is `actor` or `issue`, `origin` is `registry`, `request` or `text`."""

    kind: str
    id: str
    name: str
    origin: str = "registry"


@dataclass(frozen=True, slots=True)
class StanceReport:
    """Where one holder stands on one target; `counts` tells how many pieces of evidence speak for each label."""

    holder: str
    target: Target
    label: str
    probabilities: dict[str, float]
    confidence: float
    counts: dict[str, int]
    evidence: tuple[StanceEvidence, ...]
    reason: str | None = None
    explanation: tuple[Contribution, ...] | None = None


@dataclass(frozen=True, slots=True)
class RolledStance:
    """A stance that a sum takes in, by the ids of holder and target."""

    holder: str
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class RolledUp:
    """
    What a holder and those directly under it hold on a target and those under that.

    `counts` are the members' counts added up, `claims` their probabilities of against and favor, which may exceed 1.
    """

    holder: str
    name: str
    target: Target
    counts: dict[str, int]
    claims: dict[str, float]
    members: tuple[RolledStance, ...]


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """All that was read out of one text; `rolled_up` is None where nobody asked for it."""

    id: str | None
    actors: tuple[ActorReport, ...] = ()
    stances: tuple[StanceReport, ...] = ()
    issues: tuple[Target, ...] = field(default=())
    rolled_up: tuple[RolledUp, ...] | None = None

    def as_dict(self) -> dict[str, Any]:
        """
        Give the report as plain data.

        :return: Dictionaries, lists, strings and numbers; what nobody asked for, `explanation` and `rolled_up`, is left out.
        """
        bare: dict[str, Any] = _bare(asdict(self))
        return bare


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items() if not (item is None and key in _ON_REQUEST)}
    if isinstance(value, list | tuple):
        return [_bare(item) for item in value]
    return value
