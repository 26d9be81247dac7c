"""What a cue takes after it, and whether that is what stands there: a clause, "to" and a verb, a noun phrase, a quotation."""

from collections.abc import Collection

from stance.cues import CueUse
from stance.nounphrases import DETERMINERS, TEMPORAL
from stance.seeds import Cue
from stance.text import Document, Sentence

FINITE = frozenset(
    "is are was were am has have had do does did will would can could may might must should 's 're 'll 'd 'm 've n't wo "
    "ca".split()
)
PREPOSITIONS = frozenset(
    "in on at with by during after before from to of as for via through last this earlier later over when while because outside "
    "inside near following without about against under amid into".split()
)
LINKING = frozenset(("and", "but", "while", "whereas", "although", "though", "as", "or", "then", "yet", "because"))
_WH = frozenset("if whether what how why who where when which".split())
_SUBJECTS = frozenset("he she it they we i you there this".split())
_STOPS = frozenset((",", ":", ".", ";", "-", "?", "!", ")"))
_AFTER_NOUN = frozenset(("of", "for", "about", "on"))
_CLAUSE_REACH = 14


class Complements:
    """Looks at what follows the cues of one text."""

    def __init__(self, document: Document, verbs: Collection[str]) -> None:
        """
        Take the text.

        :param document: The text.
        :param verbs: Words that are verbs, lower case.
        """
        self._document = document
        self._verbs = verbs

    def fit(self, use: CueUse, sentence: Sentence) -> bool:
        """
        Tell whether what follows a cue is what it takes.

        :param use: The cue.
        :param sentence: Its sentence.
        :return: Whether there can be an attribution.
        """
        cue, at, lowers = use.cue, use.last, self._document.lowers
        if cue.preposition or cue.adverb or cue.deed:
            return not cue.deed
        word = lowers[at] if at < sentence.last else "."
        if cue.noun:
            return _noun_takes(cue, word)
        if cue.quote and use.first > 0 and self._document.words[use.first - 1] in {'"', ","}:
            # "…", said X.
            return True
        if word.endswith("ly") and at + 1 < sentence.last:
            word = lowers[at + 1]
        marked = _takes(cue, word)
        return marked if marked is not None else cue.that and self._clause(at, sentence, guess=cue.quote or cue.tells == "belief")

    def _clause(self, at: int, sentence: Sentence, *, guess: bool) -> bool:
        """Tell whether a clause begins with a token, as in "said it would", "believes Turkey has lied"."""
        lowers = self._document.lowers
        if lowers[at] in _SUBJECTS:
            return at + 1 < sentence.last and lowers[at + 1] not in _STOPS
        for token in range(at, min(sentence.last, at + _CLAUSE_REACH)):
            if lowers[token] in FINITE or (token > at and self._verb_like(token, guess=guess)):
                return True
            if lowers[token] in {",", ";", ":", '"'}:
                return False
        return False

    def _verb_like(self, token: int, *, guess: bool) -> bool:
        """Tell a known verb, and an unknown one by its ending or by the determiner that opens its object."""
        lowers, word = self._document.lowers, self._document.words[token]
        if lowers[token] in self._verbs:
            return True
        if (
            not guess
            or not word.islower()
            or not word.isalpha()
            or lowers[token - 1] in DETERMINERS
            or lowers[token] in PREPOSITIONS
        ):
            return False
        after = lowers[token + 1] if token + 1 < len(lowers) else ""
        return word.endswith("ed") or (after in DETERMINERS and lowers[token] not in LINKING)


def _noun_takes(cue: Cue, word: str) -> bool:
    return (word == "that" and cue.that) or (word == "to" and cue.infinitive) or (word in _AFTER_NOUN and cue.object)


def _takes(cue: Cue, word: str) -> bool | None:
    """Tell by the next word whether it can follow a verb; None where a clause must be looked for."""
    if word == '"':
        return cue.quote or cue.that or cue.object
    if word == "that" or word in _WH or word == "by":
        return cue.that or cue.object
    if word == "to":
        return cue.infinitive or (cue.that and cue.quote)
    if word in _STOPS:
        return cue.that or cue.quote
    if word in PREPOSITIONS or (word in TEMPORAL and not cue.object):
        return cue.that and cue.quote
    return True if cue.object else None
