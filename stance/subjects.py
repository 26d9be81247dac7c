"""Whose deed a verb is: its own subject, or the one that it shares with the clause it hangs on.

A verb shares a subject by coordination ("met X and attacked Y"), as an infinitive ("tried to attack"), as a participle ("left,
attacking Y") or after a preposition ("after attacking Y"). After a verb that makes somebody do something ("urged X to attack",
"accused X of attacking") it is that somebody's, noted as `c`.
"""

from stance.chunks import is_adverb
from stance.clauses import PARTICIPIAL, RELATIVE, SUBORDINATE, Clauses
from stance.nominals import AUXILIARIES, BE, DETERMINERS, FINITE, NOUN, PREPOSITIONS, PRONOUN, RELATIVES, STOP, is_time
from stance.phrasewalks import PhraseWalks

_REACH = 24
_OBJECT_REACH = 12
_LONGEST_BRACKET = 8
_DEEPEST = 3
_COORDINATORS = frozenset("and or but then".split())
_CONTROLLING = frozenset("of from for with into".split())
# Whoever is the object of these is to do what the infinitive says.
_MAKING = frozenset(
    "urge urged urges urging ask asked asks asking tell told tells telling force forced forces forcing allow allowed allows "
    "allowing want wanted wants order ordered orders ordering prompt prompted prompts prompting push pushed pushes pushing "
    "persuade persuaded convince convinced encourage encouraged encourages encouraging invite invited help helped helps "
    "helping lead led leads leading cause caused causes causing press pressed pressing pressure pressured call called calls "
    "calling get got require required requires warn warned warns enable enabled enables expect expected expects need needs "
    "beg begged compel compelled instruct instructed permit permitted teach taught advise advised challenge challenged "
    "authorize authorized let make made".split()
)


class Subjects:
    """Finds the subjects of one run of tokens' verbs; each is asked for from left to right."""

    def __init__(self, walks: PhraseWalks, clauses: Clauses) -> None:
        """
        Keep what is looked at.

        :param walks: The noun phrases.
        :param clauses: The clauses.
        """
        self.walks, self.clauses = walks, clauses
        self.lowers, self.entity = walks.lowers, walks.entity
        self._known: dict[int, dict[int, str]] = {}
        self._depth = 0

    def of(self, first: int) -> dict[int, str]:
        """
        Find the subject of the verb that begins at a token.

        :param first: The token.
        :return: The tokens of whoever may be meant, each with how it was reached.
        """
        if first not in self._known:
            self._depth += 1
            self._known[first] = self._left(first, max(0, first - _REACH))
            self._depth -= 1
        return self._known[first]

    def _left(self, first: int, floor: int) -> dict[int, str]:
        found: dict[int, str] = {}
        lowers = self.lowers
        at, be = first - 1, False
        while at >= floor and self._is_passed(at):
            be = be or lowers[at] in BE
            at -= 1
        if at < floor:
            return found
        lower = lowers[at]
        if lower == "to":
            self._of_infinitive(first, at, floor, found)
        elif lower in _COORDINATORS:
            self.shared(first, at, found)
        elif not be and lowers[first].endswith("ing"):
            self._of_participle(first, at, found)
        elif lower in PREPOSITIONS:
            self.shared(first, at, found)
        elif lower in RELATIVES:
            self.walks.left(self._described(at - 1), "1", found, nearest=True)
        elif lower in {",", ")"}:
            self._over_aside(at, floor, found)
            if not found:
                self.shared(first, at, found)
        else:
            self.walks.left(at, "1", found)
        return found

    def _is_passed(self, at: int) -> bool:
        """Tell what may stand between a verb and its subject."""
        lower = self.lowers[at]
        if self.entity[at]:
            return is_time(self.lowers, at)
        return lower in AUXILIARIES or lower == '"' or is_adverb(lower) or is_time(self.lowers, at)

    def _described(self, at: int) -> int:
        """Go back over commas, brackets and times to what a relative clause describes."""
        lowers = self.lowers
        floor = max(0, at - _LONGEST_BRACKET)
        while at > floor and lowers[at] in {",", '"'}:
            at -= 1
        at = self._before_times(at)
        if lowers[at] != ")":
            return at
        return next((i - 1 for i in range(at, floor - 1, -1) if lowers[i] == "("), at)

    def _before_times(self, at: int) -> int:
        """Go back over "on Monday" and "last week"."""
        while at > 0 and (is_time(self.lowers, at) or (self.lowers[at] == "on" and is_time(self.lowers, at + 1))):
            at -= 1
        return at

    def _of_infinitive(self, first: int, to: int, floor: int, found: dict[int, str]) -> None:
        at = to - 1
        while at >= floor and (self.lowers[at] in {'"', "not"} or is_adverb(self.lowers[at]) or is_time(self.lowers, at)):
            at -= 2 if is_time(self.lowers, at) and self.lowers[at - 1] == "on" else 1
        if at < floor:
            return
        if self.walks.marks[at] == PRONOUN:
            found[at] = "c"
        elif self.walks.marks[at] == NOUN:
            if self._is_made_to(at):
                self.walks.left(at, "c", found, nearest=True)
                return
            begin = self.walks.begin(at)
            if begin > 0 and self.lowers[begin] == "'s":
                # "Iran's attempt to attack"
                self.walks.owner(begin - 1, "2", found)
                return
            self.shared(first, to, found)
            if not found:
                self.walks.left(at, "c", found)
        else:
            # "failed to attack", "is ready to attack"
            for i, way in self._left(at, floor).items():
                found[i] = "2" if way == "1" else way

    def _is_made_to(self, at: int) -> bool:
        """Tell whether the noun phrase that ends at a token is the object of a verb that makes somebody do something."""
        for i in range(at, max(-1, at - _OBJECT_REACH), -1):
            lower = self.lowers[i]
            if lower in _MAKING and not self.entity[i]:
                return True
            if not (
                self.walks.is_nominal(i) or lower in DETERMINERS or lower in PREPOSITIONS or lower in {"'s", "'", "-", "and"}
            ):
                return False
        return False

    def _of_participle(self, first: int, at: int, found: dict[int, str]) -> None:
        """Find whose deed a form in -ing is: "fighters backing X", "after backing X", "accused Y of backing X"."""
        lower = self.lowers[at]
        last = self._before_times(at - 1)
        if lower in _CONTROLLING and self.walks.is_nominal(last):
            begin = self.walks.begin(last)
            while begin >= 0 and self.lowers[begin] in DETERMINERS:
                begin -= 1
            if begin >= 0 and begin in self.walks.verbs and not self.walks.is_nominal(begin):
                self.walks.left(last, "c", found)
                return
        if lower not in PREPOSITIONS and self.walks.is_nominal(at):
            self.walks.left(at, "1", found, nearest=True)
        else:
            self.shared(first, at, found)

    def _over_aside(self, comma: int, floor: int, found: dict[int, str]) -> None:
        """Jump over ", the director of the centre," to what it describes; the aside's own phrase names the same one."""
        opening = "(" if self.lowers[comma] == ")" else ","
        for at in range(comma - 1, floor - 1, -1):
            if self.lowers[at] == opening:
                self.walks.left(at - 1, "1", found)
                begun = self.lowers[at + 1]
                if opening == "," and (begun in DETERMINERS or self.walks.is_nominal(at + 1)):
                    self.walks.left(comma - 1, "2", found)
                return
            if self.lowers[at] in STOP:
                return

    def shared(self, first: int, before: int, found: dict[int, str]) -> None:
        """
        Find the subject that a verb shares with the clause it hangs on.

        :param first: The verb.
        :param before: The token that ends the search.
        :param found: Where to note.
        """
        at = self.clauses.owner[first]
        clause = self.clauses.all[at]
        while not clause.subject and clause.host >= 0 and clause.kind in {PARTICIPIAL, RELATIVE, SUBORDINATE}:
            if clause.kind == RELATIVE:
                self.walks.left(self._described(clause.antecedent), "2", found, nearest=True)
                return
            at = clause.host
            clause = self.clauses.all[at]
        participle = self._is_participle(first)
        for verb in range(before - 1, max(clause.first, first - _REACH) - 1, -1):
            if self._may_share(verb, participle=participle):
                for i, way in self.of(verb).items():
                    found.setdefault(i, "2" if way == "1" else way)
                if found:
                    return
        self._first_of(clause.first, before, found)

    def _may_share(self, verb: int, *, participle: bool) -> bool:
        """Tell a verb, of the lexicon or not, whose subject a later one may share."""
        if self.walks.is_nominal(verb) or self.entity[verb]:
            return False
        lower = self.lowers[verb]
        if verb in self._known:
            return self._is_participle(verb) == participle
        finite = lower in FINITE or (lower.endswith("ed") and self.walks.is_nominal(verb - 1))
        return finite and not participle and self._depth < _DEEPEST

    def _is_participle(self, at: int) -> bool:
        return self.lowers[at].endswith("ing") and not (at and self.lowers[at - 1] in BE)

    def relative_object(self, first: int, subject: dict[int, str], found: dict[int, str]) -> None:
        """
        Find what a relative clause without an object of its own describes: "the plan he favours", "the men whom X accused".

        :param first: The verb.
        :param subject: Its subject.
        :param found: Where to note.
        """
        clause = self.clauses.all[self.clauses.owner[first]]
        if clause.kind == RELATIVE and clause.subject:
            self.walks.left(self._described(clause.antecedent), "1", found, nearest=True)
            return
        last = max((i for i, way in subject.items() if way == "1" and i < first), default=-1)
        if last < 1:
            return
        begin = self.walks.begin(last)
        bare = self.walks.marks[last] == PRONOUN
        while begin > 0 and self.lowers[begin] in DETERMINERS:
            begin, bare = begin - 1, True
        if bare and begin >= 0 and self.walks.marks[begin] == NOUN:
            self.walks.left(begin, "1", found, nearest=True)

    def _first_of(self, start: int, before: int, found: dict[int, str]) -> None:
        """Note the first noun phrase of a clause, and a name that is joined to it."""
        begin = start
        while start < before and not self.walks.is_nominal(start):
            start += 1
        if begin < start < before and self.lowers[start - 1] in PREPOSITIONS:
            # "In January, the group …": what stands before the comma is no subject.
            comma = next((i for i in range(start, before) if self.lowers[i] == ","), None)
            if comma is None:
                return
            start = comma + 1
            while start < before and not self.walks.is_nominal(start):
                start += 1
        end = self._note_phrase(start, before, found)
        if end < before and self.lowers[end] in {"and", ","} and end + 1 < before and self.entity[end + 1]:
            self._note_phrase(end + 1, before, found)

    def _note_phrase(self, start: int, before: int, found: dict[int, str]) -> int:
        marks, end = self.walks.marks, start
        if start < before and marks[start] == PRONOUN:
            end = start + 1
        while end < before and (marks[end] == NOUN or self.lowers[end] in {"'s", "-"}) and (end == start or marks[start] == NOUN):
            end += 1
        last = end - 1
        for i in range(start, end):
            found.setdefault(i, "2")
        owner = next((i for i in range(last, start, -1) if self.lowers[i] == "'s"), None)
        if owner is not None:
            for i in range(start, owner + 1):
                found[i] = "p"
        return end
