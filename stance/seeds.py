"""What a fresh install knows: the tables under `seeds/`, validated against their schemas and loaded once.

The pydantic models are the schemas; a row that does not fit stops the start with the file, the line and the field at fault.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from stance.folding import fold
from stance.text import SEEDS

Kind = Literal[
    "government", "military", "police", "intelligence", "legislature", "judiciary", "person", "party", "opposition", "rebels",
    "armed-group", "militia", "protesters", "civilians", "movement", "alliance", "international", "ngo", "observatory",
    "media", "business", "religious", "diplomats", "family",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)
Tells = Literal[
    "report", "endorsement", "denial", "demand", "doubt", "belief", "intention", "criticism", "promise", "question", "warning"
]
# Letters that no accent can be taken from.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_R = TypeVar("_R", bound=BaseModel)
Slug = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=120)
Name = Field(min_length=1, max_length=200)


class SeedError(ValueError):
    """A table under `seeds/` holds a row that cannot be used; the message names file, line and field."""


class Row(BaseModel):
    """A row of a table: no field but its own, and unchangeable."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Leader(Row):
    """A person who leads or led a state, with the time in office (`YYYY-MM`; `to` is null while in office)."""

    name: str = Name
    aliases: tuple[str, ...] = ()
    role: str = Name
    start: str | None = Field(default=None, alias="from", pattern=r"^\d{4}(-\d{2}){0,2}$")
    end: str | None = Field(default=None, alias="to", pattern=r"^\d{4}(-\d{2}){0,2}$")


class State(Row):
    """A state with its names, demonyms, capital and leaders."""

    iso2: str = Field(pattern=r"^[A-Z]{2}$")
    iso3: str = Field(pattern=r"^[A-Z]{3}$")
    name: str = Name
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    government: tuple[str, ...] = ()
    leaders: tuple[Leader, ...] = ()

    @property
    def slug(self) -> str:
        """The name as ids carry it."""
        return slug(self.name)


class ActorRow(Row):
    """
    An actor that is not a state, its government or its leader.

    `adjectives` make its people's bodies known as a demonym does a state's: "Kurdish officials", "Western powers".
    """

    id: str = Slug
    name: str = Name
    kind: Kind
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    parent: str | None = None
    iso2: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    start: str | None = Field(default=None, alias="from", pattern=r"^\d{4}(-\d{2}){0,2}$")
    end: str | None = Field(default=None, alias="to", pattern=r"^\d{4}(-\d{2}){0,2}$")


class Issue(Row):
    """
    A proposal, event or policy that one can be for or against, with the phrases that name it.

    `departure` tells an issue that befalls somebody, such as stepping down: to be for it is to be against him.
    """

    id: str = Slug
    name: str = Name
    kind: str = Name
    phrases: tuple[str, ...] = Field(min_length=1)
    departure: bool = False


class Cue(Row):
    """
    A word that introduces what a source says or thinks, and what it tells of the source's attitude.

    What it takes: `quote` direct speech, `that` a clause, `infinitive` "to" and a verb, `object` a noun phrase. What it is, if no
    verb: `preposition` ("according to"), `noun` ("claim"), `adverb` ("reportedly"). `raising` verbs ("seem") have no source;
    `passive` tells that "is CUE" without an agent makes an attribution without source. A `deed` ("try to") names what
    somebody wants but reports no words. `nouns` lists the forms of a verb that are nouns as well.
    """

    lemma: str = Name
    forms: tuple[str, ...] = Field(min_length=1)
    tells: Tells
    quote: bool = False
    that: bool = False
    infinitive: bool = False
    object: bool = False
    preposition: bool = False
    noun: bool = False
    adverb: bool = False
    deed: bool = False
    raising: bool = False
    passive: bool = False
    nouns: tuple[str, ...] = ()

    @property
    def verbal(self) -> bool:
        """Whether it is a verb with a subject that speaks, thinks or wants."""
        return not (self.preposition or self.noun or self.adverb or self.raising)


Taken = Literal["phrase", "infinitive", "person", "modal", "blame", "clause", "promise", "verdict"]


class IssueCue(Row):
    """
    A word whose object is what somebody is for or against: "call for" a phrase, "refuse" to do a deed, "urge" somebody to do one.

    A `verdict` ("a mistake") is on the subject of its clause or on what follows it, a `promise` ("would") tells the speaker's own
    deed, and a `clause` what is to be ("demanded that").

    `noun` tells a noun ("plan", "opposition to") from a verb; `stance` is what its bearer thinks of the object.
    """

    lemma: str = Name
    forms: tuple[str, ...] = Field(min_length=1)
    stance: Literal["against", "favor"]
    takes: tuple[Taken, ...] = Field(min_length=1)
    noun: bool = False


class Deed(Row):
    """
    A deed one can be for or against: its verb, the noun it goes by, or both; `gerund` where spelling does not tell it.

    `alone` tells a deed that needs no object ("resign"), `vague` a noun that alone names nothing in particular ("deal"), `needs`
    a verb that means nothing without a noun of this table ("hold" elections) or without "to" and another verb ("allow").
    """

    verb: str | None = None
    noun: str | None = None
    gerund: str | None = None
    alone: bool = False
    vague: bool = False
    needs: Literal["noun", "infinitive"] | None = None


class Role(Row):
    """A noun that makes an actor together with a country, demonym, capital or leader."""

    noun: str = Name
    singular: str | None = None
    kind: Kind


@dataclass(frozen=True)
class Seeds:
    """All tables that reading a text needs."""

    states: tuple[State, ...]
    actors: tuple[ActorRow, ...]
    issues: tuple[Issue, ...]
    cues: tuple[Cue, ...]
    roles: tuple[Role, ...]
    titles: frozenset[str]
    bodies: dict[str, str]
    places: frozenset[str]
    given_names: frozenset[str]
    sexes: dict[str, str]
    reciprocals: frozenset[str]
    national_deeds: frozenset[str]
    issue_cues: tuple[IssueCue, ...]
    deeds: tuple[Deed, ...]
    settings: frozenset[str]
    common_words: frozenset[str]

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The words of titles and offices that can stand between a body's name and a person's."""
        titles = {word for title in self.titles for word in title.split()}
        return frozenset(titles | {role.singular or role.noun for role in self.roles if role.kind in {"person", "government"}})


def slug(name: str) -> str:
    """
    Turn a name into an id: lower case, ASCII letters and digits, joined by hyphens.

    :param name: Any name.
    :return: The id; empty where the name has no letter or digit.
    """
    return _NOT_SLUG.sub("-", fold(name).translate(_PLAIN).replace("'", "").replace(".", "")).strip("-")


def rows(path: Path, model: type[_R]) -> Iterator[_R]:
    """
    Read a JSONL table.

    :param path: The table, one JSON object a line.
    :param model: The schema of a row.
    :yield: The rows in order.
    :raises SeedError: If a line does not fit the schema.
    """
    adapter = TypeAdapter(model)
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield adapter.validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                field = ".".join(str(part) for part in first["loc"]) or "row"
                msg = f"{path.parent.name}/{path.name}:{number}: {field}: {first['msg']}"
                raise SeedError(msg) from None


def _lines(path: Path) -> list[str]:
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _unique(ids: Iterator[str], what: str) -> None:
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            msg = f"{what}: the id {identifier!r} is given twice"
            raise SeedError(msg)
        seen.add(identifier)


@lru_cache(maxsize=2)
def load(folder: Path = SEEDS) -> Seeds:
    """
    Load and validate the tables.

    :param folder: The seeds.
    :return: The tables; loaded once a process.
    :raises SeedError: If a row does not fit its schema, or an id is given twice.
    """
    states = tuple(row for path in sorted((folder / "states").glob("*.jsonl")) for row in rows(path, State))
    actors = tuple(row for path in sorted((folder / "actors").glob("*.jsonl")) for row in rows(path, ActorRow))
    issues = tuple(rows(folder / "issues.jsonl", Issue))
    _unique((state.slug for state in states), "states")
    _unique((actor.id for actor in actors), "actors")
    _unique((issue.id for issue in issues), "issues")
    roles = tuple(rows(folder / "roles.jsonl", Role))
    _unique((role.noun for role in roles), "roles")
    bodies = dict(line.split("\t") for line in _lines(folder / "orgheads.tsv")[1:])
    given = {fold(name): sex for name, sex in (line.split("\t") for line in _lines(folder / "givennames.tsv")[1:])}
    return Seeds(
        states=states,
        actors=actors,
        issues=issues,
        cues=tuple(rows(folder / "cues.jsonl", Cue)),
        roles=roles,
        titles=frozenset(fold(line) for line in _lines(folder / "titles.txt")),
        bodies={fold(word): kind for word, kind in bodies.items()},
        places=frozenset(fold(line) for line in _lines(folder / "places.txt")),
        reciprocals=frozenset(_lines(folder / "reciprocals.txt")),
        national_deeds=frozenset(_lines(folder / "nationaldeeds.txt")),
        issue_cues=tuple(rows(folder / "issuecues.jsonl", IssueCue)),
        deeds=tuple(rows(folder / "deeds.jsonl", Deed)),
        settings=frozenset(_lines(folder / "settings.txt")),
        common_words=frozenset(_lines(folder / "commonwords.txt")),
        given_names=frozenset(given),
        sexes={name: sex for name, sex in given.items() if sex in {"f", "m"}},
    )
