"""Issues that nobody listed: what a stance cue takes as its object becomes an issue of this text.

"called for direct contact with the group", "refused to pay the debt", "the plan to withdraw the troops", "urged Paris to reopen
the border": the words after the cue, up to the end of their phrase, name the issue; its mention is the part of them that names
no actor.
"""

from stance.cues import CueIndex, CueUse
from stance.mentions import Draft, Span
from stance.seeds import Seeds, slug
from stance.text import Document, Sentence

_TELLING = frozenset(("demand", "criticism", "endorsement", "intention", "promise", "denial", "doubt"))
_DETERMINERS = frozenset("the a an any his her its their our your my this that these those no all more".split())
_STOP = frozenset(
    "that which what who whom whose when while because after before as if unless although though but and or than since until "
    "said says he she they we i it so then once where how why not n't is are was were will would has have had".split()
) | set('.,;:!?()"')
_PREPOSITIONS = frozenset("of in on for with to from by against at into over about under between among through".split())
_EMPTY = frozenset(
    "again comment floor nobody something anything nothing be been being do does did done have having make made get got go going "
    "him them us me it one".split()
)
_LONGEST = 7
_SHORTEST_WORD = 4


class TextIssues:
    """Marks the issues that only this text names; built once, shared by all threads."""

    def __init__(self, seeds: Seeds) -> None:
        """
        Index the cues that tell a stance.

        :param seeds: The loaded tables.
        """
        self._cues = CueIndex(cue for cue in seeds.cues if cue.tells in _TELLING and cue.verbal)
        self._plans = seeds.plans

    def mark(self, draft: Draft) -> None:
        """
        Mark the issues.

        :param draft: The reading so far; what is marked already stays.
        """
        document = draft.document
        for sentence in document.sentences:
            for use in self._cues.find(document, sentence.first, sentence.last):
                self._after_cue(draft, use, sentence)
            for token in range(sentence.first, sentence.last - 2):
                if document.lowers[token] in self._plans and document.lowers[token + 1] == "to":
                    _add(draft, _phrase(document, token + 2, sentence))

    @staticmethod
    def _after_cue(draft: Draft, use: CueUse, sentence: Sentence) -> None:
        """Take the object of a cue: a noun phrase, "to" and a verb, or what an actor named between is asked to do."""
        document = draft.document
        start = use.last
        if start >= sentence.last or document.lowers[start] in _STOP:
            return
        if document.lowers[start] == "to":
            if use.cue.infinitive:
                _add(draft, _phrase(document, start + 1, sentence))
            return
        if use.cue.infinitive and use.cue.tells == "intention":
            return
        span = _phrase(document, start, sentence)
        actor = next((i for i in range(span[0], min(span[1], span[0] + 3)) if i in draft.taken), None)
        if actor is None:
            if use.cue.tells in {"demand", "denial", "criticism", "endorsement"}:
                _add(draft, span)
            return
        after = actor
        while after < span[1] and after in draft.taken:
            after += 1
        if (after < span[1] and document.lowers[after] == "to") or (after < span[1] and document.lowers[after] == "'s"):
            _add(draft, (after + 1, span[1]))


def _phrase(document: Document, start: int, sentence: Sentence) -> Span:
    """Find the phrase that begins at a token, without the determiner that opens it and the empty words that end it."""
    while start < sentence.last and (document.lowers[start] in _DETERMINERS or not document.words[start][0].isalnum()):
        start += 1
    end = start
    while end < min(sentence.last, start + _LONGEST) and document.lowers[end] not in _STOP:
        end += 1
    while end > start and document.lowers[end - 1] in _PREPOSITIONS | _DETERMINERS:
        end -= 1
    return start, end


def _add(draft: Draft, span: Span) -> None:
    """Add a phrase as an issue, mentioned by its words before the first preposition that name nobody."""
    document = draft.document
    if any(token in draft.issues for token in range(*span)):
        # "to take part in the peace talks": what it is about has been found already.
        return
    first = span[0]
    while first < span[1] and (first in draft.taken or document.lowers[first] in _EMPTY):
        first += 1
    last = first
    while last < span[1] and last not in draft.taken and document.lowers[last] not in _PREPOSITIONS:
        last += 1
    if not any(len(word) >= _SHORTEST_WORD and word.isalpha() for word in document.lowers[first:last]):
        return
    name = " ".join(document.text[document.starts[first] : document.ends[span[1] - 1]].split())
    identifier = slug(name)[:80].strip("-")
    if identifier and identifier not in draft.reading.actors:
        draft.add_issue((first, last), identifier, name, "text")
