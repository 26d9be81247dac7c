"""The third step: who says what. Direct quotes, indirect speech and "according to", as source, cue and content.

The terms are those of attribution corpora (Pareti 2012; Newell et al., PolNeAR, LREC 2018): a source, a cue, a content.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from stance.actors import Reading
from stance.capitals import is_signature
from stance.complements import Complements
from stance.contents import Content, Contents, Said
from stance.cues import CueIndex, CueUse
from stance.mentions import Mention
from stance.nounphrases import Phrases
from stance.quotations import quotes
from stance.records import record
from stance.seeds import Cue
from stance.sources import Sources
from stance.speakers import Source, Speakers
from stance.text import Document, Sentence
from stance.transcripts import byline, turns

_SPEECH_LENGTH = 4
_FIRST_PERSON = frozenset(("i", "we"))
_LONGEST_LEADING = 15

Span = tuple[int, int]


@record
class Attribution:
    """
    One stretch of words or thoughts and who they belong to.

    `content` and `cue` are token spans, `source` the tokens that name the source, each end exclusive; `actor` is the source's id
    where it is known; `kind` is `quote` or `reported`; `tells` what the cue tells of the source's attitude; `gap` the narrator's
    words between the halves of a quotation, from the mark that closes the first to the one that opens the second. `speech` is
    false where the content is no speech or thought but what the source is for, against or after: "X endorsed Y", "X seeks Y".
    """

    content: Span
    kind: str
    source: Span | None
    actor: str | None
    cue: Span | None
    tells: str | None
    gap: Span | None = None
    speech: bool = True

    @property
    def frame(self) -> Span:
        """The tokens from source to cue, which may stand inside the content: "The vote, he said, is a farce"."""
        held = self.cue
        for span in (self.source, self.gap):
            if span is not None:
                held = span if held is None else (min(held[0], span[0]), max(held[1], span[1]))
        return held if held is not None else (self.content[1], self.content[1])

    def over(self, content: Span, kind: str, gap: Span | None) -> "Attribution":
        """
        Give other words to the same source, by the same cue.

        :param content: The words' tokens.
        :param kind: `quote` or `reported`.
        :param gap: The narrator's words within them, if any.
        :return: The attribution of these words.
        """
        return Attribution(content, kind, self.source, self.actor, self.cue, self.tells, gap, self.speech)


class Attributor:
    """Finds the attributions of a text; built once, shared by all threads."""

    def __init__(self, cues: Iterable[Cue], titles: Collection[str] = ()) -> None:
        """
        Index the cues.

        :param cues: The cue table.
        :param titles: Words of titles and offices, lower case, which are never verbs.
        """
        self._cues = CueIndex(cues)
        self._titles = titles
        self._verbs = self._cues.verbs.difference(titles)

    def attribute(self, document: Document, reading: Reading) -> list[Attribution]:
        """
        Find who says what.

        :param document: The text.
        :param reading: Its mentions.
        :return: The attributions in order of place; direct quotes and reported speech, with source where one is found.
        """
        return _Attributing(self._cues, self._verbs, self._titles, document, reading).run()


class _Attributing:
    """One text on its way through the attributor."""

    def __init__(
        self, cues: CueIndex, verbs: Collection[str], titles: Collection[str], document: Document, reading: Reading
    ) -> None:
        self.document = document
        self.reading = reading
        self.cues = cues
        self.quotes = quotes(document)
        self.in_quote = bytearray(len(document.words) + 1)
        for first, last in self.quotes:
            self.in_quote[first:last] = b"\x01" * (last - first)
        # What opens a name is no cue: "Hope" of "Hope Movement".
        self.opening = {one.first for one in reading.mentions if one.kind == "actor"}
        phrases = Phrases(document, verbs, titles)
        self.speakers = Speakers(document, reading, phrases)
        self.sources = Sources(document, self.speakers, phrases, self.in_quote)
        self.complements = Complements(document, verbs)
        self.contents = Contents(document, self.quotes, self.in_quote)

    def run(self) -> list[Attribution]:
        found = list(self._turns())
        for index, uses in self.cues.find(self.document).items():
            sentence = self.document.sentences[index]
            said = self._said(uses, sentence)
            if said:
                found += (self._attribution(content) for content in self.contents.find(said, sentence))
        found.sort(key=lambda a: a.content)
        found = self._with_other_quotes(found)
        signed = list(self._signed())
        found = [self._in_first_person(one, signed) for one in found] + signed
        found.sort(key=lambda a: a.content)
        return found

    def _said(self, uses: Iterable[CueUse], sentence: Sentence) -> list[Said]:
        """Find the sources of a sentence's cues; keep the cues that have one, or need none."""
        said: list[Said] = []
        earlier: list[Source] = []
        for use in uses:
            if self.in_quote[use.first] or use.first in self.opening or not self.complements.fit(use, sentence):
                continue
            source = self.sources.find(use, sentence, earlier)
            if source is None:
                continue
            said.append(Said(use, source))
            if not use.cue.preposition and not use.cue.noun and not use.cue.adverb:
                earlier.append(source)
            self.speakers.note(use.first, source)
        return said

    def _attribution(self, content: Content) -> Attribution:
        use, source = content.said.use, content.said.source
        clause = use.cue.that and (not use.cue.noun or self.document.lowers[use.last] == "that")
        speech = content.kind == "quote" or clause or use.cue.preposition or use.cue.adverb
        cue = (use.first, use.last)
        return Attribution(content.span, content.kind, source.span, source.actor, cue, use.cue.tells, speech=speech)

    # Quotations beside which no cue stands ----------------------------------------------------------------------------

    def _with_other_quotes(self, found: list[Attribution]) -> list[Attribution]:
        """Join the pieces of one quotation, and give those without a cue to who spoke before."""
        covered = bytearray(len(self.document.words) + 1)
        for one in found:
            covered[one.content[0] : one.content[1]] = b"\x01" * (one.content[1] - one.content[0])
        merged: list[Attribution] = []
        at = 0
        for quote in self.quotes:
            while at < len(found) and found[at].content[0] <= quote[0]:
                merged.append(found[at])
                at += 1
            if covered[quote[0]] or covered[quote[1] - 1]:
                continue
            self._other_quote(quote, merged)
        merged += found[at:]
        return merged

    def _other_quote(self, quote: Span, before: list[Attribution]) -> None:
        """Add a quotation without a cue to the attribution that it carries on, or as one of its own."""
        sentences = self.document.sentences
        opening = sentences[self.document.sentence_of(quote[0])]
        short = quote[1] - quote[0] - 2 < _SPEECH_LENGTH
        signed = byline(self.document, quote)
        if signed is not None:
            before.append(Attribution(quote, "quote", signed, self.speakers.named_in(signed), None, None))
            return
        near = [
            (at, before[at])
            for at in range(len(before) - 1, max(-1, len(before) - 5), -1)
            if before[at].source is not None and before[at].frame[1] <= quote[0]
        ]
        for at, previous in near:
            if self._continues(previous, quote):
                before[at] = self._joined(previous, quote)
                return
        if not short and quote[0] <= opening.first + 1:
            speaker = next((previous for _, previous in near if self._carries_on(previous, quote)), None)
            if speaker is not None:
                before.append(speaker.over(quote, "quote", None))
                return
        leading = None if short else self._leading(quote)
        if leading is not None:
            before.append(Attribution(quote, "quote", (leading.first, leading.last), leading.id, None, None))

    def _leading(self, quote: Span) -> Mention | None:
        """Find the one person of a short sentence that leads up to a quotation: "X was blunt. “…”", "X shrugged: “…”"."""
        sentences, words = self.document.sentences, self.document.words
        index = self.document.sentence_of(quote[0])
        if quote[0] == sentences[index].first:
            index -= 1
        elif words[quote[0] - 1] != ":":
            return None
        if index < 0 or sentences[index].paragraph != sentences[self.document.sentence_of(quote[0])].paragraph:
            return None
        first, last = sentences[index].first, min(sentences[index].last, quote[0])
        if last - first > _LONGEST_LEADING or any(self.in_quote[first:last]):
            return None
        persons = [self.speakers.person_ending(token) for token in range(first + 1, last)]
        named = [one for one in persons if one is not None]
        return named[0] if len(named) == 1 else None

    @staticmethod
    def _joined(previous: Attribution, quote: Span) -> Attribution:
        """Let an attribution run on over a quotation; the marks at the gap between two quotations go with the gap."""
        end, gap = previous.content[1], previous.gap
        if gap is None and quote[0] > end:
            gap = (end, quote[0] + 1) if previous.kind == "quote" else (end + 1, quote[0])
        return previous.over((previous.content[0], quote[1]), previous.kind, gap)

    def _continues(self, previous: Attribution, quote: Span) -> bool:
        """Tell whether a quotation is the second half of one: "…," he said, "…", or "…," he said. "…"."""
        sentences, end = self.document.sentences, previous.content[1]
        if previous.gap is not None or previous.cue is None or previous.frame[0] < end:
            return quote[0] == end and self.in_quote[end - 1] == 1
        last, this = self.document.sentence_of(max(end, previous.frame[1]) - 1), self.document.sentence_of(quote[0])
        near = sentences[this].paragraph <= sentences[last].paragraph + 1
        return near and (this == last or (this == last + 1 and quote[0] == sentences[this].first))

    def _carries_on(self, previous: Attribution, quote: Span) -> bool:
        """Tell whether a quotation carries on the one before, or what its paragraph began to report."""
        sentences = self.document.sentences
        last = sentences[self.document.sentence_of(max(previous.content[1], previous.frame[1]) - 1)]
        this = sentences[self.document.sentence_of(quote[0])]
        return this.paragraph == last.paragraph or (previous.kind == "quote" and this.paragraph == last.paragraph + 1)

    # Speech without quotation marks or cue ----------------------------------------------------------------------------

    def _turns(self) -> Iterator[Attribution]:
        """Give each turn of a transcript to the name before its colon."""
        for span, content in turns(self.document):
            found = self.speakers.named_in(span)
            yield Attribution(content, "reported", span, found, (span[1], span[1] + 1), "report")

    def _in_first_person(self, one: Attribution, signed: Iterable[Attribution]) -> Attribution:
        """Give what "I" or "we" say in a signed piece to who signs it."""
        span = one.source
        if span is None or self.document.lowers[span[0]] not in _FIRST_PERSON:
            return one
        writer = next((piece for piece in signed if piece.content[0] <= span[0] < piece.content[1]), None)
        return one if writer is None else replace(one, actor=writer.actor)

    def _signed(self) -> Iterator[Attribution]:
        """Give each signed piece, such as a reader's letter, to the person who signs it."""
        sentences = self.document.sentences
        begin = 0
        for index, sentence in enumerate(sentences):
            signer = self.speakers.beginning(sentence.first)
            if signer is None or not is_signature(self.document, index):
                continue
            if self.reading.actors[signer.id].kind == "person" and sentence.first > begin:
                span = (signer.first, signer.last)
                yield Attribution((begin, sentence.first), "reported", span, signer.id, None, None)
            begin = sentence.last
