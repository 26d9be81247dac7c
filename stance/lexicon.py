"""What words tell by themselves: polarity, connotation frames and operators, looked up in one pass over a sentence.

A `Lexicon` is compiled at training time from the tables under `seeds/lexicon` and `seeds/frames`, with inflected forms,
and travels inside the artifact: a model is never read with another lexicon than the one it was fitted with.
Frames follow Rashkin, Singh and Choi (Connotation Frames, ACL 2016).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from typing import Any

from stance.records import record

OPERATORS = (
    "negator", "shifter", "concession", "conditional", "diminisher", "hedge", "history", "intensifier", "reported-denial",
)  # fmt: skip
FORWARD, BACKWARD = "forward", "backward"
SCOPES = (FORWARD, BACKWARD, "both")


@dataclass(frozen=True, slots=True)
class Frame:
    """
    What a predicate says of its agent and theme.

    `lemma` names the predicate, `pos` is "v" (verb) or "n" (relational noun or adjective); `stance` is what the agent holds on
    the theme, `agent` and `theme` what a writer who picks the predicate implies of them: -1, 0 or 1 each. `prepositions`
    introduce the theme of a noun, each with the stance it then tells; `participle` tells that the form can be passive, `bearer`
    that a noun or adjective names or describes the agent itself ("a backer of"), not the deed.
    """

    lemma: str
    pos: str
    stance: int
    agent: int
    theme: int
    prepositions: tuple[tuple[str, int], ...] = ()
    participle: bool = False
    bearer: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One surface form: `rest` are the words after the first.

    `polarity` runs from -3 to 3, 0 where it has none; `operator` is its class, if it is one; `frame` what it says as a predicate;
    `fate` what is wished on somebody by wishing this on him ("ouster", "step down": -1; "release": 1), 0 where nothing; `scope`
    on which side of an operator the words stand that it bears on: one of `SCOPES`.
    """

    rest: tuple[str, ...]
    polarity: int = 0
    operator: str | None = None
    frame: Frame | None = None
    fate: int = 0
    scope: str = FORWARD

    def __setstate__(self, state: Sequence[Any]) -> None:
        """Fill the fields in order; an artifact from before operators had a scope holds one value less."""
        for name, value in zip_longest(self.__slots__, state, fillvalue=FORWARD):
            object.__setattr__(self, name, value)


@record
class Hit:
    """An entry found at tokens `first` to `last`, end exclusive."""

    first: int
    last: int
    entry: Entry


@dataclass(frozen=True)
class Lexicon:
    """Entries by their first word, longest first, and the words known to occur in lower case."""

    entries: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    common: frozenset[str] = frozenset()

    def find(self, lowers: Sequence[str]) -> list[Hit]:
        """
        Find the longest entry at each place, left to right, without overlap.

        :param lowers: Lower-cased tokens.
        :return: The hits in order of place.
        """
        hits: list[Hit] = []
        begins = self._begins
        reached = 0
        for at, lower in enumerate(lowers):
            if lower not in begins or at < reached:
                continue
            alone, longer = begins[lower]
            found = alone
            if longer and at + 1 < len(lowers):
                for entry in longer.get(lowers[at + 1], ()):
                    if tuple(lowers[at + 1 : at + 1 + len(entry.rest)]) == entry.rest:
                        found = entry
                        break
            if found is not None:
                reached = at + 1 + len(found.rest)
                hits.append(Hit(at, reached, found))
        return hits

    def __getstate__(self) -> dict[str, Any]:
        """Leave out of an artifact what is derived."""
        return {"entries": self.entries, "common": self.common}

    @cached_property
    def _begins(self) -> dict[str, tuple[Entry | None, dict[str, tuple[Entry, ...]]]]:
        """The entries by their first word: the one of that word alone, if there is one, and the others by their second."""
        begins: dict[str, tuple[Entry | None, dict[str, tuple[Entry, ...]]]] = {}
        for word, group in self.entries.items():
            alone: Entry | None = None
            longer: dict[str, tuple[Entry, ...]] = {}
            for entry in group:
                if entry.rest:
                    longer[entry.rest[0]] = (*longer.get(entry.rest[0], ()), entry)
                else:
                    alone = alone or entry
            begins[word] = alone, longer
        return begins
