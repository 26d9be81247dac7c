"""Agent dictionaries in PETRARCH format: nouns such as "farmer" with a role code, which make an actor together with a country."""

import re
from collections.abc import Iterator
from math import prod

from stance.registries.known import Known
from stance.registries.petrarchcodes import meaning
from stance.registries.petrarchlines import Line, lines_of
from stance.registries.rows import Contents, OwnRole, Place, Tally
from stance.registries.spelling import unusable
from stance.seeds import Role

_SET = re.compile(r"^!([^!=]+)!\s*=(.*)$")
_USE = re.compile(r"!([^!]+)!")
_PLURAL = re.compile(r"\{([^{}]*)\}")
_CODE = re.compile(r"\[([^\[\]]*)\]")
_PREPOSITION = re.compile(r" (?:of|in|for|and|to|on|at) ")
_CRIMINALS = "CRM"
# Each set that a noun uses multiplies its forms.
_FORMS = 1000


def _plural(noun: str) -> str | None:
    """Make an English plural; None where the noun is one already, or has no end that could take one."""
    if not noun[-1:].isalpha() or _PREPOSITION.search(noun):
        return None
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("men") or (noun.endswith("s") and not noun.endswith(("ss", "us"))):
        return None
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


class _Reader:
    """One dictionary of agents on its way in."""

    def __init__(self, file: str, known: Known) -> None:
        self.file = file
        self.known = known
        self.tally = Tally()
        self.sets: dict[str, tuple[str, ...]] = {}
        self.roles: dict[str, OwnRole] = {}

    def read(self, line: Line) -> None:
        defined = _SET.match(line.text)
        if defined:
            words = [word.strip().lower().strip("_") for word in defined[2].split(",")]
            made = {_plural(word) for word in words}
            self.sets[defined[1].strip()] = tuple(word for word in words if word and "!" not in word and word not in made)
            self.tally.used += 1
            return
        reason = self._use(line)
        if reason == "known":
            self.tally.known += 1
        elif reason is None:
            self.tally.used += 1
        else:
            self.tally.skip(reason, line.number)

    def _use(self, line: Line) -> str | None:
        """Take a noun in; give the reason where it is not."""
        code = _CODE.search(line.text)
        if code is None:
            return "bracket not closed" if "[" in line.text else "no code"
        if not code[1].startswith("~"):
            return "code that stands before the actor's ([…~])"
        meant = meaning(code[1][1:].strip(), self.known.codes, {})
        if meant is None or meant.kind is None or _CRIMINALS in code[1]:
            return f"code that no kind of actor goes with ({code[1]})"
        given = _PLURAL.search(line.text)
        noun = line.text[: min(code.start(), given.start() if given else code.start())]
        reason = unusable(noun)
        if reason is not None:
            return reason
        forms = prod(len(self.sets.get(name.strip(), ())) for name in _USE.findall(noun))
        if not forms:
            return "set of words that is not defined"
        if forms > _FORMS:
            return "sets of words that make more than 1,000 nouns"
        plural = given[1].replace("_", " ").strip().lower() if given else None
        fresh = False
        for one in self._spelled(noun):
            many = (plural or None) if given else _plural(one)
            if not {one, many} & self.known.role_nouns and one not in self.roles:
                role = Role.model_validate({"noun": many or one, "singular": one if many else None, "kind": meant.kind})
                self.roles[one] = OwnRole(Place(self.file, line.number), role)
                fresh = True
        return None if fresh else "known"

    def _spelled(self, noun: str) -> Iterator[str]:
        """Spell a noun in lower case, once for each word of the sets that it uses."""
        used = _USE.search(noun)
        if used is None:
            yield " ".join(noun.replace("_", " ").lower().split())
            return
        for word in self.sets[used[1].strip()]:
            yield from self._spelled(noun[: used.start()] + word + noun[used.end() :])


def read_agents(file: str, text: str, known: Known) -> Contents:
    """
    Read a dictionary of agents.

    :param file: The file's name, for messages.
    :param text: What it holds.
    :param known: What the seeds know; a role noun of theirs stays as it is.
    :return: Its role nouns, and an account of its lines.
    """
    reader = _Reader(file, known)
    for line in lines_of(text, reader.tally):
        reader.read(line)
    return Contents(roles=tuple(reader.roles.values()), tallies=((file, "PETRARCH agents", reader.tally),))
