"""One registry of what the seeds know and what a user's files add; where both name something, the files decide."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from stance.folding import fold
from stance.registries.known import Known
from stance.registries.rows import Contents, OwnActor, OwnName, RegistryError
from stance.registry import Actor, Alias, Registry, build
from stance.seeds import Issue, Seeds, slug

_SHOWN = 20


@dataclass(frozen=True)
class Merged:
    """The joined registry, the tables with the files' role nouns and issues, and what the files hold."""

    registry: Registry
    seeds: Seeds
    contents: Contents


class _Merger:
    """The seeds' registry with rows laid over it."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.actors = dict(known.registry.actors)
        self.terms = dict(known.registry.terms)
        self.in_office: set[str] = set()
        self.peoples = dict(known.registry.peoples)
        self.issues = dict(known.registry.issues)
        self.aliases: list[Alias] = []

    def add_actors(self, rows: Iterable[OwnActor]) -> None:
        by_id: dict[str, list[OwnActor]] = {}
        for row in rows:
            by_id.setdefault(row.id, []).append(row)
        for identifier, same in by_id.items():
            self._add_actor(identifier, same)

    def _add_actor(self, identifier: str, rows: list[OwnActor]) -> None:
        base = self.actors.get(identifier)
        actor = base or Actor(identifier, identifier, "person")
        # What a table says counts more than what a code tells.
        for row in sorted(rows, key=lambda row: not row.inferred):
            actor = _over(actor, row)
        terms = tuple(dict.fromkeys(term for row in rows for term in row.terms))
        if any(not row.inferred and (row.role or row.parent or row.start or row.end) for row in rows):
            self.in_office.add(identifier)
        dated = [row for row in rows if not row.inferred and row.dated]
        if dated:
            # Before, between and after its terms, an actor is on nobody's side that the file knows of.
            nobodys = replace(actor, parent=None, role=None, start=None, end=None)
            terms = (*(_term(nobodys, base, row) for row in dated), nobodys)
            actor = max(terms, key=lambda term: term.start or "" if term is not nobodys else "")
        self.actors[identifier] = actor
        if terms:
            ranked = sorted(terms, key=lambda term: (term.start or "", term.end is not None), reverse=True)
            self.terms[identifier] = tuple(replace(term, name=actor.name) for term in ranked)
        for row in rows:
            self._add_names(actor, row.names)

    def _add_names(self, actor: Actor, names: Iterable[OwnName]) -> None:
        for name in names:
            short = name.what == "actor" and actor.kind == "person" and " " not in name.text and name.text != actor.name
            alias = Alias(name.text, actor.id, name.what, name.place, short, own=True)
            # The seeds know more of the same name: that it is a place's too, or a demonym.
            same = [one for one in self.known.aliases.get(fold(name.text), ()) if one.id == actor.id]
            self.aliases += (replace(one, own=True) for one in same) if same else (alias,)
            if name.what == "adjective" and actor.id not in self.known.registry.states:
                self.peoples.setdefault(actor.id, slug(name.text))

    def merged(self, contents: Contents) -> Merged:
        self.add_actors(contents.actors)
        departures = {issue.id for issue in self.known.seeds.issues if issue.departure}
        issues: list[Issue] = []
        for row in contents.issues:
            name = row.name or self.issues.get(row.id) or row.id
            self.issues[row.id] = name
            self.aliases += (Alias(p.text, row.id, p.what, own=p.what == "issue") for p in row.phrases)
            if row.departure and row.id not in departures:
                issues.append(Issue(id=row.id, name=name, kind="own", phrases=(name,), departure=True))
        registry = self.known.registry
        aliases = tuple(dict.fromkeys((*registry.aliases, *self.aliases)))
        joined = Registry(self.actors, self.issues, aliases, registry.states, self.peoples, self._leaders(), self.terms)
        return Merged(joined, _with_tables(self.known.seeds, contents, issues), contents)

    def _leaders(self) -> dict[str, tuple[Actor, ...]]:
        """Give the terms in office; of an actor whose office or side a table tells, as the table has them."""
        leaders = {
            government: [actor for actor in people if actor.id not in self.in_office]
            for government, people in self.known.registry.leaders.items()
        }
        for identifier in sorted(self.in_office):
            for actor in dict.fromkeys((self.actors[identifier], *self.terms.get(identifier, ()))):
                if actor.role and actor.parent:
                    leaders.setdefault(actor.parent, []).append(replace(actor, own=True))
        return {government: tuple(people) for government, people in leaders.items()}


def _over(base: Actor, row: OwnActor) -> Actor:
    """Lay a row over what is known of its actor: what it does not say stays."""
    return replace(
        base,
        name=row.name or base.name,
        kind=row.kind or base.kind,
        parent=row.parent or base.parent,
        role=row.role or base.role,
        start=row.start if row.start or row.end else base.start,
        end=row.end if row.start or row.end else base.end,
    )


def _term(nobodys: Actor, base: Actor | None, row: OwnActor) -> Actor:
    """Give what an actor is in the time of a row; of what the seeds know, the side stays, and with it the office."""
    if base is None or row.parent not in {None, base.parent}:
        return _over(nobodys, row)
    return _over(replace(nobodys, parent=base.parent, role=base.role), row)


def _with_tables(seeds: Seeds, contents: Contents, issues: list[Issue]) -> Seeds:
    own = {noun for one in contents.roles for noun in (one.role.noun, one.role.singular) if noun}
    kept = tuple(role for role in seeds.roles if role.noun not in own and role.singular not in own)
    return replace(seeds, roles=(*kept, *(one.role for one in contents.roles)), issues=(*seeds.issues, *issues))


def load(paths: Iterable[Path], seeds: Seeds) -> Merged:
    """
    Read registry files and join them with the seeds; nothing is loaded unless all of it can be.

    :param paths: Files and folders; a row of a later file is laid over an earlier one's.
    :param seeds: The tables.
    :return: The registry and the tables to read texts with.
    :raises RegistryError: If a row is at fault; the message names file, line and field of each of the first faults.
    """
    registry = build(seeds)
    paths = tuple(paths)
    if not paths:
        return Merged(registry, seeds, Contents())
    # The readers of the formats take nearly as long to import as the seeds to load, and most have no files of their own.
    from stance.registries.faults import faults_of  # noqa: PLC0415
    from stance.registries.files import read_files  # noqa: PLC0415

    known = Known(registry, seeds)
    contents = read_files(paths, known)
    faults = [*contents.faults, *faults_of(contents, registry)]
    if faults:
        more = [f"… and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
        raise RegistryError("\n".join([*faults[:_SHOWN], *more]))
    return _Merger(known).merged(contents)
