"""Deeds and policies that a clause tells of rather than the object of a cue.

| clause | example | issue |
| --- | --- | --- |
| a promise of the speaker's | Oslo said it would close the port | closing the port |
| what is demanded or decided | demanded that the port be closed | closing the port |
| the subject of a verdict | The port reform is a disaster | port reform |
| the rest of a verdict | It is wrong to close the port | closing the port |
| a deed that opens its clause | Closing the port would help nobody | closing the port |
"""

from collections.abc import Collection

from stance.chunks import DETERMINERS, PREPOSITIONS, is_adverb, is_content
from stance.phrases import Phrase, Phrases
from stance.text import Document, Sentence

_SPEAKERS = frozenset("he she it they".split())
_JOINTS = frozenset(("and", "but"))
WILL = frozenset(("will", "would"))
_FIRST_PERSON = frozenset(("we", "i"))
_MODALS = frozenset("should must would will shall".split())
COPULAS = frozenset("is are was were be been being 's 're remain remains remained becomes became".split())
_BEFORE_COPULAS = frozenset("would will could must may might should can has have had not n't never always also still".split())
_PREDICATES = (
    COPULAS
    | _MODALS
    | frozenset("could can has had does did means meant makes made helps helped remains brings sends gives puts risks".split())
)
_CLAUSE_STARTS = frozenset('" , : ; ( that but and because whether while so though'.split())
# What may stand between a verb and its clause without being one's subject.
_NO_SUBJECT = frozenset(", . ; : ( ) that who which what how why whether because if when while but".split())
# What tells of a fact or a chance and not of what is to be.
_NOT_DEMANDED = frozenset("is are was were has have had can could may might did does do".split())
_LETTING = frozenset("allow permit let enable".split())
_SAYING = frozenset("said says say told thinks think thought believes believe wrote writes insists argues adds warns".split())
# What may stand between "is" and the verdict: "is the council's "huge … mistake"".
_WITHIN = frozenset(("n't", "'s", '"', "."))
_WHEREFORE = frozenset("for of over from".split())
_PERSON_REACH = 7
_CLAUSE_REACH = 9
VERDICT_REACH = 5
_SUBJECT_REACH = 14
_TAIL = 4


class IssueClauses:
    """Reads clauses that name an issue; built once, shared by all threads."""

    def __init__(self, phrases: Phrases, saying: Collection[str], asking: Collection[str]) -> None:
        """
        Take what reads phrases.

        :param phrases: The reader of noun phrases and deeds.
        :param saying: Forms of verbs after which a clause tells what was said.
        :param asking: Verbs by which somebody is asked to do a deed.
        """
        self._phrases = phrases
        self._saying = saying
        self._asking = frozenset(asking) - _LETTING

    def promise(self, document: Document, at: int, after: int, sentence: Sentence) -> Phrase | None:
        """
        Read what a speaker will do or not do: "said it would", "we will not".

        :param document: The text.
        :param at: The token of "will" or "would".
        :param after: The token after it.
        :param sentence: Its sentence.
        :return: The deed, or None where the speaker promises none.
        """
        lowers = document.lowers
        if at == sentence.first:
            return None
        subject = lowers[at - 1]
        if subject in _SPEAKERS:
            before = at - 2 - (at - 2 > sentence.first and lowers[at - 2] == "that")
            if before < sentence.first or lowers[before] not in self._saying:
                return None
        elif subject in _JOINTS:
            if not self._promised(document, at, sentence):
                return None
        elif subject not in _FIRST_PERSON:
            return None
        deed = self._phrases.deed(document, after, sentence.last)
        if deed is None:
            # "Oslo said it would not" may end the text.
            return None
        verb = after + (lowers[after] in {"not", "n't"})
        # "I would ask Oslo to": the request has a cue of its own.
        return None if lowers[verb] in self._asking else deed

    def _promised(self, document: Document, at: int, sentence: Sentence) -> bool:
        """Tell whether the words go on with what a speaker promised: "said it would not vote but would"."""
        lowers = document.lowers
        for token in range(at - 2, max(sentence.first + 1, at - _SUBJECT_REACH), -1):
            if lowers[token] in WILL:
                before = token - 2 - (lowers[token - 2] == "that")
                return lowers[token - 1] in _SPEAKERS and before >= sentence.first and lowers[before] in self._saying
            if lowers[token] in _CLAUSE_STARTS and lowers[token] not in {"and", "but"}:
                return False
        return False

    def clause(self, document: Document, start: int, sentence: Sentence) -> Phrase | None:
        """
        Read the deed of a clause that says what is to be: "that the port be closed", "Mali would withdraw its troops".

        :param document: The text.
        :param start: The token after the cue.
        :param sentence: Its sentence.
        :return: The deed, or None where the clause has none.
        """
        lowers, last = document.lowers, sentence.last
        that = lowers[start] == "that"
        begin = start + that
        if begin >= last or lowers[begin] in _NO_SUBJECT:
            return None
        # "demands that come with the work": no clause of its own.
        named = lowers[begin] in DETERMINERS or document.words[begin][0].isupper()
        for at in range(begin + 1, min(last - 1, begin + _CLAUSE_REACH)):
            word = lowers[at]
            if word in _MODALS:
                after = at + 1 + (lowers[at + 1] in {"not", "n't"})
                return self._befalling(document, begin, at, after, last) if after < last - 1 else None
            if word == "be" and that:
                return self._befalling(document, begin, at, at, last)
            if that and named and self._is_subjunctive(document, at, last):
                return self._phrases.deed(document, at, last)
            if word in _NO_SUBJECT or word in _NOT_DEMANDED or not (word[0].isalnum() or word in {"'s", "-"}):
                return None
        return None

    def _is_subjunctive(self, document: Document, at: int, last: int) -> bool:
        """Tell the verb of "that the mayor open the gates": its object follows, and it stands after a noun."""
        lowers = document.lowers
        if not self._phrases.is_verb(lowers[at]) or lowers[at - 1] in DETERMINERS or lowers[at - 1] in PREPOSITIONS:
            return False
        return at + 1 < last and lowers[at + 1] in DETERMINERS

    def _befalling(self, document: Document, begin: int, at: int, after: int, last: int) -> Phrase | None:
        """Read a deed, in the passive with the subject whom it befalls."""
        deed = self._phrases.deed(document, after, last)
        if deed is None or document.lowers[after] != "be":
            return deed
        return self._phrases.undergone(document, (begin, at), deed) or deed

    def verdict(self, document: Document, first: int, end: int, sentence: Sentence) -> Phrase | None:
        """
        Read what a verdict is on: what follows it after "to" or "that", else the subject of its clause.

        :param document: The text.
        :param first: The first token of the verdict, such as "mistake" or "wrong".
        :param end: The token after it.
        :param sentence: Its sentence.
        :return: The deed or noun phrase that is judged, or None where it is neither.
        """
        lowers = document.lowers
        copula = self._copula(document, first, sentence)
        if copula is None or lowers[end] == "-":
            return None
        if end < sentence.last - 1 and lowers[end] == "to":
            return self._phrases.deed(document, end + 1, sentence.last)
        if end < sentence.last - 1 and lowers[end] == "that":
            return self.clause(document, end, sentence)
        subject = copula
        while subject > sentence.first and lowers[subject - 1] in _BEFORE_COPULAS:
            subject -= 1
        return self._judged(document, subject, sentence)

    @staticmethod
    def _copula(document: Document, first: int, sentence: Sentence) -> int | None:
        """Find the "is" of a verdict: "is a", "would have been the biggest"."""
        lowers = document.lowers
        for at in range(first - 1, max(sentence.first, first - VERDICT_REACH) - 1, -1):
            word = lowers[at]
            if word in COPULAS:
                return at
            if word in PREPOSITIONS or not (word[0].isalnum() or word in _WITHIN):
                return None
            if not (is_content(word) or word in DETERMINERS or is_adverb(word) or word == "not" or word in _WITHIN):
                return None
        return None

    def _starts_clause(self, word: str) -> bool:
        return word in _CLAUSE_STARTS or (word in self._saying and (word.endswith("ed") or word in _SAYING))

    def _judged(self, document: Document, last: int, sentence: Sentence) -> Phrase | None:
        """Read the subject that ends before a token."""
        lowers, phrases = document.lowers, self._phrases
        begin = last
        while begin > max(sentence.first, last - _SUBJECT_REACH) and not self._starts_clause(lowers[begin - 1]):
            begin -= 1
        if begin >= last:
            return None
        if lowers[begin] == "to" and begin + 1 < last:
            return phrases.deed(document, begin + 1, last)
        if lowers[begin].endswith("ing"):
            opens = begin == sentence.first or lowers[begin - 1] in {'"', ":"}
            deed = phrases.deed(document, begin, last, opening=opens)
            if deed is not None:
                return deed
        found = phrases.noun(document, begin, last)
        return found if found is not None and found.last == last else None

    def subject(self, document: Document, at: int, sentence: Sentence) -> Phrase | None:
        """
        Read the policy of which it is told what it will do: "the harbour reform would".

        :param document: The text.
        :param at: The token of "will" or "would".
        :param sentence: Its sentence.
        :return: The noun phrase, or None where the subject names no event or policy.
        """
        found = self._judged(document, at, sentence)
        whole = found is not None and not found.deed and found.last == found.core and bool(found.modifiers)
        return found if whole else None

    def opening(self, document: Document, at: int, sentence: Sentence) -> Phrase | None:
        """
        Read a deed that is the subject of its clause: "Closing the port would", "why closing the port is".

        :param document: The text.
        :param at: A gerund.
        :param sentence: Its sentence.
        :return: The deed, or None where it is not the subject.
        """
        lowers, last = document.lowers, sentence.last
        before = lowers[at - 1] if at > sentence.first else '"'
        if before not in {'"', "that", "why", "but"} or not lowers[at].endswith("ing"):
            return None
        deed = self._phrases.deed(document, at, last, opening=before == '"') if at < last - 1 else None
        if deed is None:
            return None
        for token in range(deed.last, min(last, deed.last + _TAIL)):
            if lowers[token] in _PREDICATES:
                return deed
            if lowers[token] in {",", ".", ";", ":"}:
                break
        return None


def whom(document: Document, start: int, sentence: Sentence) -> int | None:
    """
    Find the "to" after somebody who is asked to do something: "Paris to", "each member of the council not to".

    :param document: The text.
    :param start: The token after the cue.
    :param sentence: Its sentence.
    :return: The token of "to", or None where there is none.
    """
    for token in range(start + 1, min(sentence.last - 1, start + _PERSON_REACH)):
        word = document.lowers[token]
        if word == "to":
            return token
        if not word[0].isalnum() and word != "'s":
            return None
    return None


def wherefore(document: Document, start: int, sentence: Sentence) -> int | None:
    """
    Find what somebody is blamed or praised for: "the council for closing the pool".

    :param document: The text.
    :param start: The token after the cue.
    :param sentence: Its sentence.
    :return: The token after "for", or None where there is none.
    """
    for token in range(start + 1, min(sentence.last - 1, start + _PERSON_REACH)):
        word = document.lowers[token]
        if word in _WHEREFORE:
            return token + 1
        if word in PREPOSITIONS or not (word[0].isalnum() or word == "'s"):
            return None
    return None
