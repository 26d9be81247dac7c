"""Phrases that can name an issue: a noun phrase with what it is about, or a deed with what it is done to."""

from stance.chunks import DETERMINERS, PREPOSITIONS, STOP, Chunks, is_adverb, singular
from stance.folding import fold
from stance.records import record
from stance.seeds import Deed, Seeds
from stance.text import Document

_DEFINITE = frozenset("the this that his her its their our your my".split())
_OWNERS = frozenset("his her its their our your my".split())
_PARTICLES = frozenset("back down out up off away over".split())
_SKIPPED = frozenset("not n't also never further".split())
_NUMBERS = frozenset(
    "many few much more most two three four five six seven eight nine ten dozen dozens hundreds thousands millions "
    "billions".split()
)
_GIVING = frozenset("the a an any some more his her its their every each no".split())
_WEAK = frozenset(
    "new same own other such great past current first second further additional more many future recent possible several "
    "controversial proposed planned latest key major important marquee congressional so-called "
    "real own good bad big better best".split()
)
# What is done to these says nothing without what follows: "explore ways to", "change course".
_HOLLOW = frozenset(
    "way ways reason reasons kind kinds sort sorts thing things question questions chance chances number numbers course people "
    "person man woman men women life bite position money address "
    "alternative".split()
)
_PRONOUNS = frozenset("him them us me himself herself itself themselves you it".split())
_ADJECTIVE_ENDINGS = ("ous", "ive", "able", "ible", "ful", "less", "ary", "ual", "ial", "ical", "nal", "est")
_VOWELS = frozenset("aeiou")
_WHOM_REACH = 6
_LETTERS = 3


@record
class Phrase:
    """
    A phrase that can name an issue.

    `first`/`last` are token indices, end exclusive; `head` is the head noun in the singular, for a deed the noun it goes by;
    `modifiers` are its other content words in the singular; `core` is the end of what stands before its first preposition;
    `deed` tells a verb with its object from a noun phrase.
    """

    first: int
    last: int
    core: int
    head: str
    modifiers: frozenset[str]
    name: str
    deed: bool = False


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return verb[:-1] + "ing"
    doubled = (
        len(verb) >= _LETTERS
        and verb[-1] not in _VOWELS | set("wxy")
        and verb[-2] in _VOWELS
        and sum(char in _VOWELS for char in verb) == 1
    )
    return verb + verb[-1] * doubled + "ing"


class Phrases:
    """Reads phrases; built once, shared by all threads."""

    def __init__(self, seeds: Seeds) -> None:
        """
        Index the deeds and the nouns of people.

        :param seeds: The loaded tables.
        """
        deeds = {deed.verb: deed for deed in seeds.deeds if deed.verb}
        self._deeds = {verb: deed for verb, deed in deeds.items() if deed.needs is None}
        self._needing = {verb: deed.needs for verb, deed in deeds.items() if deed.needs}
        self._gerunds = {deed.gerund or _gerund(verb): verb for verb, deed in deeds.items() if " " not in verb}
        self._done = {gerund[:-3] + "ed": verb for gerund, verb in self._gerunds.items() if verb in self._deeds}
        self._nouns = frozenset(singular(deed.noun) for deed in seeds.deeds if deed.noun)
        self._vague = frozenset(singular(deed.noun) for deed in seeds.deeds if deed.noun and deed.vague)
        self._plans = frozenset(singular(cue.lemma) for cue in seeds.issue_cues if cue.noun and "infinitive" in cue.takes)
        people = {word for role in seeds.roles for word in (role.noun, role.singular) if word and " " not in word}
        self._people = frozenset(people) | frozenset(title for title in seeds.titles if " " not in title)
        said = {fold(form) for cue in seeds.cues for form in cue.forms if " " not in form}
        verbs = frozenset(form for form in said if singular(form) not in self._nouns)
        self._chunks = Chunks(self._nouns, self._gerunds, verbs, seeds.settings)

    @property
    def gerunds(self) -> frozenset[str]:
        """The gerunds of the tables."""
        return frozenset(self._gerunds)

    @property
    def nouns_of_deeds(self) -> dict[str, str]:
        """For each verb and gerund of the tables the noun that the deed goes by."""
        nouns = {verb: singular(deed.noun) for verb, deed in self._deeds.items() if deed.noun and " " not in verb}
        return nouns | {gerund: nouns[verb] for gerund, verb in self._gerunds.items() if verb in nouns}

    def is_verb(self, word: str) -> bool:
        """
        Tell whether a word is the verb of a deed, as it follows "to".

        :param word: A word in lower case.
        :return: Whether the tables hold it.
        """
        return word in self._deeds

    @staticmethod
    def _goes_on(document: Document, end: int, last: int) -> bool:
        """Tell a phrase that is cut short: a second object or a complement follows that does not fit."""
        return end < last and (document.lowers[end] in _GIVING or document.lowers[end] == "of")

    def _says_little(self, document: Document, first: int, core: int) -> bool:
        """Tell "a deal" and "new measures" from "a grain deal"."""
        lowers = document.lowers
        return singular(lowers[core - 1]) in self._vague and all(lowers[token] in _WEAK for token in range(first, core - 1))

    def _words(self, document: Document, first: int, last: int) -> str:
        """Give the words as they stand, pronouns that own something replaced by an article."""
        parts: list[str] = []
        for token in range(first, last):
            word = document.words[token]
            glued = token > first and document.starts[token] == document.ends[token - 1]
            if document.lowers[token] == "own":
                continue
            shown = "the" if document.lowers[token] in _OWNERS else word
            parts.append(shown if glued or token == first else " " + shown)
        return "".join(parts).replace('"', "").strip()

    def _content(self, document: Document, first: int, last: int) -> frozenset[str]:
        lowers = document.lowers
        return frozenset(
            singular(lowers[token])
            for token in range(first, last)
            if lowers[token][0].isalnum() and lowers[token] not in PREPOSITIONS and lowers[token] not in DETERMINERS
        )

    def noun(self, document: Document, start: int, last: int) -> Phrase | None:
        """
        Read a noun phrase whose head names an event or a policy.

        :param document: The text.
        :param start: The token where it may begin.
        :param last: Where its sentence ends, exclusive.
        :return: The phrase, or None where there is none.
        """
        first, core = self._chunks.core(document, start, last)
        if core == first:
            return None
        lowers = document.lowers
        head = singular(lowers[core - 1])
        if head not in self._nouns or head in self._people or len(head) < _LETTERS:
            return None
        if lowers[first].endswith("ing") and lowers[first] not in self._nouns:
            # "calling the vote a farce": a verb, not a noun.
            return None
        end = self._chunks.complements(document, core, first, last)
        if self._goes_on(document, end, last) or (lowers[end : end + 2] == ("to", "be")):
            return None
        if core < last and head in self._plans and (lowers[core] == "for" or lowers[end : end + 1] == ("to",)):
            # "back plans to cut taxes": what is planned is read where the plan stands.
            return None
        if end == core and self._says_little(document, first, core):
            return None
        while first < core - 1 and is_adverb(lowers[first]):
            first += 1
        modifiers = self._content(document, first, core - 1) | self._content(document, core, end)
        return Phrase(first, end, core, head, modifiers, self._words(document, first, end))

    def deed(self, document: Document, start: int, last: int, *, opening: bool = False) -> Phrase | None:
        """
        Read a verb with its object: "withdraw its troops from Syria", "be prosecuted".

        :param document: The text.
        :param start: The token where it may begin.
        :param last: Where its sentence ends, exclusive.
        :param opening: Whether it opens a sentence, where a capital says nothing.
        :return: The phrase, or None where there is none.
        """
        lowers = document.lowers
        while start < last and (lowers[start] in _SKIPPED or is_adverb(lowers[start])):
            start += 1
        if start >= last or not lowers[start].isalpha() or (document.words[start][0].isupper() and not opening):
            return None
        verb, at = lowers[start], start + 1
        if verb in DETERMINERS or verb in PREPOSITIONS:
            return None
        if verb == "be":
            return self._done_to(document, at, last)
        if verb.endswith("ing"):
            if verb not in self._gerunds:
                return None
            verb = self._gerunds[verb]
        if self._needing.get(verb) == "infinitive":
            return self._let(document, at, last)
        if verb in STOP:
            return None
        if at < last and lowers[at] in _PARTICLES:
            verb = f"{verb} {lowers[at]}"
            at += 1
        return self._with_object(document, start, at, last, verb)

    def _let(self, document: Document, at: int, last: int) -> Phrase | None:
        """Read what somebody is let or made to do: "allow parents to deduct the cost"."""
        for token in range(at + 1, min(last - 1, at + _WHOM_REACH)):
            word = document.lowers[token]
            if word == "to" and self._needing.get(document.lowers[token + 1]) != "infinitive":
                return self.deed(document, token + 1, last)
            if word in PREPOSITIONS or not (word[0].isalnum() or word == "'s"):
                break
        return None

    def _done_to(self, document: Document, at: int, last: int) -> Phrase | None:
        """Name a deed in the passive by its noun, "be prosecuted" is prosecution; "be asked to" do something is that."""
        lowers = document.lowers
        while at < last - 1 and is_adverb(lowers[at]):
            at += 1
        if at + 2 < last and lowers[at + 1] == "to" and lowers[at].endswith("ed") and lowers[at + 2] != "be":
            return self.deed(document, at + 2, last)
        deed = self._deeds.get(self._done.get(lowers[at], "")) if at < last else None
        if deed is None or not deed.noun or singular(deed.noun) in self._vague:
            return None
        return Phrase(at, at + 1, at + 1, singular(deed.noun), frozenset(), deed.noun, deed=True)

    def undergone(self, document: Document, subject: tuple[int, int], deed: Phrase) -> Phrase | None:
        """
        Name a deed in the passive by whom it befalls: "that the port be closed" is closing the port.

        :param document: The text.
        :param subject: The tokens of the clause's subject, end exclusive.
        :param deed: What `deed` made of the passive.
        :return: The deed with its object, or None where the subject is no plain noun phrase.
        """
        first, core = self._chunks.core(document, *subject)
        verb = self._done.get(document.lowers[deed.first], "")
        if core == first or core != subject[1] or not verb:
            return None
        known = self._deeds[verb]
        shown = f"{known.gerund or _gerund(verb)} {self._words(document, subject[0], core)}"
        return Phrase(deed.first, deed.last, deed.core, deed.head, self._content(document, *subject), shown, deed=True)

    def _with_object(self, document: Document, start: int, at: int, last: int, verb: str) -> Phrase | None:
        head, *particle = verb.split()
        known = self._deeds.get(verb) or self._deeds.get(head)
        if known is None and verb not in self._needing:
            return None
        first, core = self._chunks.core(document, at, last)
        end = self._chunks.complements(document, core if core > first else at, start, last)
        if core == first:
            if known is None or not self._stands_alone(document, known, at, end, last):
                return None
            core = at
        elif self._no_object(document, (first, core), end, last, known):
            return None
        gerund = known.gerund if known and known.gerund and known.verb == head else _gerund(head)
        shown = " ".join([gerund, *particle, self._words(document, at, end)]).strip()
        noun = singular(known.noun) if known and known.noun else head
        return Phrase(start, end, core, noun, self._content(document, at, end), shown, deed=True)

    @staticmethod
    def _stands_alone(document: Document, deed: Deed, at: int, end: int, last: int) -> bool:
        """Tell a deed that needs no object and has none: "resign", "return to the camps"."""
        if not deed.noun or not deed.alone:
            return False
        word = document.lowers[at] if end == at and at < last else ""
        return word not in DETERMINERS and word not in PREPOSITIONS and word not in _PRONOUNS

    def _no_object(self, document: Document, span: tuple[int, int], end: int, last: int, deed: Deed | None) -> bool:
        """Tell words that no deed is done to: half a list, the first of two objects, nothing that names an event or policy."""
        lowers = document.lowers
        first, core = span
        word = lowers[core - 1]
        noun = singular(word) in self._nouns
        about = end > core and singular(lowers[end - 1]) in self._nouns
        if not (deed or noun or about) or word[0].isdigit() or word in _NUMBERS or word in _HOLLOW:
            return True
        if lowers[first].endswith("ing") and lowers[first] not in self._nouns:
            return True
        if self._goes_on(document, end, last):
            return True
        # "enact legislation" says little, "change the law" may be about a law that has been told of.
        if end == core and (deed is None or lowers[first - 1] not in _DEFINITE) and self._says_little(document, first, core):
            return True
        # One word after an article is a noun, however it ends: "the canal".
        lone = core - first == 1 and lowers[first - 1] in DETERMINERS
        return word.endswith(_ADJECTIVE_ENDINGS) and not noun and not lone and document.words[core - 1].islower()
