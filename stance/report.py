"""What an analysis says: frozen records that carry ids, labels, probabilities and offsets into the text as it was sent.

Each record writes itself out by hand: `dataclasses.asdict` walks over every value, and took longer than to read the text.
"""

from dataclasses import dataclass, field
from typing import Any


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

    def as_dict(self) -> dict[str, Any]:
        """Give the span as plain data."""
        return {"start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature added to the log-odds of the decision, against the mean of the other labels."""

    view: str
    feature: str
    weight: float

    def as_dict(self) -> dict[str, Any]:
        """Give the contribution as plain data."""
        return {"view": self.view, "feature": self.feature, "weight": self.weight}


@dataclass(frozen=True, slots=True)
class SentimentEvidence:
    """A sentence that portrays an actor, the label it was given there and how sure that is."""

    start: int
    end: int
    text: str
    label: str
    confidence: float

    def as_dict(self) -> dict[str, Any]:
        """Give the evidence as plain data."""
        return {"start": self.start, "end": self.end, "text": self.text, "label": self.label, "confidence": self.confidence}


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

    def as_dict(self) -> dict[str, Any]:
        """Give the evidence as plain data."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind,
            "label": self.label,
            "confidence": self.confidence,
            "source": None if self.source is None else self.source.as_dict(),
            "cue": None if self.cue is None else self.cue.as_dict(),
            "content": None if self.content is None else self.content.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Sentiment:
    """How the text portrays an actor; `reason` says why where the label is `unclear`."""

    label: str
    probabilities: dict[str, float]
    confidence: float
    evidence: tuple[SentimentEvidence, ...] = ()
    reason: str | None = None
    explanation: tuple[Contribution, ...] | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the sentiment as plain data, `explanation` only where it was asked for."""
        plain: dict[str, Any] = {
            "label": self.label,
            "probabilities": dict(self.probabilities),
            "confidence": self.confidence,
            "evidence": [one.as_dict() for one in self.evidence],
            "reason": self.reason,
        }
        if self.explanation is not None:
            plain["explanation"] = [one.as_dict() for one in self.explanation]
        return plain


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

    def as_dict(self) -> dict[str, Any]:
        """Give the actor as plain data."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "parent": self.parent,
            "origin": self.origin,
            "mentions": [one.as_dict() for one in self.mentions],
            "sentiment": self.sentiment.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Target:
    """On whom or what a stance is taken; `kind` is `actor` or `issue`, `origin` is `registry`, `request` or `text`."""

    kind: str
    id: str
    name: str
    origin: str = "registry"

    def as_dict(self) -> dict[str, Any]:
        """Give the target as plain data."""
        return {"kind": self.kind, "id": self.id, "name": self.name, "origin": self.origin}


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

    def as_dict(self) -> dict[str, Any]:
        """Give the stance as plain data, `explanation` only where it was asked for."""
        plain: dict[str, Any] = {
            "holder": self.holder,
            "target": self.target.as_dict(),
            "label": self.label,
            "probabilities": dict(self.probabilities),
            "confidence": self.confidence,
            "counts": dict(self.counts),
            "evidence": [one.as_dict() for one in self.evidence],
            "reason": self.reason,
        }
        if self.explanation is not None:
            plain["explanation"] = [one.as_dict() for one in self.explanation]
        return plain


@dataclass(frozen=True, slots=True)
class RolledStance:
    """A stance that a sum takes in, by the ids of holder and target."""

    holder: str
    target: str
    label: str

    def as_dict(self) -> dict[str, Any]:
        """Give the stance as plain data."""
        return {"holder": self.holder, "target": self.target, "label": self.label}


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

    def as_dict(self) -> dict[str, Any]:
        """Give the sum as plain data."""
        return {
            "holder": self.holder,
            "name": self.name,
            "target": self.target.as_dict(),
            "counts": dict(self.counts),
            "claims": dict(self.claims),
            "members": [one.as_dict() for one in self.members],
        }


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
        plain: dict[str, Any] = {
            "id": self.id,
            "actors": [one.as_dict() for one in self.actors],
            "stances": [one.as_dict() for one in self.stances],
            "issues": [one.as_dict() for one in self.issues],
        }
        if self.rolled_up is not None:
            plain["rolled_up"] = [one.as_dict() for one in self.rolled_up]
        return plain
