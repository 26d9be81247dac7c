"""Registry files as tables: CSV with a header line, and JSON Lines as in `seeds/actors/`."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from stance.registries.rows import Contents, OwnActor, OwnIssue, OwnName, OwnRole, Place, Tally
from stance.seeds import Kind, Role, slug

_LISTS = frozenset(("aliases", "adjectives", "phrases"))
_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
_LONGEST = 200


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, str_strip_whitespace=True)

    @field_validator("aliases", "adjectives", "phrases", mode="after", check_fields=False)
    @classmethod
    def _names_can_be_found(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if len(name) > _LONGEST or not any(char.isalnum() for char in name):
                msg = f"{name[:40]!r} is no name: it needs a letter or digit and at most {_LONGEST} characters"
                raise ValueError(msg)
        return names


class _Named(_Row):
    id: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=120)
    name: str | None = Field(default=None, min_length=1, max_length=_LONGEST)

    @model_validator(mode="after")
    def _has_an_id(self) -> "_Named":
        if self.id is None and not slug(self.name or ""):
            msg = "needs an id, or a name with Latin letters or digits that one can be made from"
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
    start: str | None = Field(default=None, alias="from", pattern=_DATE)
    end: str | None = Field(default=None, alias="to", pattern=_DATE)
    parent: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=120)

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


_Any = _ActorRow | _IssueRow | Role


def _schema(fields: Iterable[str]) -> type[_ActorRow] | type[_IssueRow] | type[Role]:
    """Tell what a row is by its fields: `phrases` make an issue, `noun` a role noun, anything else is an actor."""
    names = set(fields)
    if "noun" in names:
        return Role
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
        if isinstance(row, Role):
            self.roles.append(OwnRole(at, row))
        elif isinstance(row, _IssueRow):
            texts = (row.name, *row.phrases) if row.name else row.phrases
            names = tuple(_names(texts, at, "issue"))
            self.issues.append(OwnIssue(at, row.identifier, row.name, names, row.departure))
        else:
            self.actors.append(_actor(row, at))


def _actor(row: _ActorRow, at: Place) -> OwnActor:
    texts = (row.name, *row.aliases) if row.name else row.aliases
    # Offices are compared as texts are: in lower case.
    role = row.role.lower() if row.role else None
    names = (*_names(texts, at, "actor"), *_names(row.adjectives, at, "adjective"))
    return OwnActor(at, row.identifier, row.name, names, row.kind, row.parent, role, row.start, row.end)


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
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            reader.fault(number, "row", f"not JSON: {error}")
            continue
        if isinstance(fields, dict):
            reader.row(fields, number)
        else:
            reader.fault(number, "row", "a line must be a JSON object")
    return reader.contents()


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
        reader.fault(done + 1, "row", f"not CSV: {error}")
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
