"""Names that nobody is tied to: capitalised words that no actor's mention covers, kept so that a text's names are whole.

They hold nothing and receive nothing. Within a sentence a capital makes a name; where every word may have one (in a heading, or
where a sentence or quotation begins) a word makes a name only if newswire does not write it in lower case, or the text itself
gives it a capital elsewhere.
"""

from collections.abc import Collection, Iterator

from stance.capitals import CALENDAR, NUMERALS, PARTICLES, is_heading, is_title_case
from stance.mentions import Draft, Span
from stance.seeds import Seeds
from stance.shortnames import OPENERS
from stance.text import Document, Sentence

_HOLIDAYS = frozenset(
    "christmas easter thanksgiving ramadan eid hanukkah halloween passover jan feb mar apr aug sept oct nov dec".split()
)
_CONNECTED = frozenset("of for at".split())
# What a name goes on over where a capital follows; a full stop only after an initial.
_JOINTS = _CONNECTED | PARTICLES | {"-", "&", "'", "."}
_OPENING = frozenset("\"':([•●▪-")
_FUNCTION_WORDS = OPENERS | frozenset(
    "our my your every each of it its they them we you is are was were be has have had do does did will would can could should "
    "may might must let or nor to into over under about against between among during through until without within whether which "
    "who whom whose where any few such only even just also still never now perhaps maybe yes well".split()
)
# "(D-Ohio)" tells a party and a state, and names nobody.
_PARTY_TAGS = frozenset((("d", "-"), ("r", "-"), ("i", "-")))
_NO_NAME_ENDS = ("ly", "ing", "ed")
_LONGEST = 12


class OtherNames:
    """Marks the names that are left; built once, shared by all threads."""

    def __init__(self, seeds: Seeds) -> None:
        """
        Take the words that make no name.

        :param seeds: The loaded tables.
        """
        self._common = seeds.common_words
        self._places = seeds.places
        # "The Senator", "Mr." alone are nobody's name.
        self._titles = frozenset(title.rsplit(" ", 1)[-1].rstrip(".") for title in seeds.titles) - {"justice", "king"}
        self._never = CALENDAR | _HOLIDAYS | NUMERALS | {"i", "ok"}
        self._closing = self._never | self._titles

    def mark(self, draft: Draft) -> None:
        """
        Mark every capitalised run that no actor's mention covers.

        :param draft: The reading, all mentions included; issues may overlap these names.
        """
        document = draft.document
        held = bytearray(len(document.words))
        for found in (*draft.reading.mentions, *draft.reading.names):
            if found.kind != "issue":
                held[found.first : found.last] = b"\x01" * (found.last - found.first)
        lowers, sentences = document.lowers, document.sentences
        by_sentence = document.capitals_by_sentence
        headings: set[int] = set()
        inside: set[str] = set()
        left: dict[int, list[int]] = {}
        for i, capitals in by_sentence.items():
            sentence = sentences[i]
            if is_heading(document, sentence) or is_title_case(document, sentence):
                headings.add(i)
            else:
                inside.update(
                    [lowers[token] for token in capitals if token > sentence.first and lowers[token - 1] not in _OPENING]
                )
            free = [token for token in capitals if not held[token]]
            if free:
                left[i] = free
        for i, free in left.items():
            sentence = sentences[i]
            for run in _runs(document, sentence, free, held):
                for span in self._names(document, sentence, run, inside, heading=i in headings):
                    self._add(draft, span)

    def _names(
        self, document: Document, sentence: Sentence, run: Span, inside: Collection[str], *, heading: bool
    ) -> Iterator[Span]:
        """Cut a run down to the words that make a name; give none, one, or in a heading several."""
        lowers, common = document.lowers, self._common
        if heading:
            first = run[0]
            for token in range(run[0], run[1] + 1):
                if token == run[1] or lowers[token] in common:
                    yield first, token
                    first = token + 1
            return
        first = run[0]
        if first == sentence.first or lowers[first - 1] in _OPENING:
            plain = [lowers[token] in common for token in range(*run)]
            if len(plain) == 1:
                word = lowers[first]
                if word in _FUNCTION_WORDS or (word not in inside and (plain[0] or word.endswith(_NO_NAME_ENDS))):
                    return
            elif not all(plain) or lowers[first] in _FUNCTION_WORDS:
                while first < run[1] and lowers[first] in common:
                    first += 1
        yield first, run[1]

    def _add(self, draft: Draft, span: Span) -> None:
        """Add a name without what cannot open or close one: full stops, particles, days and months, titles."""
        document = draft.document
        first, last = span
        while first < last and (not document.words[first][0].isupper() or document.lowers[first] in self._never):
            first += 1
        closing = self._closing if last - first > 1 else self._never
        while last > first and (not document.words[last - 1][0].isalnum() or document.lowers[last - 1] in closing):
            last -= 1
        words = document.lowers[first:last]
        if words[:2] in _PARTY_TAGS:
            return
        if not words or self._titles.issuperset(words) or (last - first == 1 and len(words[0]) < 2):
            return
        place = words[0] in self._places or " ".join(words) in self._places
        draft.note_name((first, last), "", "place" if place else "unknown")


def _runs(document: Document, sentence: Sentence, capitals: Collection[int], held: bytearray) -> Iterator[Span]:
    """Join the capitalised words that are left: particles, initials' stops, "of" and "for" between two of them included."""
    words, lowers, end = document.words, document.lowers, sentence.last
    reached = 0
    for first in capitals:
        if first < reached:
            continue
        last = first + 1
        while last < end and not held[last] and last - first < _LONGEST:
            if words[last][0].isupper():
                last += 1
                continue
            if lowers[last] not in _JOINTS:
                break
            ahead = last + 2 if lowers[last + 1 : last + 2] == ("the",) and lowers[last] in _CONNECTED else last + 1
            joined = ahead < end and not held[ahead] and words[ahead][0].isupper()
            if not joined or (lowers[last] == "." and len(words[last - 1]) > 1):
                break
            last = ahead + 1
        reached = last
        yield first, last
