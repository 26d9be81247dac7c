"""What is doubtful about registry files: names with two owners, what they change of the seeds, and likely slips."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stance.folding import fold
from stance.offices import known_office
from stance.registries.faults import faults_of
from stance.registries.files import read_files
from stance.registries.known import Known
from stance.registries.rows import Contents, OwnName, Place
from stance.registry import Registry, build
from stance.seeds import Seeds

_FUNCTION_WORDS = frozenset(
    "a about after all also an and any are as at be because been before but by can could did do does for from had has have he "
    "her him his how i if in into is it its may me more most my no nor not now of off on or our out over said say says she "
    "should so some such than that the their them then there these they this those to under up us was we were what when where "
    "which who whom why will with would yes yet you your".split()
)


@dataclass(frozen=True, slots=True)
class Clash:
    """One name that the files give to several: the owners' ids, each with where it gets the name first."""

    name: str
    owners: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True)
class Override:
    """A name that the seeds give to somebody else than the file does, which decides."""

    name: str
    owner: str
    at: Place
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A field of an actor or issue of the seeds that a row gives another value."""

    id: str
    field: str
    value: str
    at: Place
    before: str


@dataclass(frozen=True)
class Checked:
    """What a check found; `contents` are the files' rows as far as they could be read."""

    contents: Contents
    faults: tuple[str, ...]
    clashes: tuple[Clash, ...]
    overrides: tuple[Override, ...]
    changes: tuple[Change, ...]
    warnings: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether the files can be loaded and no name has two owners."""
        return not self.faults and not self.clashes


def _given(contents: Contents) -> Iterator[tuple[str, OwnName]]:
    for actor in contents.actors:
        yield from ((actor.id, name) for name in actor.names)
    for issue in contents.issues:
        yield from ((issue.id, phrase) for phrase in issue.phrases if phrase.what != "exempt")


def _kind(what: str) -> str:
    return "issue" if what == "issue" else "actor"


def _nouns_of_two_kinds(contents: Contents) -> Iterator[Clash]:
    kinds: dict[str, dict[str, Place]] = {}
    for one in contents.roles:
        for noun in {one.role.noun, one.role.singular or one.role.noun}:
            kinds.setdefault(noun, {}).setdefault(one.role.kind, one.at)
    return (Clash(noun, tuple(sorted(given.items()))) for noun, given in kinds.items() if len(given) > 1)


def _changes(contents: Contents, registry: Registry) -> Iterator[Change]:
    """Tell what rows say otherwise than the seeds; a code says less than the seeds do and changes none."""
    for row in contents.actors:
        known = registry.actors.get(row.id)
        if known is None or row.inferred:
            continue
        fields = (("name", row.name, known.name), ("kind", row.kind, known.kind), ("parent", row.parent, known.parent))
        for field, value, before in fields:
            if value is not None and value != before:
                yield Change(row.id, field, value, row.at, before or "none")
    for issue in contents.issues:
        before = registry.issues.get(issue.id)
        if before is not None and issue.name not in {None, before}:
            yield Change(issue.id, "name", issue.name or "", issue.at, before)


def _known_ids(contents: Contents, registry: Registry) -> Iterator[str]:
    actors = [(row.id, row.at) for row in contents.actors if row.made and row.id in registry.actors]
    issues = [(row.id, row.at) for row in contents.issues if row.made and row.id in registry.issues]
    for identifier, at in actors + issues:
        yield f"{at}: id: {identifier!r}, made from the name, is one of the seeds; give another if somebody else is meant"


def _unknown_offices(contents: Contents, registry: Registry) -> Iterator[str]:
    offices = {leader.role for people in registry.leaders.values() for leader in people}
    for row in contents.actors:
        if row.role is not None and not known_office(row.role, offices):
            yield f"{row.at}: role: {row.role!r} is no office that the seeds know, so that it may not be found in a text"


def _common_names(contents: Contents, known: Known) -> Iterator[str]:
    """Warn of names in lower case that are words of the language; issues may well be common nouns."""
    for _, name in _given(contents):
        word = fold(name.text)
        if word == name.text and (word in _FUNCTION_WORDS or (name.what == "actor" and word in known.common)):
            yield f"{name.at}: {name.what}: {name.text!r} is a common word, which is then taken for a name wherever it stands"


def check(paths: Iterable[Path], seeds: Seeds) -> Checked:
    """
    Check registry files together, as they would be loaded.

    :param paths: Files and folders.
    :param seeds: The tables.
    :return: Faults, clashes, overrides and warnings in order of place.
    """
    registry = build(seeds)
    known = Known(registry, seeds)
    contents = read_files(paths, known)
    owners: dict[str, dict[tuple[str, str], OwnName]] = {}
    for identifier, name in _given(contents):
        owners.setdefault(fold(name.text), {}).setdefault((_kind(name.what), identifier), name)
    clashes: list[Clash] = []
    overrides: list[Override] = []
    for folded, own in owners.items():
        if len(own) > 1:
            first = next(iter(own.values()))
            clashes.append(Clash(first.text, tuple((identifier, name.at) for (_, identifier), name in own.items())))
        before = {(_kind(alias.what), alias.id) for alias in known.aliases.get(folded, ())}
        for (kind, identifier), name in own.items():
            if before and (kind, identifier) not in before:
                overrides.append(Override(name.text, identifier, name.at, tuple(sorted(one for _, one in before))))
    clashes += _nouns_of_two_kinds(contents)
    faults = (*contents.faults, *faults_of(contents, registry))
    warnings = (*_known_ids(contents, registry), *_unknown_offices(contents, registry), *_common_names(contents, known))
    return Checked(contents, faults, tuple(clashes), tuple(overrides), tuple(_changes(contents, registry)), warnings)
