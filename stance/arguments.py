"""Who does a predicate's deed and to whom: the noun phrases that are its agent and its theme, found without a parser.

From a predicate the pass walks to the left and to the right over noun phrases, lists, appositions, relative clauses, chains of
infinitives and prepositional phrases, and notes for each token it meets what part that token could play and how sure that is:
`1` the head of the phrase itself, `2` reached by way of another clause that shares its subject, `p` its possessor, `o` what "of"
ties to it, `q` another preposition, `c` whoever is made to do it ("urged X to …"), `s` the subject of the verb that a noun hangs
on ("launched an attack").
"""

from collections.abc import Sequence

from stance.chunks import is_adverb
from stance.clauses import Clauses
from stance.lexicon import Frame
from stance.nominals import AUXILIARIES, BE, DETERMINERS, POSSESSIVES, RELATIVES, STOP
from stance.phrasewalks import PhraseWalks
from stance.records import record
from stance.subjects import Subjects

_BEFORE_ATTRIBUTES = DETERMINERS - RELATIVES


@record
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
        :param heads: The first tokens of what the lexicon calls verbs.
        """
        self.lowers, self.entity = lowers, entity
        self.walks = PhraseWalks(lowers, entity, heads)
        self.subjects = Subjects(self.walks, clauses)

    def find(self, first: int, last: int, frame: Frame, *, passive: bool) -> Arguments:
        """
        Find a predicate's arguments; a subject may be shared with a predicate that was asked for earlier, so ask in order.

        :param first: The predicate's first token.
        :param last: Its last token, exclusive.
        :param frame: What it says.
        :param passive: Whether it is a verb in the passive.
        :return: Its agents and themes.
        """
        if frame.pos == "n":
            return self._noun(first, last, frame)
        if first > 1 and self.lowers[first - 1] == "-" and self.entity[first - 2]:
            # "Turkish-backed fighters"
            agents: dict[int, str] = {}
            self.walks.left(first - 2, "1", agents)
            return Arguments(agents, self.walks.right(last, "1"))
        if self._is_attribute(first, last):
            # "the disputed plan", "a visiting delegation"
            described = self.walks.right(last, "1", lists=False)
            return Arguments(described, {}) if self.lowers[first].endswith("ing") else Arguments({}, described)
        left = self.subjects.of(first)
        if passive:
            return Arguments(self._by(last), left)
        themes = self.walks.right(last, "1")
        if not themes:
            self.subjects.relative_object(first, left, themes)
        return Arguments(left, themes)

    def _is_attribute(self, first: int, last: int) -> bool:
        """Tell a participle before the noun that it describes."""
        if not self.lowers[first].endswith(("ed", "ing")) or last >= len(self.lowers):
            return False
        before = first - 1
        while before > 0 and is_adverb(self.lowers[before]) and not self.entity[before]:
            before -= 1
        return before >= 0 and self.lowers[before] in _BEFORE_ATTRIBUTES and self.walks.is_nominal(last)

    def _by(self, last: int) -> dict[int, str]:
        for at in range(last, min(len(self.lowers), last + 5)):
            if self.lowers[at] == "by":
                return self.walks.right(at + 1, "1")
            if self.lowers[at] in STOP or self.lowers[at] == ",":
                break
        return {}

    # Nouns -----------------------------------------------------------------------------------------------------------

    def _noun(self, first: int, last: int, frame: Frame) -> Arguments:
        agents: dict[int, str] = {}
        themes: dict[int, str] = {}
        at = last
        after = self.lowers[at] if at < len(self.lowers) else ""
        prepositions = {word.split()[0] for word, _ in frame.prepositions} | ({"of"} if frame.bearer else set())
        if after == "by":
            agents |= self.walks.right(at + 1, "1")
        elif after in prepositions or (frame.bearer and after in {"to", "with", "for"}):
            size = next((len(word.split()) for word, _ in frame.prepositions if word.split()[0] == after), 1)
            themes |= self.walks.right(at + size, "1")
        elif after == "of" and not frame.bearer:
            agents |= self.walks.right(at + 1, "o")
        owner = self._owner(first)
        if themes and not frame.bearer and not owner and not agents:
            # "launched an attack on X", "at war with X": the agent is the subject of the verb it hangs on.
            self.subjects.shared(first, first, agents)
            agents = dict.fromkeys(agents, "s")
        (themes if frame.bearer else agents).update(owner)
        if frame.bearer:
            agents |= self._described(first, last)
        return Arguments(agents, themes)

    def _owner(self, first: int) -> dict[int, str]:
        """Find whose it is: "X's deadly attack", "the X attack"."""
        found: dict[int, str] = {}
        at = first - 1
        while (
            at > 0 and first - at < 4 and not self.entity[at] and self.walks.is_nominal(at) and self.lowers[at] not in DETERMINERS
        ):
            at -= 1
        if at >= 0 and self.lowers[at] in POSSESSIVES:
            found[at] = "1"
        elif at > 0 and self.lowers[at] in {"'s", "'"}:
            self.walks.owner(at - 1, "1", found)
        elif at >= 0 and self.entity[at] and first - at < 3:
            self.walks.left(at, "2", found)
        return found

    def _described(self, first: int, last: int) -> dict[int, str]:
        """Find whom a noun or adjective describes: "X, a backer of", "X is loyal to", "fighters loyal to", "backer X"."""
        found: dict[int, str] = {}
        at = first - 1
        while (
            at > 0
            and first - at < 7
            and not self.entity[at]
            and (self.walks.is_nominal(at) or self.lowers[at] in DETERMINERS | {"'s"})
        ):
            if self.lowers[at] in BE:
                break
            at -= 1
        while at > 0 and self.entity[at] and at + 1 < len(self.lowers) and self.lowers[at + 1] == "'s":
            at -= 1
        while at > 0 and is_adverb(self.lowers[at]) and not self.entity[at]:
            at -= 1
        if at > 0 and self.lowers[at] == ",":
            self.walks.left(at - 1, "1", found)
        elif at > 0 and self.lowers[at] in AUXILIARIES:
            found |= self.subjects.of(at + 1)
        elif at == first - 1 and at >= 0 and not self.entity[at] and last < len(self.lowers) and self.lowers[last] != "of":
            self.walks.left(at, "1", found, nearest=True)
        ahead = last
        if ahead < len(self.lowers) and self.lowers[ahead] == ",":
            ahead += 1
        if ahead < len(self.lowers) and self.entity[ahead]:
            found |= self.walks.right(ahead, "1", lists=False)
        return found
