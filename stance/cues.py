"""Words that introduce what somebody says, thinks or wants, found in a text."""

from collections.abc import Iterable

from stance.records import record
from stance.seeds import Cue
from stance.text import Document


@record
class CueUse:
    """A cue at tokens `first` to `last`, end exclusive."""

    first: int
    last: int
    cue: Cue


# A form's words, its cue, and whether it is a noun as well.
_Form = tuple[tuple[str, ...], Cue, bool]

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
_SINGULAR_SUBJECTS = frozenset("he she it who which that also one now still and but".split())
_OPENS_COMPLEMENT = frozenset(
    "the a an his her its their our my your this that these those he she it they we to if whether what how why who there any "
    "some no all many most every each several in on for with as".split()
)


class CueIndex:
    """The cues of the seeds, looked up by their words."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        """
        Index every form by its first word, and by its second if it has one, longest first.

        :param cues: The cue table.
        """
        index: dict[str, dict[str, list[_Form]]] = {}
        plain: set[str] = set()
        for cue in cues:
            for form in cue.forms:
                words = tuple(form.lower().split())
                second = words[1] if len(words) > 1 else ""
                index.setdefault(words[0], {}).setdefault(second, []).append((words, cue, form in cue.nouns))
                if len(words) == 1 and not cue.noun and not cue.adverb and form not in cue.nouns:
                    plain.add(form)
        self._index = {
            word: {second: sorted(found, key=lambda entry: -len(entry[0])) for second, found in forms.items()}
            for word, forms in index.items()
        }
        self._openers = frozenset(index)
        self.verbs = frozenset(plain)

    def find(self, document: Document) -> dict[int, list[CueUse]]:
        """
        Find the cues of a text.

        :param document: The text.
        :return: For the index of each sentence that has any, its cues in order, without overlap.
        """
        found: dict[int, list[CueUse]] = {}
        words, lowers, sentences, sentence_at = document.words, document.lowers, document.sentences, document.sentence_at
        end = 0
        for at in document.where(self._openers):
            if at < end:
                continue
            sentence = sentences[sentence_at[at]]
            first, last = sentence.first, sentence.last
            if at > first and words[at][0].isupper():
                continue
            forms = self._index[lowers[at]]
            longer = forms.get(lowers[at + 1]) if at + 1 < last else None
            use = self._first_fit(document, at, first, last, longer) if longer else None
            if use is None and "" in forms:
                use = self._first_fit(document, at, first, last, forms[""])
            if use is not None:
                found.setdefault(sentence_at[at], []).append(use)
                end = use.last
        return found

    @staticmethod
    def _first_fit(document: Document, at: int, first: int, last: int, forms: Iterable[_Form]) -> CueUse | None:
        """Find the longest form that stands at a token."""
        for words, cue, noun in forms:
            end = at + len(words)
            stands = end == at + 1 or (end <= last and document.lowers[at:end] == words)
            if stands and _fits(document, at, end, first, last, cue, noun=noun):
                return CueUse(at, end, cue)
        return None


def _fits(document: Document, at: int, end: int, first: int, last: int, cue: Cue, *, noun: bool) -> bool:
    """Tell whether the words can be what the cue is, verb, noun, adverb or preposition."""
    if cue.noun or cue.preposition or cue.adverb:
        return True
    lowers = document.lowers
    before = lowers[at - 1] if at > first else ""
    if before == "-" and document.starts[at] == document.ends[at - 1]:
        # "so-called", "self-declared"
        return False
    if before in _BEFORE_NOUNS:
        # "the state", "his report": a noun, whatever it is as a verb.
        return before == "'s" and lowers[at].endswith("ing")
    return not noun or _can_be_verb(document, at, end, last, before)


def _can_be_verb(document: Document, at: int, end: int, last: int, before: str) -> bool:
    """Tell whether the form of a verb that is a noun as well can be the verb here."""
    word, after = document.lowers[at], document.lowers[end] if end < last else ""
    if after in _AFTER_NOUNS:
        return False
    if word.endswith(("ed", "ing")) or not before or before in _BEFORE_BARE_VERBS or before[0].isdigit():
        return True
    if word.endswith("s"):
        # "Turkey claims victory", but not "the other states voting today".
        named = document.words[at - 1][0].isupper() or before in _SINGULAR_SUBJECTS or before.endswith("ly")
        return named or not after.isalpha() or after in _OPENS_COMPLEMENT or document.words[end][0].isupper()
    # "the former campaign strategist": a bare verb follows a plural.
    return before.endswith(("s", "ly"))
