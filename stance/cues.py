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


_BEFORE_NOUNS = frozenset("the a an his her its their my our your 's of in for no this that these those any some".split())


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
            # "the state", "his report", "United States": a noun or a name, whatever it is as a verb.
            noun = at > first and (document.words[at][0].isupper() or document.lowers[at - 1] in _BEFORE_NOUNS)
            for words, cue in () if noun else self._index.get(document.lowers[at], ()):
                end = at + len(words)
                if end <= last and document.lowers[at:end] == words:
                    uses.append(CueUse(at, end, cue))
                    at = end - 1
                    break
            at += 1
        return uses
