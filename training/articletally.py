"""Running counts over articles that were held against their gold, and the figures and tables made of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from stance.report import DocumentReport
from training.articles import FLIP, Edge, Gold, GoldEdge, edge_of, names_of, same_pair
from training.examples import SENTIMENTS

_KINDS = ("narrated", "reported", "quote")
_STRENGTHS = ("explicit", "mixed", "implied")
# What became of a stance that both readers gave, in the order in which the steps of an analysis can lose it.
FATES = ("holder not found", "target not found", "no statement", "unclear", "neutral", "reversed", "found")


def _fate(gold: GoldEdge, edges: Sequence[Edge], everybody: frozenset[str]) -> str:
    """Tell how far a gold edge came; an issue that nobody takes a stance on is not told from one that was not found."""
    labels = {edge.label for edge in edges if same_pair(gold, edge)}
    if gold.label in labels:
        return "found"
    if FLIP[gold.label] in labels:
        return "reversed"
    if labels:
        return "neutral" if "neutral" in labels else "unclear"
    if not gold.holder & everybody:
        return "holder not found"
    return "target not found" if gold.target and not gold.words and not gold.target & everybody else "no statement"


@dataclass
class Tally:
    """Running counts over the articles."""

    found_actor: int = 0
    all_actor: int = 0
    found_issue: int = 0
    all_issue: int = 0
    reversed: int = 0
    predicted: int = 0
    right: int = 0
    tempting: int = 0
    # Gold label and given label of each actor, None where the actor was not found.
    sentiments: list[tuple[str, str | None]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    # What became of both readers' stances, by whether the target is an actor or an issue alone.
    fates: Counter[tuple[str, str]] = field(default_factory=Counter)
    # How many edges of a sort there are, and were found: by whether both readers or one gave it, and by kind or strength.
    sorts: Counter[tuple[str, str]] = field(default_factory=Counter)
    sorts_found: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, identifier: str, gold: Gold, report: DocumentReport) -> None:
        """
        Count one article.

        :param identifier: Its id, for the lines of `lines`.
        :param gold: What the readers gave.
        :param report: What the service answered.
        """
        names = names_of(report)
        answered = [edge_of(stance, names) for stance in report.stances]
        everybody = frozenset[str]().union(*names.values())
        for core in gold.core:
            self._core(identifier, core, gold, answered, everybody)
        for part, golds in (("core", gold.core), ("optional", gold.optional)):
            for one in golds:
                found = any(same_pair(one, edge) and edge.label == one.label for edge in answered)
                for sort in {one.kind, one.strength} - {None}:
                    self.sorts[part, str(sort)] += 1
                    self.sorts_found[part, str(sort)] += found
        for edge in answered:
            if edge.label in FLIP:
                self._given(identifier, edge, gold)
        for actor in gold.actors:
            if actor.sentiment:
                mine = next((one for one in report.actors if names[one.id] & actor.names), None)
                self.sentiments.append((actor.sentiment, mine.sentiment.label if mine else None))

    def _core(self, identifier: str, core: GoldEdge, gold: Gold, answered: Sequence[Edge], everybody: frozenset[str]) -> None:
        labels = {edge.label for edge in answered if same_pair(core, edge)}
        same, opposite = core.label in labels, FLIP[core.label] in labels
        if core.target:
            self.all_actor += 1
            self.found_actor += same
        else:
            self.all_issue += 1
            self.found_issue += same
        both = any(
            other.label != core.label and other.holder == core.holder and other.target == core.target for other in gold.known
        )
        self.reversed += opposite and not same and not both
        fate = _fate(core, answered, everybody)
        self.fates["actor" if core.target else "issue", fate] += 1
        goal = sorted(core.target)[:2] if core.target else core.issue
        self.lines.append(
            f"{fate:16} {identifier[:24]:24} {sorted(core.holder)[:2]} > {goal} {core.label} {core.kind} @{core.start}"
        )

    def _given(self, identifier: str, edge: Edge, gold: Gold) -> None:
        right = any(same_pair(one, edge) and one.label == edge.label for one in gold.known)
        self.predicted += 1
        self.right += right
        tempted = any(one.holder & edge.holder and one.target & edge.target for one in gold.tempting)
        self.tempting += tempted and not right
        if not right:
            pair = f"{sorted(edge.holder)[:2]} > {sorted(edge.target)[:2]}"
            self.lines.append(f"{'extra':16} {identifier[:24]:24} {pair} {edge.label}")

    def figures(self) -> dict[str, Any]:
        """
        Give the figures.

        :return: `stances`, `actors_found` and `sentiment`; fractions, but for the numbers `predicted` and `tempting`.
        """
        recall = self.found_actor / max(1, self.all_actor)
        precision = self.right / max(1, self.predicted)
        seen = [(truth, given) for truth, given in self.sentiments if given]
        scores = []
        for label in SENTIMENTS:
            both = sum(truth == given == label for truth, given in seen)
            scores.append(2 * both / max(1, sum(truth == label for truth, _ in seen) + sum(given == label for _, given in seen)))
        return {
            "stances": {
                "recall_actor": recall,
                "recall_issue": self.found_issue / max(1, self.all_issue),
                "precision": precision,
                "f1": 2 * recall * precision / max(1e-9, recall + precision),
                "reversed": self.reversed / max(1, self.all_actor + self.all_issue),
                "predicted": self.predicted,
                "tempting": self.tempting,
            },
            "actors_found": len(seen) / max(1, len(self.sentiments)),
            "sentiment": {
                "accuracy": sum(truth == given for truth, given in seen) / max(1, len(seen)),
                "macro_f1": sum(scores) / len(SENTIMENTS),
            },
        }

    def tables(self) -> str:
        """
        Lay out where stances are found and where they are lost.

        :return: Recall by kind and by strength, on what both readers gave and what one gave; and how far the former came.
        """
        lines = [f"{'recall':10} {'both readers':>16} {'one reader':>16}"]
        for sort in (*_KINDS, *_STRENGTHS):
            cells = []
            for part in ("core", "optional"):
                found, every = self.sorts_found[part, sort], self.sorts[part, sort]
                cells.append(f"{found / every:.3f} ({found}/{every})" if every else "-")
            lines.append(f"{sort:10} {cells[0]:>16} {cells[1]:>16}")
        for sort in ("actor", "issue"):
            shares = ", ".join(f"{fate} {self.fates[sort, fate]}" for fate in FATES)
            lines.append(f"what became of both readers' stances on {sort}s: {shares}")
        return "\n".join(lines)
