"""Registry files of any format: what a path is, and what it holds."""

import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from stance.folding import fold
from stance.registries.known import Known
from stance.registries.petrarchactors import read_actors
from stance.registries.petrarchagents import read_agents
from stance.registries.petrarchissues import read_issues
from stance.registries.rows import Contents, RegistryError, join
from stance.registries.tables import read_csv, read_jsonl

_SUFFIXES = (".csv", ".jsonl", ".txt")
_ISSUES = re.compile(r"^<ISSUE\b", re.MULTILINE)
_AGENTS = re.compile(r"\[(?:~[A-Z0-9]+|[A-Z0-9]+~)\]")
_ACTORS = re.compile(r"\[(?:---|[A-Z]{3})[^\[\]\n]*\]")


def _suffix(path: Path) -> str:
    return path.suffix.lower()


def paths_of(paths: Iterable[Path]) -> list[Path]:
    """
    Find the registry files that paths name.

    :param paths: Files, or folders whose `.csv`, `.jsonl` and `.txt` files are meant.
    :return: The files, those of a folder in order of name.
    :raises RegistryError: If a path does not exist, or a folder holds no such file.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(one for one in path.iterdir() if _suffix(one) in _SUFFIXES) if path.is_dir() else [path]
        if not inside:
            msg = f"{path}: the folder holds no .csv, .jsonl or .txt file"
            raise RegistryError(msg)
        found += inside
    return found


def _read(path: Path) -> tuple[str, str]:
    """Read a file's text and its SHA-256, or raise a RegistryError that says why not."""
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), sha256(content).hexdigest()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        msg = f"{path}:{line}: row: not UTF-8"
    except OSError as error:
        msg = f"{path}: cannot be read: {error.strerror}"
    raise RegistryError(msg)


def _holds_actors(path: Path, text: str, known: Known, countries: dict[str, str | None]) -> Contents:
    """Read a file that is not a dictionary of issues."""
    name = str(path)
    suffix = _suffix(path)
    if suffix == ".csv":
        return read_csv(name, text)
    if suffix == ".jsonl":
        return read_jsonl(name, text)
    if suffix == ".txt" and _AGENTS.search(text):
        return read_agents(name, text, known)
    if suffix == ".txt" and _ACTORS.search(text):
        return read_actors(name, text, known, countries)
    return Contents(faults=(f"{path}: neither .csv nor .jsonl, nor a .txt with PETRARCH codes such as [AFGGOV]",))


def _is_of_issues(path: Path, text: str) -> bool:
    return _suffix(path) == ".txt" and _ISSUES.search(text) is not None


def _not_empty(part: Contents) -> Contents:
    """Find fault with a file that gives nothing: it is not what its owner takes it for."""
    # The header of a table is used, too, and gives nothing.
    used = any(tally.known or (form.startswith("PETRARCH") and tally.used) for _, form, tally in part.tallies)
    if part.faults or part.actors or part.issues or part.roles or used:
        return part
    return replace(part, faults=tuple(f"{file}: holds nothing that can be used" for file, _, _ in part.tallies))


def read_files(paths: Iterable[Path], known: Known) -> Contents:
    """
    Read registry files: `.csv`, `.jsonl`, and `.txt` for dictionaries in PETRARCH format.

    :param paths: Files and folders.
    :param known: What the seeds know.
    :return: What all of them hold, faults and an account of the lines included.
    """
    try:
        read = [(path, *_read(path)) for path in paths_of(paths)]
    except (RegistryError, OSError) as error:
        return Contents(faults=(str(error),))
    issues = [(path, text) for path, text, _ in read if _is_of_issues(path, text)]
    countries: dict[str, str | None] = {}
    parts = [_holds_actors(path, text, known, countries) for path, text, _ in read if not _is_of_issues(path, text)]
    # Dictionaries of issues come last, since they repeat names of actors, which stay the actors'.
    names = {fold(name.text) for part in parts for row in part.actors for name in row.names}
    parts += [read_issues(str(path), text, known, names) for path, text in issues]
    hashes = tuple((str(path), digest) for path, _, digest in read)
    return replace(join([_not_empty(part) for part in parts]), hashes=hashes)
