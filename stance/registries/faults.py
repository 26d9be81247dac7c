"""Rows that fit their format but not the others: an unknown parent, parents in a ring, no kind, one id for two things."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stance.registries.rows import Contents, OwnActor, OwnIssue, Place
from stance.registry import Registry
from stance.seeds import KINDS

_LAST = "9999"


@dataclass(frozen=True, slots=True)
class _Step:
    """From an actor to its parent, in a time; the seeds' have no place and a number before all."""

    child: str
    parent: str
    number: int = -1
    start: str = ""
    end: str = _LAST
    at: Place | None = None


def faults_of(contents: Contents, registry: Registry) -> Iterator[str]:
    """
    Find rows that fit their format but not the others.

    :param contents: What the files hold.
    :param registry: The seeds' registry.
    :yield: The faults, each with file, line and field.
    """
    ids = {row.id for row in contents.actors} | set(registry.actors)
    owners = {*registry.states.values(), *registry.peoples.values()}
    first: dict[str, OwnActor] = {}
    for row in contents.actors:
        if row.kind is None and row.id not in registry.actors and not (row.id in first and first[row.id].kind):
            yield f"{row.at}: kind: {row.id!r} is new and needs one"
        if row.parent is not None and row.parent not in ids and not _composed(row.parent, owners):
            yield f"{row.at}: parent: no actor has the id {row.parent!r}"
        if row.parent == row.id:
            yield f"{row.at}: parent: an actor cannot be its own"
        before = first.setdefault(row.id, row)
        if before is not row and not (row.inferred or before.inferred or (row.dated and before.dated)):
            yield f"{row.at}: id: {row.id!r} is given at {before.at} too; only rows with 'from' or 'to' may share an id"
    for ring in _rings(_steps(contents.actors, registry)):
        closing = max(ring, key=lambda step: step.number)
        others = ", ".join(repr(step.child) for step in ring)
        yield f"{closing.at}: parent: {closing.parent!r} closes a ring of parents: {others}"
    yield from _issues(contents.issues, registry)


def _issues(rows: Iterable[OwnIssue], registry: Registry) -> Iterator[str]:
    """Find issues without a name, and with two."""
    named: dict[str, OwnIssue] = {}
    for row in rows:
        before = named.get(row.id)
        if row.name is None and before is None and row.id not in registry.issues:
            yield f"{row.at}: name: {row.id!r} is new and needs one"
        if row.name is not None and not row.inferred:
            if before is not None and before.name != row.name:
                yield f"{row.at}: name: {row.id!r} is {before.name!r} at {before.at}"
            named.setdefault(row.id, row)


def _composed(identifier: str, owners: set[str]) -> bool:
    return any(identifier.endswith(f"-{kind}") and identifier.removesuffix(f"-{kind}") in owners for kind in KINDS)


def _steps(rows: Iterable[OwnActor], registry: Registry) -> dict[str, list[_Step]]:
    """Gather who belongs to whom; for an actor whose parent the files tell, by the files alone."""
    own: dict[str, list[_Step]] = {}
    for number, row in enumerate(rows):
        if row.parent is not None and row.parent != row.id and not row.inferred:
            own.setdefault(row.id, []).append(_Step(row.id, row.parent, number, row.start or "", row.end or _LAST, row.at))
    seeds = {actor.id: [_Step(actor.id, actor.parent)] for actor in registry.actors.values() if actor.parent is not None}
    return seeds | own


def _rings(steps: dict[str, list[_Step]]) -> Iterator[list[_Step]]:
    """Find parents that lead back to where they began; each actor is gone through once."""
    done: set[str] = set()
    for start, first in steps.items():
        if start in done:
            continue
        way: list[_Step] = []
        places = {start: 0}
        left = [iter(first)]
        while left:
            step = next(left[-1], None)
            if step is None:
                left.pop()
                identifier, _ = places.popitem()
                done.add(identifier)
                del way[-1:]
            elif step.parent in places:
                ring = [*way[places[step.parent] :], step]
                # Two who were each other's at different times are in order.
                if max(one.start for one in ring) <= min(one.end for one in ring):
                    yield ring
            elif step.parent not in done:
                places[step.parent] = len(left)
                way.append(step)
                left.append(iter(steps.get(step.parent, ())))
