"""Compare the roles that the fast pass finds with other roles: counts, and which side a judged predicate speaks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.parsedroles import Group
from stance.arguments import Arguments
from stance.lexicon import Frame

# The phrase itself, reached directly or through a shared subject; what possessors and prepositions tie to it is no head of it.
_HEADS = frozenset("12cs")
VERDICTS = ("ours", "parse", "both", "neither")


@dataclass
class Counts:
    """Phrases that were found, those of them that are right, phrases to be found, those of them that were found."""

    predicted: int = 0
    right: int = 0
    gold: int = 0
    found: int = 0

    def add(self, ours: Sequence[int], gold: Sequence[Group]) -> None:
        """
        Count one role of one predicate.

        :param ours: The heads that were found.
        :param gold: For each phrase to be found, the tokens any of which is its head.
        """
        self.predicted += len(ours)
        self.right += sum(any(head in group for group in gold) for head in ours)
        self.gold += len(gold)
        self.found += sum(not group.isdisjoint(ours) for group in gold)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of what was to be found that was; 0 where there was nothing."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def heads_of(tokens: Mapping[int, str], *, tied: bool = False) -> list[int]:
    """
    Give the last token of each phrase that the pass noted.

    :param tokens: The tokens of a role, each with how it was reached.
    :param tied: Whether what "of" ties counts where nothing else was found: "the attack of the rebels".
    :return: The heads, in order; a phrase is a run of neighbouring tokens reached the same way.
    """
    ways = _HEADS if not tied or not _HEADS.isdisjoint(tokens.values()) else frozenset("o")
    return [i for i in sorted(tokens) if tokens[i] in ways and tokens.get(i + 1) != tokens[i]]


def roles_of(arguments: Arguments, frame: Frame) -> dict[str, list[int]]:
    """
    Give the heads of both roles of a predicate.

    :param arguments: What the pass found.
    :param frame: What the predicate says.
    :return: The heads of its agents and of its themes.
    """
    tied = frame.pos == "n" and not frame.bearer
    return {"agent": heads_of(arguments.agents, tied=tied), "theme": heads_of(arguments.themes)}


def agree(ours: Sequence[int], gold: Sequence[Group]) -> bool:
    """
    Tell whether one role of a predicate is found with nothing missed and nothing in excess.

    :param ours: The heads that were found.
    :param gold: For each phrase to be found, the tokens any of which is its head.
    :return: Whether they agree; two empty sides do.
    """
    counts = Counts()
    counts.add(ours, gold)
    return counts.right == counts.predicted and counts.found == counts.gold


def verdict(ours: Sequence[int], parsed: Sequence[Group], gold: Sequence[Group]) -> str:
    """
    Say which side is right of a predicate that was judged.

    :param ours: The heads that the fast pass found.
    :param parsed: The phrases that the parse gives.
    :param gold: The phrases that the judge gave.
    :return: One of `VERDICTS`.
    """
    first, second = agree(ours, gold), _same(parsed, gold)
    if first and second:
        return "both"
    return "ours" if first else "parse" if second else "neither"


def _same(parsed: Sequence[Group], gold: Sequence[Group]) -> bool:
    """Tell whether each phrase of either side shares a head with one of the other."""
    return all(any(one & other for other in gold) for one in parsed) and all(any(one & other for other in parsed) for one in gold)
