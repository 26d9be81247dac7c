"""What the seeds know, looked up the way a dictionary from elsewhere needs it: by code, by loosely spelled name, by word."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from stance.folding import fold
from stance.registry import Alias, Registry
from stance.seeds import SeedError, Seeds
from stance.text import SEEDS

_WORD = re.compile(r"[^\W\d_]+")


def loosely(name: str) -> str:
    """
    Fold a name so that hyphens, stops and the article before it do not matter.

    :param name: A name.
    :return: Its words, lower case, with single spaces between.
    """
    words = fold(name).replace("-", " ").replace("_", " ").replace(".", "").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def cameo(folder: Path = SEEDS) -> dict[str, tuple[str, str]]:
    """
    Load what the codes of the CAMEO actor ontology mean.

    :param folder: The seeds.
    :return: For each code what it tells (`role`, `second`, `group`, `elite` or `state`) and its value: a kind, or an ISO code.
    :raises SeedError: If a line does not have three cells.
    """
    path = folder / "cameo.tsv"
    codes: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        cells = line.split("\t")
        if len(cells) != 3 or cells[1] not in {"role", "second", "group", "elite", "state"}:
            msg = f"{path.name}:{number}: row: not a code, what it tells and its value"
            raise SeedError(msg)
        codes[cells[0]] = (cells[1], cells[2])
    return codes


class Known:
    """The seeds' registry and tables, indexed for readers of dictionaries."""

    def __init__(self, registry: Registry, seeds: Seeds) -> None:
        """
        Index the names.

        :param registry: The seeds' registry.
        :param seeds: The tables.
        """
        self.registry = registry
        self.seeds = seeds
        self.codes = cameo()
        self.governments = {state.iso3: f"{state.slug}-government" for state in seeds.states}
        self.bodies = frozenset(seeds.bodies)

    @cached_property
    def aliases(self) -> dict[str, tuple[Alias, ...]]:
        """The seeds' aliases by their folded text."""
        return self._by(fold)

    @cached_property
    def owners(self) -> dict[str, tuple[Alias, ...]]:
        """The seeds' aliases by their loosely folded text."""
        return self._by(loosely)

    def _by(self, key: Callable[[str], str]) -> dict[str, tuple[Alias, ...]]:
        found: dict[str, list[Alias]] = {}
        for alias in self.registry.aliases:
            found.setdefault(key(alias.text), []).append(alias)
        return {name: tuple(aliases) for name, aliases in found.items()}

    @cached_property
    def spelling(self) -> dict[str, str]:
        """The commonest way in which the seeds' names write each word that has a capital."""
        counts: dict[str, Counter[str]] = {}
        for alias in self.registry.aliases:
            if alias.what != "issue":
                for word in _WORD.findall(alias.text):
                    if word[0].isupper():
                        counts.setdefault(fold(word), Counter())[word] += 1
        return {word: spelled.most_common(1)[0][0] for word, spelled in counts.items()}

    @cached_property
    def common(self) -> frozenset[str]:
        """Common nouns and verbs that the seeds' tables hold, which as a name by themselves need their capitals."""
        return frozenset(self._common_words())

    def _common_words(self) -> Iterator[str]:
        for role in self.seeds.roles:
            yield from (role.noun, role.singular or role.noun)
        for cue in self.seeds.cues:
            yield from cue.forms
        for issue in self.seeds.issues:
            for phrase in issue.phrases:
                yield from phrase.split()
        yield from self.seeds.common_words
        yield from self.seeds.title_words
        yield from self.bodies
        for path in (*(SEEDS / "lexicon").glob("*.tsv"), *(SEEDS / "frames").glob("*.tsv")):
            with path.open(encoding="utf-8") as table:
                yield from (line.split("\t", 1)[0] for line in table)

    @cached_property
    def role_nouns(self) -> frozenset[str]:
        """The role nouns of the seeds in all their forms."""
        return frozenset(noun for role in self.seeds.roles for noun in (role.noun, role.singular) if noun)
