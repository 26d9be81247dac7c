"""How far two readers who labelled the same things agree."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from sklearn.metrics import cohen_kappa_score

from training.examples import STANCES

Thing = TypeVar("Thing", bound=Hashable)


def agreement(first: Mapping[Thing, str], second: Mapping[Thing, str]) -> str:
    """
    Lay out how often two readers agree, what is left of it beyond chance, and where they part.

    :param first: The first reader's label by what is labelled.
    :param second: The second reader's.
    :return: Raw agreement and Cohen's kappa (Cohen 1960), for each label the share of agreement among those whom either gave it
        (twice the agreed over the sum of both readers' uses), and the pairs of labels on which they part.
    """
    both = [(label, second[thing]) for thing, label in first.items() if thing in second]
    alone = len(second) - len(both)
    left_out = f"; {alone} labelled by the second alone" if alone else ""
    if not both:
        return f"no pair is labelled by both{left_out}"
    same = sum(one == other for one, other in both)
    ours, theirs = [one for one, _ in both], [other for _, other in both]
    kappa = cohen_kappa_score(ours, theirs, labels=list(STANCES)) if len({*ours, *theirs}) > 1 else 1.0
    lines = [f"labelled by both {len(both)}{left_out}", f"agree {same / len(both):.3f} ({same}/{len(both)}), kappa {kappa:.3f}"]
    for label in STANCES:
        uses = ours.count(label) + theirs.count(label)
        share = f"{2 * both.count((label, label)) / uses:.3f}" if uses else "-"
        lines.append(f"  {label:<8} {share} ({ours.count(label)} and {theirs.count(label)} uses)")
    parted = {(one, other): both.count((one, other)) for one in STANCES for other in STANCES if one != other}
    lines.append("parted: " + (", ".join(f"{one}/{other} {n}" for (one, other), n in parted.items() if n) or "none"))
    return "\n".join(lines)
