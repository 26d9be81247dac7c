"""Actor dictionaries in PETRARCH format: a name, `+` synonyms, and codes with the dates between which they hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from stance.folding import fold
from stance.registries.known import Known, loosely
from stance.registries.petrarchcodes import Held, read_codes
from stance.registries.petrarchlines import Line, lines_of
from stance.registries.rows import Contents, OwnActor, OwnName, Place, Tally
from stance.registries.spelling import Speller, unusable
from stance.registry import Actor
from stance.seeds import slug

_OF_THE_STATE = frozenset(("government", "military", "police", "intelligence", "legislature", "judiciary"))
_AGAINST = frozenset(("opposition", "rebels"))
_LONGEST_PERSON = 6
# Of an id the service takes 100 characters; a country's code or "other" may follow.
_LONGEST_ID = 94


@dataclass
class _Entry:
    """An entry on its way in: its names, its lines of codes, and what the codes say."""

    names: list[tuple[str, int]]
    code_lines: list[int] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    trouble: str | None = None


def _entries(lines: Iterator[Line], tally: Tally, known: Known) -> Iterator[_Entry]:
    """Gather what belongs together; a line of codes that says nothing is counted out."""
    entry: _Entry | None = None
    for line in lines:
        name, bracket, codes = line.text.partition("[")
        name = name.strip()
        if name.startswith("+") and entry is not None:
            entry.names.append((name[1:].strip(), line.number))
        elif name:
            if entry is not None:
                yield entry
            entry = _Entry([(name.removeprefix("+"), line.number)])
        if not bracket and not (line.indented and "]" in line.text and not name.startswith("+")):
            continue
        if entry is None:
            tally.skip("code without a name", line.number)
            continue
        held, reason = read_codes(bracket + codes, known.codes, known.governments)
        entry.held += held
        if reason is not None:
            entry.trouble = entry.trouble or reason
        if not name:
            if reason is not None:
                tally.skip(reason, line.number)
            else:
                entry.code_lines.append(line.number)
    if entry is not None:
        yield entry


class _Reader:
    """One dictionary of actors on its way in."""

    def __init__(self, file: str, known: Known, countries: dict[str, str | None]) -> None:
        self.file = file
        self.known = known
        self.registry = known.registry
        self.speller = Speller(known)
        self.tally = Tally()
        self.rows: dict[str, OwnActor] = {}
        self.names: dict[str, list[OwnName]] = {}
        self.terms: dict[str, list[Actor]] = {}
        self.countries = countries

    def contents(self) -> Contents:
        rows = tuple(self._whole(row) for row in self.rows.values())
        return Contents(rows, tallies=((self.file, "PETRARCH actors", self.tally),))

    def read(self, entry: _Entry) -> None:
        reason = self._unusable(entry)
        names = [] if reason else list(self._names(entry))
        if not names:
            for _, line in entry.names if reason else ():
                self.tally.skip(reason or "", line)
            for line in entry.code_lines:
                self.tally.skip(reason or "its names cannot be used", line)
            return
        row = self._row(entry, names)
        self.rows.setdefault(row.id, row)
        self.names.setdefault(row.id, []).extend(self._kept(row, names, entry))
        self.tally.used += len(entry.code_lines)

    def _unusable(self, entry: _Entry) -> str | None:
        if not entry.held:
            return entry.trouble or "no code"
        if all(one.kind is None and not one.elite and one.country is None for one in entry.held):
            return "code unknown"
        return None

    def _names(self, entry: _Entry) -> Iterator[tuple[tuple[str, ...], int]]:
        seen: set[str] = set()
        for raw, line in entry.names:
            reason = unusable(raw)
            if reason is not None:
                self.tally.skip(reason, line)
                continue
            spelled = tuple(name for name in self.speller.names(raw) if name not in seen)
            if not spelled:
                self.tally.skip("repeats a name of its entry", line)
                continue
            seen.update(spelled)
            yield spelled, line

    def _row(self, entry: _Entry, names: list[tuple[tuple[str, ...], int]]) -> OwnActor:
        """Make the row of an entry: a state's names, a known actor's, or a new actor's."""
        at = Place(self.file, names[0][1])
        # A land that changed hands is the state's that had it last.
        country = max((one for one in entry.held if one.country), key=_lateness, default=entry.held[0]).country
        if country and all(one.kind is None and not one.elite for one in entry.held):
            return OwnActor(at, self.known.governments[country], None, (), inferred=True)
        first = names[0][0][0]
        adopted = self._adopted(names)
        actor = self.registry.actors.get(adopted) if adopted else None
        person = actor.kind == "person" if actor else self._is_person(first, entry.held)
        identifier = adopted or self._new_id(first, country)
        whole = actor or Actor(identifier, first, "person")
        self.terms.setdefault(identifier, []).extend(self._states(whole, entry.held, person=person))
        return OwnActor(at, identifier, None if actor else first, (), inferred=True)

    def _whole(self, row: OwnActor) -> OwnActor:
        """Finish a row: its names, and what it was at which time."""
        row = OwnActor(row.at, row.id, row.name, tuple(self.names[row.id]), inferred=True)
        terms = tuple(dict.fromkeys(self.terms.get(row.id, ())))
        actor = self.registry.actors.get(row.id)
        if actor is not None:
            if actor.kind != "person" or all(term.parent == actor.parent for term in terms):
                return row
            last = actor
        else:
            last = max(terms, key=lambda term: term.start or "")
            once = len(terms) == 1
            start, end = (last.start, last.end) if once else (None, None)
            row = OwnActor(row.at, row.id, row.name, row.names, last.kind, last.parent, None, start, end, inferred=True)
            if once and start is None and end is None:
                return row
        if not any(term.start is None and term.end is None for term in terms):
            # What somebody was when no code holds: himself, on nobody's side that the dictionary knows of.
            terms = (*terms, replace(last, parent=None, role=None, start=None, end=None))
        return replace(row, terms=terms)

    def _adopted(self, names: list[tuple[tuple[str, ...], int]]) -> str | None:
        """Find the one actor of the seeds that an entry means: the first name's owner, else the one that its synonyms share."""
        shared: set[str] = set()
        for spelled, _ in names:
            owners = {
                alias.id
                for name in spelled
                for alias in self.known.owners.get(loosely(name), ())
                if alias.what == "actor" and not alias.short and alias.id not in self.registry.states
            }
            if spelled is names[0][0] and len(owners) == 1:
                return owners.pop()
            shared |= owners
        return shared.pop() if len(shared) == 1 else None

    def _new_id(self, name: str, country: str | None) -> str:
        """Make an id; the country goes into it where another country's entry, or the seeds, have the plain one."""
        plain = slug(name)[:_LONGEST_ID].rstrip("-") or "actor"
        for identifier in (plain, f"{plain}-{country.lower()}" if country else f"{plain}-other"):
            if identifier not in self.registry.actors and self.countries.setdefault(identifier, country) == country:
                return identifier
        return f"{plain}-own"

    def _is_person(self, name: str, held: list[Held]) -> bool:
        """Tell a person from a body: by the code for elites, by a term in office, or by a given name."""
        words = loosely(name).split()
        if any(word in self.known.bodies or word in self.known.role_nouns for word in words) or len(words) > _LONGEST_PERSON:
            return False
        if any(one.kind == "business" and one.group for one in held):
            return False
        if any(one.elite for one in held):
            return True
        if len(words) < 2:
            return False
        dated = any(one.start or one.end for one in held) and all(not one.group for one in held)
        return dated or words[0] in self.known.seeds.given_names

    def _states(self, whole: Actor, held: list[Held], *, person: bool) -> Iterator[Actor]:
        for one in held:
            kind = "person" if person else one.kind or "government"
            yield Actor(whole.id, whole.name, kind, self._parent(one, whole.id), "registry", None, one.start, one.end)

    def _parent(self, held: Held, identifier: str) -> str | None:
        """Give the side that a code ties somebody to: the state's, or the known opposition's or rebels'."""
        government = self.known.governments.get(held.country or "")
        if government is None or held.group or (held.elite and held.kind is None):
            return None
        if held.kind is None or held.kind in _OF_THE_STATE:
            return government
        side = f"{self.registry.states[government]}-{held.kind}"
        return side if held.kind in _AGAINST and side in self.registry.actors and side != identifier else None

    def _kept(self, row: OwnActor, names: list[tuple[tuple[str, ...], int]], entry: _Entry) -> Iterator[OwnName]:
        """Leave names with the seeds' actor of the same side: the dictionary's code says no more than the seeds do."""
        state = row.id in self.registry.states
        government = next((self.known.governments[one.country] for one in entry.held if one.country), None)
        for spelled, line in names:
            fresh = [name for name in spelled if not self._known_already(name, row.id, government)]
            if fresh:
                self.tally.used += 1
            else:
                self.tally.known += 1
            for name in fresh:
                yield OwnName(name, Place(self.file, line), "actor", place=state)

    def _belongs_to(self, owner: str, identifier: str) -> bool:
        """Tell an actor of the entry's own: dictionaries list leaders among the synonyms of what they lead."""
        for _ in range(5):
            actor = self.registry.actors.get(owner)
            if owner == identifier or actor is None or actor.parent is None:
                return owner == identifier
            owner = actor.parent
        return False

    def _known_already(self, name: str, identifier: str, government: str | None) -> bool:
        owners = {alias.id for alias in self.known.aliases.get(fold(name), ()) if alias.what != "issue"}
        same_side = government is not None and any(self.registry.state_of(owner) == government for owner in owners)
        return same_side or any(self._belongs_to(owner, identifier) for owner in owners)


def _lateness(held: Held) -> tuple[bool, str]:
    return held.end is None, held.start or ""


def read_actors(file: str, text: str, known: Known, countries: dict[str, str | None]) -> Contents:
    """
    Read a dictionary of actors.

    :param file: The file's name, for messages.
    :param text: What it holds.
    :param known: What the seeds know, with which the entries are joined by name and code.
    :param countries: The country of every id made so far, by which entries of one name are told apart; filled on.
    :return: Its rows, and an account of its lines.
    """
    reader = _Reader(file, known, countries)
    for entry in _entries(lines_of(text, reader.tally), reader.tally, known):
        reader.read(entry)
    return reader.contents()
