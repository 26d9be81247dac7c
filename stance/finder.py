"""Find every known name in a text in one pass: an Aho-Corasick automaton over folded aliases, longest match first."""

import re
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

from stance.folding import lower, straighten
from stance.records import record
from stance.registry import Alias
from stance.text import Document

_ASCII_CAPITAL = re.compile(r"[A-Z]")


def _capitals(spelling: str) -> tuple[int, ...]:
    """Say where a straightened name has capitals; the short way for most of a hundred thousand names."""
    if spelling.isascii():
        return tuple(found.start() for found in _ASCII_CAPITAL.finditer(spelling))
    return tuple(i for i, char in enumerate(spelling) if char.isupper())


@record
class Match:
    """Aliases that stand at characters `start` to `end`, end exclusive; several where one name has several owners."""

    start: int
    end: int
    aliases: tuple[Alias, ...]


# Two or more capitals with a stop each, as in "U.S."; what matches is short, and is not looked at again.
_LONGEST_ACRONYM = 4
_DOTTED = re.compile(r"(?<![A-Za-z.])(?:[A-Z]\.){2,4}(?![A-Za-z.])")


def _spellings(name: str) -> tuple[str, ...]:
    """Give a name and the other spellings of its acronym: "U.S." as "U. S." and "U.S", "FBI" as "F.B.I."."""
    if name.isascii() and name.isalpha() and name.isupper() and 1 < len(name) <= _LONGEST_ACRONYM:
        return (name, *_spellings("".join(f"{letter}." for letter in name)))
    dotted = _DOTTED.search(name) if "." in name else None
    if dotted is None:
        return (name,)
    before, letters, after = name[: dotted.start()], dotted.group(), name[dotted.end() :]
    return (name, before + letters.replace(".", ". ").rstrip() + after, before + letters[:-1] + after)


class Finder:
    """
    A compiled set of aliases.

    A name is matched on whole words, without regard to accents, dashes, typographic quotes or line breaks. Where the alias has a
    capital the text must have one too, so that `WHO` is not `who` and `SYRIAN OPPOSITION` is still `Syrian opposition`.
    """

    def __init__(self, aliases: Iterable[Alias]) -> None:
        """
        Compile the aliases.

        :param aliases: The names to find; empty ones are passed over.
        """
        grouped: dict[str, list[tuple[Alias, str]]] = {}
        for alias in aliases:
            for spelling in map(straighten, _spellings(alias.text)):
                pattern = lower(spelling)
                if not pattern.isspace():
                    grouped.setdefault(pattern, []).append((alias, spelling))
        grouped.pop("", None)
        self._owners = list(grouped.values())
        self._automaton = AhoCorasick(list(grouped)) if grouped else None
        # A text mostly spells a name as the alias does: who fits then is known beforehand.
        self._spelt: dict[str, tuple[Alias, ...]] = {}
        for owners in self._owners:
            for alias, spelling in owners:
                self._spelt[spelling] = _fitting(owners, spelling) if len(owners) > 1 else (alias,)

    def find(self, document: Document) -> list[Match]:
        """
        Find the names, longest first where they overlap.

        :param document: The text.
        :return: The matches in order of place; they do not overlap.
        """
        if self._automaton is None:
            return []
        folded, straight = document.folded, document.straight
        # With a space on either side, what stands beside a name can be looked up wherever the name stands.
        beside = f" {folded} "
        hits = [
            (start, -end, which)
            for which, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if not (beside[start].isalnum() or beside[end + 1].isalnum())
        ]
        hits.sort()
        matches: list[Match] = []
        reached = 0
        for start, minus_end, which in hits:
            if start < reached:
                continue
            spelling = straight[start:-minus_end]
            fitting = self._spelt.get(spelling)
            if fitting is None:
                fitting = _fitting(self._owners[which], spelling)
            if fitting:
                matches.append(Match(start, -minus_end, fitting))
                reached = -minus_end
        return matches


def _fitting(owners: Iterable[tuple[Alias, str]], spelling: str) -> tuple[Alias, ...]:
    """Keep the aliases that have no capital where the text has none."""
    fitting = tuple(alias for alias, own in owners if own == spelling or all(spelling[i].isupper() for i in _capitals(own)))
    if len(fitting) > 1 and any(alias.own for alias in fitting):
        # A name that the user's file gives is not also what the seeds make of it.
        return tuple(alias for alias in fitting if alias.own)
    return fitting
