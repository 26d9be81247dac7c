"""Labelled examples as training sees them, whatever corpus they come from."""

from dataclasses import dataclass

SENTIMENTS = ("negative", "neutral", "positive")
STANCES = ("against", "neutral", "favor")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MentionExample:
    """A marked mention and how its text portrays it; `span` are character offsets, `group` the document it comes from."""

    text: str
    span: Span
    label: str
    group: str


@dataclass(frozen=True, slots=True)
class PairExample:
    """
    Two marked mentions and what each holds on the other.

    `forward` is the stance of the first on the second, `backward` that of the second on the first, None where nobody said;
    `first` and `second` are character offsets, `group` keeps examples of one sentence together, `source` names the corpus.
    """

    text: str
    first: Span
    second: Span
    forward: str
    backward: str | None
    group: str
    source: str
