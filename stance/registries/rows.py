"""What any format of registry file is read into: rows that know their lines, and an account of every line."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from stance.registry import Actor
from stance.seeds import Role


class RegistryError(ValueError):
    """A registry file cannot be used; the message names file, line and field, one line for each fault."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file and a line in it, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        """Give the place as editors understand it."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class OwnName:
    """One name that a file gives, as it is to be matched; `what` and `place` as in `stance.registry.Alias`."""

    text: str
    at: Place
    what: str = "actor"
    place: bool = False


@dataclass(frozen=True, slots=True)
class OwnActor:
    """
    An actor row; what is None was not given, so that a known actor keeps it.

    `terms` tells what the actor was at which time, where that changed; `inferred` that the row comes from a code, which may tell
    the same of an actor twice and says less than a row of a table; `made` that the id was made from the name.
    """

    at: Place
    id: str
    name: str | None
    names: tuple[OwnName, ...]
    kind: str | None = None
    parent: str | None = None
    role: str | None = None
    start: str | None = None
    end: str | None = None
    terms: tuple[Actor, ...] = ()
    inferred: bool = False
    made: bool = False

    @property
    def dated(self) -> bool:
        """Whether it holds for a time alone."""
        return bool(self.start or self.end or self.terms)


@dataclass(frozen=True, slots=True)
class OwnIssue:
    """An issue row; `inferred` and `made` as those of an actor."""

    at: Place
    id: str
    name: str | None
    phrases: tuple[OwnName, ...]
    departure: bool = False
    inferred: bool = False
    made: bool = False


@dataclass(frozen=True, slots=True)
class OwnRole:
    """A role noun row."""

    at: Place
    role: Role


@dataclass
class Tally:
    """
    An account of a file's lines: each is counted once.

    `used` lines gave something, `known` ones only what the seeds hold already; `skipped` has the numbers of the others by reason.
    """

    lines: int = 0
    blank: int = 0
    comments: int = 0
    used: int = 0
    known: int = 0
    skipped: dict[str, list[int]] = field(default_factory=dict)

    def skip(self, reason: str, line: int) -> None:
        """
        Count a line that cannot be used.

        :param reason: Why not.
        :param line: Its number.
        """
        self.skipped.setdefault(reason, []).append(line)

    @property
    def accounted(self) -> int:
        """How many lines are accounted for; equal to `lines` once a file is read."""
        return self.blank + self.comments + self.used + self.known + sum(map(len, self.skipped.values()))


@dataclass(frozen=True)
class Inventory:
    """Which files are in use, each with its SHA-256, and how much they hold."""

    hashes: tuple[tuple[str, str], ...] = ()
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """One SHA-256 over those of the files in order, by which two installations can be compared."""
        return sha256("\n".join(digest for _, digest in self.hashes).encode()).hexdigest()


@dataclass(frozen=True)
class Contents:
    """
    What a file, or several, hold.

    `faults` are rows that break the format, for which nothing may be loaded; `hashes` give each file's SHA-256.
    """

    actors: tuple[OwnActor, ...] = ()
    issues: tuple[OwnIssue, ...] = ()
    roles: tuple[OwnRole, ...] = ()
    tallies: tuple[tuple[str, str, Tally], ...] = ()
    faults: tuple[str, ...] = ()
    hashes: tuple[tuple[str, str], ...] = ()

    def figures(self) -> dict[str, int]:
        """
        Count what is held.

        :return: How many actors, names, issues, phrases and role nouns there are.
        """
        return {
            "actors": len({row.id for row in self.actors}),
            "names": sum(len(row.names) for row in self.actors),
            "issues": len({row.id for row in self.issues}),
            "phrases": sum(len(row.phrases) for row in self.issues),
            "role_nouns": len(self.roles),
        }


def join(parts: Iterable[Contents]) -> Contents:
    """
    Put what several files hold together.

    :param parts: The contents of each, in order.
    :return: All of them.
    """
    parts = list(parts)
    return Contents(
        tuple(row for part in parts for row in part.actors),
        tuple(row for part in parts for row in part.issues),
        tuple(row for part in parts for row in part.roles),
        tuple(tally for part in parts for tally in part.tallies),
        tuple(fault for part in parts for fault in part.faults),
        tuple(one for part in parts for one in part.hashes),
    )
