"""Sums by parent, for who asks for them: where an actor and those directly under it stand, taken together.

Allies do not vote for each other: a stance of the army is not silently the president's. So the stances themselves stay as they
are, and a sum has members and no label. With u(x) for an actor and its parent, a stance of h on t is a member of each row (H, T)
with H in u(h) and T in u(t); a row is given if one of its members comes from below. Stances inside one house, where u(h) and u(t)
share somebody, are in no row.
"""

from collections.abc import Iterable, Mapping
from itertools import product

from stance.registry import Actor
from stance.report import RolledStance, RolledUp, StanceReport, Target

_DIGITS = 4
_LABELS = ("against", "neutral", "favor")
_CLAIMS = ("against", "favor")


def roll_up(stances: Iterable[StanceReport], actors: Mapping[str, Actor], known: Mapping[str, Actor]) -> tuple[RolledUp, ...]:
    """
    Sum stances by the parents of holders and targets.

    :param stances: A text's stances.
    :param actors: The actors of the text by id, which tell their parents.
    :param known: The registry's actors by id, which tell the names of parents that the text does not name.
    :return: The sums that take in more than the two ends themselves, largest claim first.
    """
    rows: dict[tuple[str, str, str], tuple[Target, list[StanceReport]]] = {}
    for stance in stances:
        holders = _upwards(stance.holder, actors)
        ends = _upwards(stance.target.id, actors) if stance.target.kind == "actor" else (stance.target.id,)
        if stance.target.kind == "actor" and not set(holders).isdisjoint(ends):
            continue
        for holder, end in product(holders, ends):
            target = stance.target if end == stance.target.id else _target(end, actors, known)
            rows.setdefault((holder, target.kind, end), (target, []))[1].append(stance)
    sums = [_sum(holder, target, members, actors, known) for (holder, _, _), (target, members) in rows.items()]
    carried = [one for one in sums if any((m.holder, m.target) != (one.holder, one.target.id) for m in one.members)]
    return tuple(sorted(carried, key=lambda one: -max(one.claims.values())))


def _upwards(identifier: str, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    actor = actors.get(identifier)
    return (identifier,) if actor is None or actor.parent in {None, identifier} else (identifier, str(actor.parent))


def _name(identifier: str, actors: Mapping[str, Actor], known: Mapping[str, Actor]) -> str:
    actor = actors.get(identifier) or known.get(identifier)
    return actor.name if actor else identifier


def _target(identifier: str, actors: Mapping[str, Actor], known: Mapping[str, Actor]) -> Target:
    actor = actors.get(identifier) or known.get(identifier)
    return Target("actor", identifier, _name(identifier, actors, known), actor.origin if actor else "text")


def _sum(
    holder: str, target: Target, members: Iterable[StanceReport], actors: Mapping[str, Actor], known: Mapping[str, Actor]
) -> RolledUp:
    summed = tuple(members)
    return RolledUp(
        holder,
        _name(holder, actors, known),
        target,
        {label: sum(one.counts[label] for one in summed) for label in _LABELS},
        {label: round(sum(one.probabilities[label] for one in summed), _DIGITS) for label in _CLAIMS},
        tuple(RolledStance(one.holder, one.target.id, one.label) for one in summed),
    )
