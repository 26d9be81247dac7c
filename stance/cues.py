"""Words that introduce what somebody says, thinks or wants, found in a text."""

from collections.abc import Iterable
from dataclasses import dataclass

from stance.seeds import Cue
from stance.text import Document


@dataclass(frozen=True, slots=True)
class CueUse:
    """A cue at tokens `first` to `last`, end exclusive."""

    first: int
    last: int
    cue: Cue


class CueIndex:
    """The cues of the seeds, looked up by their words."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        """
        Index every form by its first word, longest first.

        :param cues: The cue table.
        """
        index: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
        for cue in cues:
            for form in cue.forms:
                words = tuple(form.lower().split())
                index.setdefault(words[0], []).append((words, cue))
        self._index = {word: sorted(found, key=lambda entry: -len(entry[0])) for word, found in index.items()}

    def find(self, document: Document, first: int, last: int) -> list[CueUse]:
        """
        Find the cues between two tokens.

        :param document: The text.
        :param first: The first token.
        :param last: The last token, exclusive.
        :return: The cues in order, without overlap.
        """
        uses: list[CueUse] = []
        at = first
        while at < last:
            for words, cue in self._index.get(document.lowers[at], ()):
                end = at + len(words)
                if end <= last and document.lowers[at:end] == words:
                    uses.append(CueUse(at, end, cue))
                    at = end - 1
                    break
            at += 1
        return uses
