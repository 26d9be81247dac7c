"""What is doubtful about registry files: names that two actors share, and names that the seeds give to somebody else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stance.folding import fold
from stance.registries.faults import faults_of
from stance.registries.files import read_files
from stance.registries.known import Known
from stance.registries.rows import Contents, OwnName, Place
from stance.registry import build
from stance.seeds import Seeds


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


@dataclass(frozen=True)
class Checked:
    """What a check found; `contents` are the files' rows as far as they could be read."""

    contents: Contents
    faults: tuple[str, ...]
    clashes: tuple[Clash, ...]
    overrides: tuple[Override, ...]

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


def check(paths: Iterable[Path], seeds: Seeds) -> Checked:
    """
    Check registry files together, as they would be loaded.

    :param paths: Files and folders.
    :param seeds: The tables.
    :return: Faults, clashes and overrides in order of place.
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
    return Checked(contents, (*contents.faults, *faults_of(contents, registry)), tuple(clashes), tuple(overrides))
