"""The third step: who says what. Direct quotes, indirect speech and "according to", as source, cue and content.

The terms are those of attribution corpora (Pareti 2012; Newell et al., PolNeAR, LREC 2018): a source, a cue, a content.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from stance.actors import Reading
from stance.capitals import is_signature
from stance.cues import CueIndex, CueUse
from stance.quotations import quotes
from stance.seeds import Cue
from stance.sources import Source, Sources
from stance.text import Document, Sentence

_BE = frozenset("is are was were be been being".split())
_REACH = 14
_SPEECH_LENGTH = 4

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """
    One stretch of words or thoughts and who they belong to.

    `content` and `cue` are token spans, `source` the tokens that name the source, each end exclusive; `actor` is the source's id
    where it is known; `kind` is `quote` or `reported`; `tells` what the cue tells of the source's attitude.
    """

    content: Span
    kind: str
    source: Span | None
    actor: str | None
    cue: Span | None
    tells: str | None

    @property
    def frame(self) -> Span:
        """The tokens from source to cue, which may stand inside the content: "The vote, he said, is a farce"."""
        spans = [span for span in (self.source, self.cue) if span is not None]
        if not spans:
            return self.content[1], self.content[1]
        return min(span[0] for span in spans), max(span[1] for span in spans)


class Attributor:
    """Finds the attributions of a text; built once, shared by all threads."""

    def __init__(self, cues: Iterable[Cue], titles: Collection[str] = ()) -> None:
        """
        Index the cues.

        :param cues: The cue table.
        :param titles: Words of titles and offices, lower case.
        """
        self._cues = CueIndex(cues)
        self._titles = titles

    def attribute(self, document: Document, reading: Reading) -> list[Attribution]:
        """
        Find who says what.

        :param document: The text.
        :param reading: Its mentions.
        :return: The attributions in order of place; direct quotes and reported speech, with source where one is found.
        """
        return _Attributing(self._cues, self._titles, document, reading).run()


class _Attributing:
    """One text on its way through the attributor."""

    def __init__(self, cues: CueIndex, titles: Collection[str], document: Document, reading: Reading) -> None:
        self.document = document
        self.reading = reading
        self.cues = cues
        self.quotes = quotes(document)
        self.in_quote = bytearray(len(document.words))
        for first, last in self.quotes:
            self.in_quote[first:last] = b"\x01" * (last - first)
        self.sources = Sources(document, reading, titles, self.in_quote)
        self.quoting: set[int] = set()

    def run(self) -> list[Attribution]:
        found: list[Attribution] = []
        at = 0
        previous: Attribution | None = None
        for sentence in self.document.sentences:
            cues = [use for use in self.cues.find(self.document, sentence.first, sentence.last) if not self.in_quote[use.first]]
            while at < len(self.quotes) and self.quotes[at][0] < sentence.last:
                quote = self.quotes[at]
                previous = self._quote(quote, cues, previous)
                if previous is not None:
                    found.append(previous)
                at += 1
            found += self._indirect(sentence, cues)
        found += self._signed()
        found.sort(key=lambda a: a.content)
        return found

    def _signed(self) -> Iterator[Attribution]:
        """Give each signed piece, such as a reader's letter, to the person who signs it."""
        sentences = self.document.sentences
        begin = 0
        for index, sentence in enumerate(sentences):
            signer = self.sources.opening(sentence)
            if signer is None or not is_signature(self.document, index):
                continue
            if self.reading.actors[signer.id].kind == "person" and sentence.first > begin:
                span = (signer.first, signer.last)
                yield Attribution((begin, sentence.first), "reported", span, signer.id, None, None)
            begin = sentence.last

    # Direct quotes ---------------------------------------------------------------------------------------------------

    def _quote(self, quote: Span, cues: list[CueUse], previous: Attribution | None) -> Attribution | None:
        document = self.document
        opening = document.sentences[document.sentence_of(quote[0])]
        closing = document.sentences[document.sentence_of(quote[1] - 1)]
        if closing.first > opening.first:
            cues = cues + [use for use in self.cues.find(document, closing.first, closing.last) if not self.in_quote[use.first]]
        after = [use for use in cues if quote[1] <= use.first <= quote[1] + _REACH and use.cue.quote]
        before = [use for use in cues if quote[0] - _REACH <= use.first < quote[0] and (use.cue.quote or use.cue.that)]
        ends_with_mark = document.lowers[quote[1] - 2 : quote[1] - 1] in {(",",), ("?",), ("!",)} or (
            document.lowers[quote[1] : quote[1] + 1] == (",",)
        )
        order = [*after[:1], *before[-1:]] if ends_with_mark else [*before[-1:], *after[:1]]
        for use in order:
            source = self.sources.find(use, opening if use.first < quote[0] else closing)
            if source is not None:
                if quote[0] - use.last <= 2:
                    # The words that this cue introduces are the quotation and nothing else.
                    self.quoting.add(use.first)
                return self._attribution(quote, "quote", source, use)
        short = quote[1] - quote[0] - 2 < _SPEECH_LENGTH
        carries_on = previous is not None and previous.kind == "quote" and self._follows(previous.content, quote)
        if carries_on and previous is not None and not short:
            return Attribution(quote, "quote", previous.source, previous.actor, previous.cue, previous.tells)
        starts_sentence = quote[0] == opening.first
        if short or not starts_sentence:
            return None
        return Attribution(quote, "quote", None, None, None, None)

    def _follows(self, before: Span, quote: Span) -> bool:
        """Tell whether a quotation carries on the one before: in the same paragraph, or the next where that stayed open."""
        sentences = self.document.sentences
        last = sentences[self.document.sentence_of(before[1] - 1)]
        this = sentences[self.document.sentence_of(quote[0])]
        same = this.paragraph == last.paragraph
        left_open = self.document.words[before[1] - 1] != '"' and this.paragraph <= last.paragraph + 1
        return same or left_open

    # Indirect speech -------------------------------------------------------------------------------------------------

    def _indirect(self, sentence: Sentence, cues: list[CueUse]) -> list[Attribution]:
        document = self.document
        found: list[Attribution] = []
        for use in cues:
            if use.cue.preposition:
                source = self.sources.after(use.last, sentence)
                if source is None:
                    continue
                content = (
                    (sentence.first, use.first) if use.first - sentence.first > _SPEECH_LENGTH else (source[0][1], sentence.last)
                )
                found.append(self._attribution(content, "reported", source, use))
                continue
            if not use.cue.that or use.first in self.quoting:
                continue
            if use.first > sentence.first and document.lowers[use.first - 1] in _BE:
                # "are believed to", "was told": nobody is named who believes or tells.
                continue
            source = self.sources.find(use, sentence)
            if source is None:
                continue
            if self._parenthetical(use, source[0], sentence):
                found.append(self._attribution((sentence.first, sentence.last), "reported", source, use))
                continue
            if source[0][0] >= use.last and use.first - sentence.first > _SPEECH_LENGTH:
                found.append(self._attribution((sentence.first, use.first - 1), "reported", source, use))
                continue
            trailing = sentence.last - use.last <= 1 or document.lowers[use.last] in {".", ","}
            if trailing and source[0][0] - sentence.first > _SPEECH_LENGTH:
                content = (sentence.first, source[0][0])
            else:
                content = (use.last, sentence.last)
            if content[1] - content[0] > 1:
                found.append(self._attribution(content, "reported", source, use))
        return found

    def _parenthetical(self, use: CueUse, source: Span, sentence: Sentence) -> bool:
        """Tell "Riyadh, the sources said, will want …", where the words stand on both sides of source and cue."""
        words = self.document.words
        first, last = min(source[0], use.first), max(source[1], use.last)
        inside = first > sentence.first + 1 and last < sentence.last - 1
        return inside and words[first - 1] == "," and words[last] == ","

    def _attribution(self, content: Span, kind: str, source: Source, use: CueUse) -> Attribution:
        self.sources.note(use, source[1])
        return Attribution(content, kind, source[0], source[1], (use.first, use.last), use.cue.tells)
