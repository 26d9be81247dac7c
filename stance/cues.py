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


_BEFORE_NOUNS = frozenset(
    "the a an his her its their my our your 's ' of in for no this that these those any some at from with by on into about over "
    "under between among against such many more most less much own new recent several few two three his".split()
)
# What a word that is also a noun cannot be followed by as a verb: "claims of fraud", "the campaign's plans were".
_AFTER_NOUNS = frozenset(
    "of in by from at is are was were will would has have had and or as among between against can could may might must should "
    ". ; ) ?".split()
)
_BEFORE_BARE_VERBS = frozenset(
    "to will would can could may might must should shall do does did n't not they we i you who and or but people police voters "
    "men women let 'd 'll also even still , % percent \" that".split()
)


class CueIndex:
    """The cues of the seeds, looked up by their words."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        """
        Index every form by its first word, longest first.

        :param cues: The cue table.
        """
        index: dict[str, list[tuple[tuple[str, ...], Cue, bool]]] = {}
        plain: set[str] = set()
        for cue in cues:
            for form in cue.forms:
                words = tuple(form.lower().split())
                index.setdefault(words[0], []).append((words, cue, form in cue.nouns))
                if len(words) == 1 and not cue.noun and not cue.adverb and form not in cue.nouns:
                    plain.add(form)
        self._index = {word: sorted(found, key=lambda entry: -len(entry[0])) for word, found in index.items()}
        self.verbs = frozenset(plain)

    def find(self, document: Document, first: int, last: int) -> list[CueUse]:
        """
        Find the cues between two tokens.

        :param document: The text.
        :param first: The first token.
        :param last: The last token, exclusive.
        :return: The cues in order, without overlap.
        """
        uses: list[CueUse] = []
        lowers = document.lowers
        at = first
        while at < last:
            found = self._index.get(lowers[at])
            if found is not None and (at == first or not document.words[at][0].isupper()):
                for words, cue, noun in found:
                    end = at + len(words)
                    if end <= last and lowers[at:end] == words and self._fits(document, at, end, first, last, cue, noun=noun):
                        uses.append(CueUse(at, end, cue))
                        at = end - 1
                        break
            at += 1
        return uses

    @staticmethod
    def _fits(document: Document, at: int, end: int, first: int, last: int, cue: Cue, *, noun: bool) -> bool:
        """Tell whether the words can be what the cue is, verb, noun, adverb or preposition."""
        before = document.lowers[at - 1] if at > first else ""
        if cue.preposition or cue.adverb:
            return True
        if cue.noun:
            return True
        # "the state", "his report": a noun, whatever it is as a verb.
        if before in _BEFORE_NOUNS:
            return False
        if not noun:
            return True
        word = document.lowers[at]
        if not word.endswith(("s", "ed", "ing")) and word == cue.lemma and not (
            before in _BEFORE_BARE_VERBS or before.endswith(("s", "ly")) or before[:1].isdigit() or before == ""
        ):
            # "the former campaign strategist": a bare verb follows a plural, "to" or a modal verb.
            return False
        return end >= last or document.lowers[end] not in _AFTER_NOUNS
