"""Issue dictionaries in PETRARCH format: phrases with an issue's code, in blocks of one category each."""

import re
from collections.abc import Collection

from stance.folding import fold
from stance.registries.known import Known
from stance.registries.petrarchlines import Line, lines_of
from stance.registries.rows import Contents, OwnIssue, OwnName, Place, Tally
from stance.registries.spelling import unusable
from stance.seeds import slug

_FORMS = 8
# Longer ones the service does not take.
_LONGEST_ID = 100
_NOUN = re.compile(r"^n:(.+)$")


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _forms(phrase: str) -> tuple[str, ...]:
    """Write out a pattern: `n:` marks a noun that may be plural, `+` a gap that may be a blank, a hyphen or nothing."""
    forms = [""]
    for word in phrase.split():
        noun = _NOUN.match(word)
        words = (noun[1], _plural(noun[1])) if noun else (word,)
        forms = [f"{form} {one}".strip() for form in forms for one in words][:_FORMS]
    joined = (form.replace("+", gap) for form in forms for gap in ((" ", "-", "") if "+" in form else ("",)))
    return tuple(dict.fromkeys(joined))


def _opened(text: str) -> str | None:
    """Give the category that a line opens; None where it opens none."""
    if not text.startswith("<ISSUE ") or text.find(">") != len(text) - 1:
        return None
    _, given, rest = text.partition('CATEGORY="')
    category, closed, _ = rest.partition('"')
    return category if given and closed else None


def _coded(text: str) -> tuple[str, str]:
    """Divide a line into phrase and code, the code empty where the line does not end with one."""
    phrase, bracket, code = text.rpartition("[")
    if not bracket or not text.endswith("]") or "]" in code[:-1]:
        return text, ""
    return phrase.strip(), code[:-1].strip()


class _Reader:
    """One dictionary of issues on its way in."""

    def __init__(self, file: str, known: Known, names: Collection[str]) -> None:
        self.file = file
        self.names = names
        self.known = known
        self.tally = Tally()
        self.category: str | None = None
        self.places: dict[str, tuple[Place, str]] = {}
        self.phrases: dict[str, list[OwnName]] = {}
        self.taken: set[str] = set()

    def read(self, line: Line) -> None:
        opened = _opened(line.text)
        if opened is not None:
            self.category = opened
            self.tally.used += 1
        elif line.text == "</ISSUE>":
            if self.category is None:
                self.tally.skip("closes no category", line.number)
            else:
                self.tally.used += 1
            self.category = None
        elif line.text.startswith("<"):
            self.tally.skip("markup not understood", line.number)
        else:
            reason = self._use(line)
            if reason is None:
                self.tally.used += 1
            else:
                self.tally.skip(reason, line.number)

    def _use(self, line: Line) -> str | None:
        """Take a phrase in; give the reason where it is not."""
        phrase, code = _coded(line.text)
        issue = code or self.category
        if issue is None or not slug(issue):
            return "stands in no category"
        if phrase.startswith("~~"):
            return "phrase that rules a whole text out (~~)"
        exempt = phrase.startswith("~")
        reason = unusable(phrase)
        if reason is not None:
            return reason
        if "v:" in phrase or re.search(r"\b[a-mo-z]:", phrase):
            return "pattern of a verb (v:)"
        return self._add(
            slug(issue)[:_LONGEST_ID].rstrip("-"),
            issue,
            _forms(phrase.lstrip("~").strip()),
            Place(self.file, line.number),
            exempt=exempt,
        )

    def _add(self, identifier: str, issue: str, forms: tuple[str, ...], at: Place, *, exempt: bool) -> str | None:
        # Such a dictionary codes issues beside actors, so that its phrases may name actors; here a name is one or the other.
        fresh = [form for form in forms if not self._names_actor(fold(form))]
        if not fresh:
            return "phrase that names actors"
        if exempt:
            fresh = [form for form in fresh if fold(form) not in self.known.aliases]
        new = [form for form in fresh if fold(form) not in self.taken]
        if not new:
            return "phrase given before"
        self.taken.update(fold(form) for form in new)
        name = issue.replace("_", " ").strip().capitalize()
        self.places.setdefault(identifier, (at, name))
        self.phrases.setdefault(identifier, []).extend(OwnName(form, at, "exempt" if exempt else "issue") for form in new)
        return None

    def _names_actor(self, form: str) -> bool:
        owners = self.known.aliases.get(form, ())
        if form in self.names or form in self.known.role_nouns:
            return True
        return any(alias.what != "issue" for alias in owners)

    def contents(self) -> Contents:
        rows = []
        for identifier, (at, name) in self.places.items():
            known = identifier in self.known.registry.issues
            rows.append(OwnIssue(at, identifier, None if known else name, tuple(self.phrases[identifier]), inferred=True))
        return Contents(issues=tuple(rows), tallies=((self.file, "PETRARCH issues", self.tally),))


def read_issues(file: str, text: str, known: Known, names: Collection[str]) -> Contents:
    """
    Read a dictionary of issues.

    :param file: The file's name, for messages.
    :param text: What it holds.
    :param known: What the seeds know.
    :param names: The actors' names of the other files, folded.
    :return: Its issues, and an account of its lines.
    """
    reader = _Reader(file, known, names)
    for line in lines_of(text, reader.tally, "#"):
        reader.read(line)
    return reader.contents()
