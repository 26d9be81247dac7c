"""Registry files as tables: CSV with a header line, and JSON Lines as in `seeds/actors/`."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from stance.registries.rows import Contents, OwnActor, OwnIssue, OwnName, OwnRole, Place, Tally
from stance.seeds import Kind, Role, slug

_LISTS = frozenset(("aliases", "adjectives", "phrases"))
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_LONGEST = 200
_LONGEST_ID = 100
# Joiners that do not print but belong to the spelling of Persian and Indian names.
_JOINERS = "\u200c\u200d"


def _name(name: str) -> str:
    """Give a name with single spaces, or raise ValueError where it cannot be found in a text."""
    name = " ".join(name.split())
    letters = sum(char.isalnum() for char in name)
    if not letters or len(name) > _LONGEST:
        msg = f"{name[:40]!r} is no name: it needs a letter or digit and at most {_LONGEST} characters"
    elif letters == 1:
        msg = f"{name!r} is no name: a single letter or digit is found everywhere"
    elif not name.translate(dict.fromkeys(map(ord, _JOINERS))).isprintable() or "\N{REPLACEMENT CHARACTER}" in name:
        msg = f"{name[:40]!r} is no name: it holds a character that does not print"
    else:
        return name
    raise ValueError(msg)


def _date(given: str) -> str:
    """Give a date back, or raise ValueError where there is no such."""
    if not _DATE.fullmatch(given):
        msg = f"{given[:40]!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD"
        raise ValueError(msg)
    try:
        date.fromisoformat(given + "-01-01"[len(given) - 4 :] if len(given) < 10 else given)
    except ValueError:
        msg = f"there is no such date as {given}"
        raise ValueError(msg) from None
    return given


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, str_strip_whitespace=True)

    @field_validator("aliases", "adjectives", "phrases", mode="after", check_fields=False)
    @classmethod
    def _names_can_be_found(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_name(name) for name in names)


class _Named(_Row):
    id: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=_LONGEST_ID)
    name: str | None = None

    @field_validator("name", mode="after")
    @classmethod
    def _name_can_be_found(cls, name: str | None) -> str | None:
        return None if name is None else _name(name)

    @model_validator(mode="after")
    def _has_an_id(self) -> "_Named":
        if self.id is None and not slug(self.name or ""):
            msg = "needs an id, or a name with Latin letters or digits that one can be made from"
            raise ValueError(msg)
        if self.id is None and len(self.identifier) > _LONGEST_ID:
            msg = f"needs an id: the one made from the name has more than {_LONGEST_ID} characters"
            raise ValueError(msg)
        return self

    @property
    def identifier(self) -> str:
        return self.id or slug(self.name or "")


class _ActorRow(_Named):
    kind: Kind | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    role: str | None = Field(default=None, min_length=1, max_length=_LONGEST)
    iso2: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    start: str | None = Field(default=None, alias="from")
    end: str | None = Field(default=None, alias="to")
    parent: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=120)

    @field_validator("start", "end", mode="after")
    @classmethod
    def _is_a_date(cls, given: str | None) -> str | None:
        return None if given is None else _date(given)

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> "_ActorRow":
        if self.start and self.end and self.start[: len(self.end)] > self.end:
            msg = f"'from' ({self.start}) is after 'to' ({self.end})"
            raise ValueError(msg)
        return self


class _IssueRow(_Named):
    kind: str | None = None
    phrases: tuple[str, ...] = ()
    departure: bool = False


class _RoleRow(Role):
    @field_validator("noun", "singular", mode="after")
    @classmethod
    def _noun_can_be_found(cls, noun: str | None) -> str | None:
        return None if noun is None else _name(noun)


_Any = _ActorRow | _IssueRow | _RoleRow


def _schema(fields: Iterable[str]) -> type[_ActorRow] | type[_IssueRow] | type[_RoleRow]:
    """Tell what a row is by its fields: `phrases` make an issue, `noun` a role noun, anything else is an actor."""
    names = set(fields)
    if "noun" in names:
        return _RoleRow
    return _IssueRow if "phrases" in names else _ActorRow


def _names(texts: Iterable[str], at: Place, what: str) -> Iterator[OwnName]:
    return (OwnName(text, at, what) for text in dict.fromkeys(texts))


class _Reader:
    """One table on its way in."""

    def __init__(self, file: str, form: str) -> None:
        self.file = file
        self.form = form
        self.tally = Tally()
        self.actors: list[OwnActor] = []
        self.issues: list[OwnIssue] = []
        self.roles: list[OwnRole] = []
        self.faults: list[str] = []

    def contents(self) -> Contents:
        return Contents(
            tuple(self.actors),
            tuple(self.issues),
            tuple(self.roles),
            ((self.file, self.form, self.tally),),
            tuple(self.faults),
        )

    def fault(self, line: int, field: str, message: str, lines: int = 1) -> None:
        self.faults.append(f"{self.file}:{line}: {field}: {message}")
        for number in range(line, line + lines):
            self.tally.skip("malformed", number)

    def row(self, fields: dict[str, Any], line: int, lines: int = 1) -> None:
        try:
            row: _Any = _schema(fields).model_validate(fields)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "row"
            self.fault(line, field, first["msg"].removeprefix("Value error, "), lines)
            return
        at = Place(self.file, line)
        self.tally.used += lines
        if isinstance(row, _RoleRow):
            self.roles.append(OwnRole(at, row))
        elif isinstance(row, _IssueRow):
            texts = (row.name, *row.phrases) if row.name else row.phrases
            names = tuple(_names(texts, at, "issue"))
            self.issues.append(OwnIssue(at, row.identifier, row.name, names, row.departure, made=row.id is None))
        else:
            self.actors.append(_actor(row, at))


def _actor(row: _ActorRow, at: Place) -> OwnActor:
    texts = (row.name, *row.aliases) if row.name else row.aliases
    # Offices are compared as texts are: in lower case.
    role = row.role.lower() if row.role else None
    names = (*_names(texts, at, "actor"), *_names(row.adjectives, at, "adjective"))
    made = row.id is None
    return OwnActor(at, row.identifier, row.name, names, row.kind, row.parent, role, row.start, row.end, made=made)


def read_jsonl(file: str, text: str) -> Contents:
    """
    Read JSON Lines: an actor a line as in `seeds/actors/`, an issue where it has `phrases`, a role noun where it has `noun`.

    :param file: The file's name, for messages.
    :param text: What it holds.
    :return: Its rows and faults.
    """
    reader = _Reader(file, "JSONL")
    lines = text.removesuffix("\n").split("\n")
    reader.tally.lines = len(lines)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            reader.tally.blank += 1
            continue
        try:
            fields = json.loads(line, object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            malformed = isinstance(error, json.JSONDecodeError | RecursionError)
            reader.fault(number, "row", f"not JSON: {error}" if malformed else str(error))
            continue
        if isinstance(fields, dict):
            reader.row(fields, number)
        else:
            reader.fault(number, "row", "a line must be a JSON object")
    return reader.contents()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object, or raise ValueError where a key is repeated: one of the values would be lost."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            msg = f"the key {key[:40]!r} is given twice"
            raise ValueError(msg)
        made[key] = value
    return made


def _fields(header: list[str], cells: list[str]) -> dict[str, Any]:
    """Turn cells into fields; an empty cell is not given, and lists are separated by `|`."""
    fields: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=True):
        value = cell.strip()
        if name in _LISTS:
            fields[name] = tuple(part.strip() for part in value.split("|") if part.strip())
        elif value:
            fields[name] = value
    return fields


def read_csv(file: str, text: str) -> Contents:
    """
    Read a CSV table, separated by commas, semicolons or tabs, whose first line names the columns.

    :param file: The file's name, for messages.
    :param text: What it holds.
    :return: Its rows and faults.
    """
    reader = _Reader(file, "CSV")
    lines = text.removesuffix("\n").split("\n")
    reader.tally.lines = len(lines)
    delimiter = next((mark for mark in ",;\t" if mark in lines[0]), ",")
    cells = csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=True)
    done = 0
    header: list[str] | None = None
    try:
        for row in cells:
            first, spanned = done + 1, cells.line_num - done
            done = cells.line_num
            if not any(cell.strip() for cell in row):
                reader.tally.blank += spanned
            elif header is None:
                header = [cell.strip().lower() for cell in row]
                reader.tally.used += spanned
                if not _good_header(reader, header, first):
                    break
            elif len(row) != len(header):
                reader.fault(first, "row", f"has {len(row)} cells where the header has {len(header)}", spanned)
            else:
                reader.row(_fields(header, row), first, spanned)
    except csv.Error as error:
        # Where a quote is not closed, what follows it cannot be told apart.
        reader.fault(done + 1, "row", f"not CSV: {error}", len(lines) - done)
    return reader.contents()


def _good_header(reader: _Reader, header: list[str], line: int) -> bool:
    known = {field.alias or name for name, field in _schema(header).model_fields.items()}
    for name in header:
        if name not in known or header.count(name) > 1:
            trouble = "is given twice" if name in known else f"is no column; there are {', '.join(sorted(known))}"
            reader.faults.append(f"{reader.file}:{line}: header: {name!r} {trouble}")
            return False
    if not {"name", "id", "noun"} & set(header):
        reader.faults.append(f"{reader.file}:{line}: header: names neither 'name' nor 'id'")
        return False
    return True
