"""Who does a predicate's deed and to whom: the noun phrases that are its agent and its theme, found without a parser.

From a predicate the pass walks to the left and to the right over noun phrases, lists, appositions, relative clauses, chains of
infinitives and prepositional phrases, and notes for each token it meets what part that token could play and how sure that is:
`1` the head of the phrase itself, `2` reached by way of another clause that shares its subject, `p` its possessor, `o` what "of"
ties to it, `q` another preposition, `c` whoever is made to do it ("urged X to …").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from stance.clauses import PARTICIPIAL, RELATIVE, SUBORDINATE, Clauses
from stance.lexicon import Frame

_AUXILIARIES = frozenset(
    "is are was were be been being am has have had having will would can could may might must shall should does do did 's 've "
    "'ll 'd n't not never also now once again already even only just both always often later then long largely reportedly "
    "allegedly repeatedly get got going set about due ready able supposed expected believed said known seeking trying vowed "
    "threatened".split()
)
_BE = frozenset("is are was were be been being am 's 're remains remained became become".split())
_FUNCTION = frozenset(
    "and or but that which who whom whose when while because although though if as than then so where how why what there "
    "he she it they we i you him them us me is are was were be been being am has have had will would can could may might must "
    "shall should does do did not n't never to say says said after before until unless since despite now today yesterday "
    "tomorrow later again also already still once twice too here away ago instead together".split()
)
_PREPOSITIONS = frozenset(
    "of in on at for with by from against over under about into between among through towards toward near inside outside across "
    "during within without amid alongside beyond behind along around".split()
)
_DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any all both each every no several many most more other "
    "another such one two three four five".split()
)
_SKIP_RIGHT = _DETERMINERS | {'"', "also", "not", "only", "even", "(", "out", "up", "off", "down", "back", "away", "its"}
_RELATIVES = frozenset("who which that".split())
_STOP = frozenset(". ; : ! ? ) •".split())
_REACH = 24
_LONGEST = 9
_PHRASES = 4


@dataclass(frozen=True, slots=True)
class Arguments:
    """The tokens that may be a predicate's agent and those that may be its theme, each with how it was reached."""

    agents: dict[int, str]
    themes: dict[int, str]


class ArgumentFinder:
    """Finds the arguments of one run of tokens' predicates."""

    def __init__(self, lowers: Sequence[str], entity: Sequence[bool], clauses: Clauses, heads: frozenset[int]) -> None:
        """
        Keep what the walks look at.

        :param lowers: The tokens in lower case.
        :param entity: For each, whether it belongs to a name.
        :param clauses: Their clauses.
        :param heads: The first tokens of verbs, which no noun phrase runs over.
        """
        self.lowers, self.entity, self.clauses, self.verbs = lowers, entity, clauses, heads

    def find(self, first: int, last: int, frame: Frame, *, passive: bool) -> Arguments:
        """
        Find a predicate's arguments.

        :param first: The predicate's first token.
        :param last: Its last token, exclusive.
        :param frame: What it says.
        :param passive: Whether it is a verb in the passive.
        :return: Its agents and themes.
        """
        if frame.pos == "n":
            return self._noun(first, last, frame)
        compound = first > 1 and self.lowers[first - 1] == "-" and self.entity[first - 2]
        if compound:
            # "Turkish-backed fighters"
            agents: dict[int, str] = {}
            self._phrase_left(first - 2, "1", agents)
            return Arguments(agents, self._right(last, "1"))
        left = self._left(first)
        if passive:
            return Arguments(self._by(last), left)
        return Arguments(left, self._right(last, "1"))

    # Nouns -----------------------------------------------------------------------------------------------------------

    def _noun(self, first: int, last: int, frame: Frame) -> Arguments:
        agents: dict[int, str] = {}
        themes: dict[int, str] = {}
        at = last
        after = self.lowers[at] if at < len(self.lowers) else ""
        prepositions = {word.split()[0] for word, _ in frame.prepositions} | ({"of"} if frame.bearer else set())
        if after == "by":
            agents |= self._right(at + 1, "1")
        elif after in prepositions or (frame.bearer and after in {"to", "with", "for"}):
            size = next((len(word.split()) for word, _ in frame.prepositions if word.split()[0] == after), 1)
            themes |= self._right(at + size, "1")
        elif after == "of" and not frame.bearer:
            agents |= self._right(at + 1, "o")
        owner = self._owner(first)
        if themes and not frame.bearer and not owner and not agents:
            # "launched an attack on X", "at war with X": the agent is the subject of the verb it hangs on.
            self._shared(first, first, agents)
            agents = dict.fromkeys(agents, "s")
        (themes if frame.bearer else agents).update(owner)
        if frame.bearer:
            agents |= self._described(first, last)
        return Arguments(agents, themes)

    def _owner(self, first: int) -> dict[int, str]:
        """Find whose it is: "X's deadly attack", "the X attack"."""
        found: dict[int, str] = {}
        at = first - 1
        while at > 0 and first - at < 4 and not self.entity[at] and self._nominal(at) and self.lowers[at] not in _DETERMINERS:
            at -= 1
        if at > 0 and self.lowers[at] in {"'s", "'"}:
            self._phrase_left(at - 1, "1", found)
        elif at >= 0 and self.entity[at] and first - at < 3:
            self._phrase_left(at, "2", found)
        return found

    def _described(self, first: int, last: int) -> dict[int, str]:
        """Find whom a noun or adjective describes: "X, a backer of", "X is loyal to", "fighters loyal to", "backer X"."""
        found: dict[int, str] = {}
        at = first - 1
        while (
            at > 0 and first - at < 7 and not self.entity[at] and (self._nominal(at) or self.lowers[at] in _DETERMINERS | {"'s"})
        ):
            if self.lowers[at] in _BE:
                break
            at -= 1
        while at > 0 and self.entity[at] and at + 1 < len(self.lowers) and self.lowers[at + 1] == "'s":
            at -= 1
        if at > 0 and self.lowers[at] == ",":
            self._phrase_left(at - 1, "1", found)
        elif at > 0 and self.lowers[at] in _AUXILIARIES:
            found |= self._left(at + 1)
        elif at == first - 1 and at >= 0:
            self._phrase_left(at, "1", found)
        ahead = last
        if ahead < len(self.lowers) and self.lowers[ahead] == ",":
            ahead += 1
        if ahead < len(self.lowers) and self.entity[ahead]:
            found |= self._right(ahead, "1", lists=False)
        return found

    # To the left -----------------------------------------------------------------------------------------------------

    def _left(self, first: int) -> dict[int, str]:
        """Find the subject of the verb that begins at a token."""
        found: dict[int, str] = {}
        at, way = first - 1, "1"
        floor = max(0, first - _REACH)
        while at >= floor and (self.lowers[at] in _AUXILIARIES or self.lowers[at].endswith("ly")):
            at -= 1
        if at < floor:
            return found
        lower = self.lowers[at]
        if lower == "to":
            if self._noun_like(at - 1):
                self._phrase_left(at - 1, "c", found)
            self._shared(first, at, found)
        elif lower in {"and", "or", "but", "then"}:
            self._shared(first, at, found)
        elif lower in _PREPOSITIONS or self.lowers[first].endswith("ing"):
            # "after attacking X", "accused of backing X"
            self._shared(first, at, found)
            if lower not in _PREPOSITIONS and self._noun_like(at):
                self._phrase_left(at, "1", found)
        elif lower in _RELATIVES:
            before = at - 2 if at > 1 and self.lowers[at - 1] == "," else at - 1
            self._phrase_left(before, "1", found)
        elif lower in {",", ")"}:
            self._over_aside(at, floor, way, found)
        else:
            self._phrase_left(at, way, found)
        return found

    def _over_aside(self, comma: int, floor: int, way: str, found: dict[int, str]) -> None:
        """Jump over ", the director of the centre," to what it describes; the aside's own phrase names the same one."""
        opening = "(" if self.lowers[comma] == ")" else ","
        for at in range(comma - 1, floor - 1, -1):
            if self.lowers[at] == opening:
                self._phrase_left(at - 1, way, found)
                break
            if self.lowers[at] in _STOP:
                return
        if opening == "," and self._noun_like(comma - 1):
            self._phrase_left(comma - 1, "2", found)

    def _shared(self, first: int, before: int, found: dict[int, str]) -> None:
        """Find the subject that a verb shares with the clause it hangs on."""
        at = self.clauses.owner[first]
        clause = self.clauses.all[at]
        while not clause.subject and clause.host >= 0 and clause.kind in {PARTICIPIAL, RELATIVE, SUBORDINATE}:
            if clause.kind == RELATIVE:
                self._phrase_left(clause.antecedent, "2", found)
                return
            at = clause.host
            clause = self.clauses.all[at]
        start = clause.first
        while start < before and not (self.entity[start] or self._noun_like(start)):
            start += 1
        if start < before and self.lowers[start - 1] in _PREPOSITIONS and start > clause.first:
            # "In January, the group …": what stands before the comma is no subject.
            comma = next((i for i in range(start, before) if self.lowers[i] == ","), None)
            if comma is None:
                return
            start = comma + 1
        end = start
        while end < before and end - start < _LONGEST and (self._nominal(end) or self.lowers[end] in _DETERMINERS | {"'s"}):
            end += 1
        for i in range(start, end):
            found.setdefault(i, "2")
        if end < before and self.lowers[end] in {"and", ","} and end + 1 < before and self.entity[end + 1]:
            i = end + 1
            while i < before and self.entity[i]:
                found.setdefault(i, "2")
                i += 1

    def _phrase_left(self, at: int, way: str, found: dict[int, str]) -> None:
        """Note the noun phrase that ends at a token, and what prepositions and conjunctions tie to it on the left."""
        lowers = self.lowers
        phrases = 0
        while at >= 0 and phrases < _PHRASES:
            begin = at
            while begin >= 0 and at - begin < _LONGEST and (self._nominal(begin) or lowers[begin] == "-"):
                begin -= 1
            span = range(begin + 1, at + 1)
            if not span:
                return
            while begin >= 0 and lowers[begin] in _DETERMINERS:
                begin -= 1
            word = lowers[begin] if begin >= 0 else ""
            if word in _PREPOSITIONS and way != "p":
                # "officials from X said": the head stands further left.
                tied = "o" if word == "of" else "q"
                for i in span:
                    found.setdefault(i, tied)
                at = begin - 1
                phrases += 1
                continue
            for i in span:
                found.setdefault(i, way)
            if word in {"'s", "'"}:
                inner: dict[int, str] = {}
                self._phrase_left(begin - 1, "p", inner)
                for i in inner:
                    found.setdefault(i, "p")
                return
            if word in {"and", "or"} or (word == "," and phrases and begin > 0):
                at = begin - 1
                if at >= 0 and lowers[at] == ",":
                    at -= 1
                phrases += 1
                if at < 0 or not (self.entity[at] or self.entity[min(begin + 1, len(lowers) - 1)] or self._noun_like(at)):
                    return
                continue
            return

    # To the right ----------------------------------------------------------------------------------------------------

    def _by(self, last: int) -> dict[int, str]:
        for at in range(last, min(len(self.lowers), last + 5)):
            if self.lowers[at] == "by":
                return self._right(at + 1, "1")
            if self.lowers[at] in _STOP or self.lowers[at] == ",":
                break
        return {}

    def _right(self, at: int, way: str, *, lists: bool = True) -> dict[int, str]:
        """Note the noun phrase that begins at a token, its list, and what is tied to it on the right."""
        found: dict[int, str] = {}
        lowers, size = self.lowers, len(self.lowers)
        now, phrases = way, 0
        while at < size and phrases < _PHRASES:
            while at < size and lowers[at] in _SKIP_RIGHT:
                at += 1
            begin = at
            while at < size and at - begin < _LONGEST and (self._nominal(at) or lowers[at] == "-"):
                at += 1
            if at == begin:
                return found
            owner = at < size and lowers[at] in {"'s", "'"}
            for i in range(begin, at):
                found.setdefault(i, "p" if owner else now)
            if owner:
                at += 1
                continue
            phrases += 1
            while at < size and lowers[at] == '"':
                at += 1
            if at >= size:
                return found
            if lowers[at] in {",", "and", "or"} and lists:
                at += 1
                while at < size and lowers[at] in {"and", "or", '"'}:
                    at += 1
                now = way if now in {way, "o"} else now
            elif lowers[at] == "of":
                now = "o"
                at += 1
            elif lowers[at] in _PREPOSITIONS and now == way:
                now = "q"
                at += 1
            else:
                return found
        return found

    # Words -----------------------------------------------------------------------------------------------------------

    def _nominal(self, at: int) -> bool:
        """Tell whether a token may stand inside a noun phrase."""
        if self.entity[at]:
            return True
        lower = self.lowers[at]
        if lower == ".":
            # "Ms. Friedan"
            return 0 < at < len(self.lowers) - 1 and self.entity[at - 1] and self.entity[at + 1]
        if at in self.verbs and not lower.endswith(("ing", "ed")):
            return False
        return (lower[0].isalnum()) and lower not in _FUNCTION and lower not in _PREPOSITIONS and lower not in _DETERMINERS

    def _noun_like(self, at: int) -> bool:
        return at >= 0 and self._nominal(at)
