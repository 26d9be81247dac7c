"""Uses of a cue that give nobody's words: a name that is told, a deal of those between whom it holds."""

from stance.cues import CueUse
from stance.nounphrases import DETERMINERS, TEMPORAL
from stance.text import Document, Sentence

_NAMED = frozenset("called named titled dubbed labeled labelled".split())
_BEFORE_TIMES = frozenset("last this in on earlier late early next".split())


def gives_name(document: Document, use: CueUse, sentence: Sentence) -> bool:
    """
    Tell "a company called Acme", which calls nobody anything, from "a baker called Roy a liar".

    :param document: The text.
    :param use: The cue.
    :param sentence: Its sentence.
    :return: Whether the cue only tells a name.
    """
    words, lowers, at = document.words, document.lowers, use.last
    if lowers[use.last - 1] not in _NAMED:
        return False
    while at < sentence.last and (words[at][0].isupper() or words[at] == '"'):
        at += 1
    return at > use.last and (at >= sentence.last or lowers[at] not in DETERMINERS)


def is_between(document: Document, at: int, sentence: Sentence) -> bool:
    """
    Tell whether those between whom something holds follow a token, at once or after a time.

    :param document: The text.
    :param at: The token.
    :param sentence: Its sentence.
    :return: Whether they do.
    """
    lowers = document.lowers
    while at < sentence.last and (lowers[at] in TEMPORAL or lowers[at] in _BEFORE_TIMES or lowers[at].isdigit()):
        at += 1
    return at < sentence.last and lowers[at] == "between"
