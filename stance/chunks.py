"""Noun phrases without a parser: where one that may name an issue begins and ends.

A phrase runs over the words between function words and ends at the first that cannot belong to it. A prepositional phrase is
taken in only where it fits as a whole.
"""

from collections.abc import Collection

from stance.text import Document

DETERMINERS = frozenset(
    "the a an any some all no each every this these those such his her its their our your my more another both many several "
    "few most various numerous".split()
)
PREPOSITIONS = frozenset("of on in from against for to with at between over about".split())
STOP = frozenset(
    "that which what who whom whose when while because after before as if unless although though but and or nor than since "
    "until least rather said says he she they we i it so then once where how why not n't is are was were be been being am "
    "will would has have had do does did can could may might must should shall ought him them us me himself herself itself "
    "themselves you there here by into during under through amid despite without within among across toward towards like "
    "also too again still even only just ever never away back out up off down apart already instead altogether anyway "
    "meanwhile however whether via per upon came went took gave made left fell rose began led held met won lost became saw "
    "kept got let brought thought knew told this these those everyone everybody someone somebody anyone anybody nobody one "
    "ones others other each both soon now today yesterday tomorrow tonight later earlier ago next last week weeks month "
    "months year years day days monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december morning afternoon evening night weekend decade century time times "
    "moment".split()
) | set('.,;:!?()[]"…•|/')
_LY_NOUNS = frozenset("family ally supply reply assembly anomaly monopoly folly july italy early daily weekly only".split())
_ROUNDLY = frozenset("over about around nearly almost some roughly".split())
_TITLES = frozenset("mr mrs ms dr sen rep gov gen st".split())
_LONGEST = 10
_LONGEST_LABEL = 4
_LONGEST_CORE = 5
_COMPLEMENTS = 2
_NOWHERE = (0, 0)

Span = tuple[int, int]


def singular(word: str) -> str:
    """
    Take a plural's ending off.

    :param word: A noun in lower case.
    :return: The singular, as far as its spelling tells.
    """
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def is_adverb(word: str) -> bool:
    """
    Tell an adverb by its ending.

    :param word: A word in lower case.
    :return: Whether it looks like one.
    """
    return word.endswith("ly") and len(word) > 4 and word not in _LY_NOUNS


def is_content(word: str) -> bool:
    """
    Tell a word that may stand in a noun phrase after its article.

    :param word: A token in lower case.
    :return: Whether it is neither punctuation nor a function word.
    """
    return word[0].isalnum() and word not in STOP and word not in PREPOSITIONS and word not in DETERMINERS


def _joined(document: Document, at: int) -> bool:
    """Tell a hyphen or apostrophe that touches the word before it."""
    return document.starts[at] == document.ends[at - 1]


def _past_label(document: Document, opening: int, last: int) -> int:
    """Pass over a few words set off before what they describe: 'the "free and fair" election'."""
    lowers = document.lowers
    if lowers[opening] != '"' or not opening or lowers[opening - 1] not in DETERMINERS:
        return opening
    for closing in range(opening + 2, min(last - 1, opening + _LONGEST_LABEL + 2)):
        if lowers[closing] == '"':
            return closing + 1 if is_content(lowers[closing + 1]) and document.words[closing + 1].islower() else opening
    return opening


class Chunks:
    """Finds the ends of noun phrases; built once, shared by all threads."""

    def __init__(
        self, nouns: Collection[str], gerunds: Collection[str], verbs: Collection[str], settings: Collection[str]
    ) -> None:
        """
        Take what tells nouns from verbs.

        :param nouns: Nouns of events and policies, in the singular.
        :param gerunds: Gerunds that may open a complement.
        :param verbs: Forms that are verbs wherever they follow a noun.
        :param settings: Nouns of occasions, which a phrase is not about: "in an interview".
        """
        self._nouns = nouns
        self._gerunds = gerunds
        self._verbs = verbs
        self._settings = settings

    def core(self, document: Document, start: int, last: int) -> Span:
        """
        Run over one noun phrase without its complements.

        :param document: The text.
        :param start: The token where it may begin, articles and an opening quotation mark included.
        :param last: Where its sentence ends, exclusive.
        :return: Its first word and its end; equal where there is none.
        """
        lowers = document.lowers
        while start < last and (lowers[start] in DETERMINERS or lowers[start] == '"' or self._rounds(document, start, last)):
            start = max(start + 1, _past_label(document, start, last))
        end = self._run(document, start, last)
        if end == start or self._broken(document, start, end, last):
            return start, start
        while start < end and lowers[start] == "'s":
            start += 1
        while end > start and (not lowers[end - 1][0].isalnum() or is_adverb(lowers[end - 1])):
            end -= 1
        return start, end

    def _run(self, document: Document, start: int, last: int) -> int:
        lowers, words = document.lowers, document.words
        end = start
        limit = min(last, start + _LONGEST_CORE)
        owned = False
        while end < limit:
            word = lowers[end]
            if end == start and not is_content(word):
                if words[end] != "US":
                    break
            elif word == "'s":
                # Whoever owns it does not count: "Hillary Clinton's public option".
                limit = limit if owned else min(last, end + 1 + _LONGEST_CORE)
                owned = True
            elif word == "-":
                # What hyphens join is one word.
                if end + 1 >= last or not _joined(document, end) or not _joined(document, end + 1):
                    break
                end, limit = end + 1, min(last, limit + 2)
            elif word == '"' and lowers[end - 1] == "'s":
                limit = min(last, limit + 1)
            elif word == "'" and lowers[end - 1].endswith("s") and _joined(document, end):
                pass
            elif (not is_content(word) and words[end] != "US") or (end > start and self._ends_phrase(document, end, last)):
                break
            end += 1
        return min(end, last)

    def _broken(self, document: Document, start: int, end: int, last: int) -> bool:
        """Tell a run that ends within a phrase: at a participle, a title's full stop, or for its length alone."""
        lowers = document.lowers
        final = lowers[end - 1]
        if final.endswith("ing") and final not in self._nouns:
            return True
        return end < last and (
            (end - start == _LONGEST_CORE and is_content(lowers[end])) or (lowers[end] == "." and final in _TITLES)
        )

    @staticmethod
    def _rounds(document: Document, at: int, last: int) -> bool:
        return document.lowers[at] in _ROUNDLY and at + 1 < last and document.lowers[at + 1][0].isdigit()

    def _ends_phrase(self, document: Document, at: int, last: int) -> bool:
        """Tell a verb, participle or adverb that follows the head, as far as spelling tells."""
        word, before = document.lowers[at], document.lowers[at - 1]
        after = document.words[at + 1] if at + 1 < last else "."
        if document.words[at][0].isupper() or before == "'s":
            return False
        if is_adverb(word) or word in self._verbs:
            return True
        if word.endswith("ing") and word not in self._nouns:
            # "human trafficking cases", but "tweets attempting to".
            return before.endswith("s") or not after.islower() or not is_content(after)
        return word.endswith("ed") and len(word) > 4 and (singular(before) in self._nouns or before.endswith("s"))

    def complements(self, document: Document, at: int, first: int, last: int) -> int:
        """
        Take in prepositional phrases that fit as a whole.

        :param document: The text.
        :param at: The token after the noun phrase.
        :param first: Where the whole phrase begins.
        :param last: Where its sentence ends, exclusive.
        :return: The end of the last one taken; `at` where none is.
        """
        lowers, words = document.lowers, document.words
        before = at
        for _ in range(_COMPLEMENTS):
            start, end = self._complement(document, at, last)
            if end == start or end - first > _LONGEST:
                break
            before, at = at, end
        if at + 1 < last and lowers[at] in PREPOSITIONS and words[at - 1][0].isupper() and words[at + 1][0].isupper():
            # "the Death in Custody Act": what is left would be half a name.
            return before
        return at

    def _complement(self, document: Document, at: int, last: int) -> Span:
        lowers = document.lowers
        begin = at + 1
        if begin >= last or lowers[at] not in PREPOSITIONS or (lowers[at] == "to" and not self._is_to_noun(document, begin)):
            return _NOWHERE
        if lowers[begin].endswith("ing") and lowers[begin] not in self._nouns:
            if lowers[begin] not in self._gerunds:
                return _NOWHERE
            begin += 1
        start, end = self.core(document, begin, last)
        if end == start or lowers[end - 1] in self._settings or lowers[start] in self._settings:
            return _NOWHERE
        return _NOWHERE if lowers[start][0].isdigit() and end - start == 1 else (start, end)

    def _is_to_noun(self, document: Document, at: int) -> bool:
        """Tell "to the camps", "to Syria" and "to drilling" from "to withdraw"."""
        word = document.lowers[at]
        return word in DETERMINERS or document.words[at][0].isupper() or (word.endswith("ing") and word in self._nouns)
