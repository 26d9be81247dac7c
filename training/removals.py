"""What can be taken from a fit to see what it was worth."""

from dataclasses import dataclass, replace
from typing import Any

from stance.lexicon import Entry, Lexicon
from training.gather import ANNOTATED, OWN, PORTRAYALS, SCENES, STATEMENTS, Examples

FULL = "full"
_TASKS = ("sentiment", "stance")


@dataclass(frozen=True, slots=True)
class Removal:
    """
    A fit with something taken away.

    `resource` names a field of the lexicon's entries that is emptied, `view` a view, `sources` whose examples are left out;
    `teacher` tells whether soft labels are used; `tasks` which classifiers it changes.
    """

    name: str
    resource: str = ""
    view: str = ""
    sources: frozenset[str] = frozenset()
    teacher: bool = True
    tasks: tuple[str, ...] = _TASKS

    def lexicon(self, whole: Lexicon) -> Lexicon:
        """
        Take the resource out.

        :param whole: The compiled lexicon.
        :return: One without it; an entry that had nothing else is gone, so that shorter ones are found in its place.
        """
        if not self.resource:
            return whole
        entries = {first: tuple(self._without(found)) for first, found in whole.entries.items()}
        return Lexicon({first: found for first, found in entries.items() if found}, whole.common)

    def _without(self, found: tuple[Entry, ...]) -> list[Entry]:
        left = []
        for entry in found:
            bare: dict[str, Any] = {self.resource: 0 if self.resource in ("polarity", "fate") else None}
            changed = replace(entry, **bare)
            if changed == entry or changed.polarity or changed.operator or changed.frame or changed.fate:
                left.append(changed)
        return left

    def examples(self, whole: Examples) -> Examples:
        """
        Take the sources out.

        :param whole: The examples.
        :return: Those that are left.
        """
        return Examples(
            [one for one in whole.mentions if one[0] not in self.sources],
            [pair for pair in whole.pairs if pair.source not in self.sources],
            whole.soft_mentions if self.teacher else {},
            whole.soft_pairs if self.teacher else {},
        )


def removals() -> list[Removal]:
    """
    List what is taken away.

    :return: Nothing first, then one thing at a time, and at last all but the corpora.
    """
    stance = _TASKS[1:]
    return [
        Removal(FULL),
        Removal("polarity", resource="polarity"),
        Removal("frames", resource="frame"),
        Removal("operators", resource="operator"),
        Removal("fates", resource="fate", tasks=stance),
        Removal("roles", view="roles", tasks=stance),
        Removal("statements", sources=frozenset({STATEMENTS}), tasks=stance),
        Removal("scenes", sources=frozenset({SCENES}), tasks=stance),
        Removal("annotations", sources=frozenset({ANNOTATED}), tasks=stance),
        Removal("portrayals", sources=frozenset({PORTRAYALS}), tasks=_TASKS[:1]),
        Removal("teacher", teacher=False),
        Removal("corpora-only", sources=OWN, teacher=False),
    ]
