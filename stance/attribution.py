"""The third step: who says what. Direct quotes, indirect speech and "according to", as source, cue and content.

The terms are those of attribution corpora (Pareti 2012; Newell et al., PolNeAR, LREC 2018): a source, a cue, a content.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from stance.actors import Mention, Reading
from stance.cues import CueIndex, CueUse
from stance.localnames import is_signature
from stance.quotations import quotes
from stance.seeds import Cue
from stance.text import Document, Sentence

_SKIP_BEFORE_CUE = frozenset(
    "has have had also later earlier then now already repeatedly recently still again publicly privately reportedly n't not "
    "never always often even would will could should may might is are was were be been being 's 've 'd 'll to do does did".split()
)
_CLOSES_SOURCE = frozenset((".", ",", ";", '"', "who", "in", "on", "after", "at"))
_BE = frozenset("is are was were be been being".split())
_HE_SHE = frozenset(("he", "she"))
_THEY_IT = frozenset(("they", "it", "we", "i"))
_RELATIVE = frozenset(("who", "which", "that"))
_NP_BREAK = frozenset('. ; : ! ? ( ) " but while although because if when after before'.split())
_REACH = 14
_APPOSITION_REACH = 30
_SPEECH_LENGTH = 4
_PHRASE_REACH = 8
_WITHIN_PHRASES = frozenset("of for at from in on with to".split())
_LONGEST_TITLE = 5
_DETERMINERS = frozenset(
    "the a an one some many most several two three four few both no another other his her its their our each every".split()
)
_FUNCTION_WORDS = frozenset(
    "of in on for with to from by against at into over about under between among through as than that which who and or but is "
    "are was were be been has have had do does did will would can could may might must it he she they we i you while although "
    "because if when after before despite though so then there not".split()
)
_BACKWARD_SENTENCES = 3

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
        self.titles = titles
        self.document = document
        self.reading = reading
        self.cues = cues
        self.ends = {m.last: m for m in reading.mentions if m.kind == "actor"}
        self.starts = {m.first: m for m in reading.mentions if m.kind == "actor"}
        self.quotes = quotes(document)
        self.in_quote = bytearray(len(document.words))
        for first, last in self.quotes:
            self.in_quote[first:last] = b"\x01" * (last - first)
        self.speakers: list[tuple[int, str | None]] = []
        self.quoting: set[int] = set()
        self.by_sentence: dict[int, list[Mention]] = {}
        for found in reading.mentions:
            if found.kind == "actor":
                self.by_sentence.setdefault(document.sentence_of(found.first), []).append(found)

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
            signer = self.starts.get(sentence.first)
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
            source = self._source(use, opening if use.first < quote[0] else closing)
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
                source = self._mention_after(use.last, sentence)
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
            source = self._source(use, sentence)
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

    # Sources ---------------------------------------------------------------------------------------------------------

    def _attribution(self, content: Span, kind: str, source: tuple[Span, str | None], use: CueUse) -> Attribution:
        self.speakers.append((use.first, source[1]))
        return Attribution(content, kind, source[0], source[1], (use.first, use.last), use.cue.tells)

    def _source(self, use: CueUse, sentence: Sentence) -> tuple[Span, str | None] | None:
        """Find the source of a cue: its subject before it, or after it where the cue comes first ("said X")."""
        words = self.document.words
        after_quote = use.first > 0 and words[use.first - 1] == '"'
        after_comma = use.first > 0 and words[use.first - 1] == ","
        if after_quote or after_comma or use.first == sentence.first:
            inverted = self._mention_after(use.last, sentence)
            # ", said Putin." is turned round; ", said Turkey had lied" is not.
            closed = inverted is not None and (inverted[0][1] >= sentence.last or words[inverted[0][1]] in _CLOSES_SOURCE)
            quoted = after_quote or (after_comma and use.first > 1 and words[use.first - 2] == '"')
            if inverted is not None and self._bears_only_titles(use.last, inverted[0][0]) and (closed or quoted):
                return inverted
        subject = self._subject(use, sentence)
        if subject is not None:
            return subject
        return self._mention_after(use.last, sentence) if after_quote else None

    def _bears_only_titles(self, first: int, last: int) -> bool:
        """Tell whether nothing but a title stands between "said" and the name: "said the Rev. X"."""
        between = self.document.lowers[first:last]
        return len(between) <= _LONGEST_TITLE and all(word in self.titles or word in {".", "the"} for word in between)

    def _subject(self, use: CueUse, sentence: Sentence) -> tuple[Span, str | None] | None:
        lowers = self.document.lowers
        at = use.first - 1
        words = self.document.words
        while at >= sentence.first and words[at].islower() and (lowers[at] in _SKIP_BEFORE_CUE or lowers[at].endswith("ly")):
            at -= 1
        if at >= sentence.first and lowers[at] in {"and", "but", "then"}:
            return self._clause_subject(at, sentence)
        if at >= sentence.first and lowers[at] in _RELATIVE and at + 1 not in self.ends:
            at -= 1
            if at >= sentence.first and lowers[at] == ",":
                at -= 1
        elif at >= sentence.first and lowers[at] == ",":
            at = self._before_apposition(at, sentence)
        if at < sentence.first or self.in_quote[at]:
            return None
        if lowers[at] in _HE_SHE or lowers[at] in _THEY_IT:
            return (at, at + 1), self._antecedent(at)
        return self._phrase_ending(at, sentence)

    def _clause_subject(self, at: int, sentence: Sentence) -> tuple[Span, str | None] | None:
        """Find the subject of "X met Y and later said": the actor that opens the sentence."""
        for token in range(sentence.first, min(at, sentence.first + 4)):
            if token in self.starts:
                found = self.starts[token]
                return (found.first, found.last), found.id
        return None

    def _before_apposition(self, comma: int, sentence: Sentence) -> int:
        """Jump over ", the director of the centre," to the name it describes."""
        lowers = self.document.lowers
        for at in range(comma - 1, max(sentence.first, comma - _APPOSITION_REACH) - 1, -1):
            if lowers[at] == ",":
                return at - 1
            if lowers[at] in _NP_BREAK and lowers[at] not in {"(", ")"}:
                break
        return sentence.first - 1

    def _phrase_ending(self, at: int, sentence: Sentence) -> tuple[Span, str | None] | None:
        """Find the noun phrase that ends at a token, and the actor it names or belongs to; None where none ends there."""
        lowers = self.document.lowers
        if at + 1 in self.ends:
            found = self.ends[at + 1]
            return (found.first, found.last), found.id
        if not lowers[at].isalpha() or lowers[at] in _FUNCTION_WORDS:
            return None
        first = at
        while first > sentence.first and at - first < _PHRASE_REACH:
            if first in self.ends:
                # "Putin's spokesman", "a Reuters survey": the phrase belongs to the actor it names.
                found = self.ends[first]
                return (found.first, at + 1), found.id
            word = lowers[first - 1]
            if word in _DETERMINERS:
                return (first - 1, at + 1), None
            if not (word.isalpha() or word in {"'s", "-"}) or (word in _FUNCTION_WORDS and word not in _WITHIN_PHRASES):
                break
            first -= 1
        # "diplomats said", "police in the capital said": a bare plural or a known role, else no source.
        bare = at - first < _PHRASE_REACH and lowers[first] not in _FUNCTION_WORDS
        known = any(lowers[i].endswith("s") or lowers[i] in self.titles for i in range(first, at + 1))
        return ((first, at + 1), None) if bare and known else None

    def _mention_after(self, at: int, sentence: Sentence) -> tuple[Span, str | None] | None:
        lowers = self.document.lowers
        for token in range(at, min(sentence.last, at + 6)):
            if token in self.starts:
                found = self.starts[token]
                return (found.first, found.last), found.id
            if lowers[token] in _HE_SHE and token == at:
                return (token, token + 1), self._antecedent(token)
            if lowers[token] in _NP_BREAK or lowers[token] == ",":
                break
        if at < sentence.last and lowers[at] in {"a", "an", "one", "the", "some", "several", "two", "his", "her", "their"}:
            end = at + 1
            while end < sentence.last and end - at < 6 and lowers[end] not in _NP_BREAK | {",", "who", "in", "at", "of"}:
                end += 1
            return (at, end), None
        return None

    def _subject_before(self, index: int) -> Mention | None:
        """Give the person who opens the sentence before, if an actor opens it and is a person."""
        named = self.by_sentence.get(index - 1, ()) if index else ()
        first = named[0] if named else None
        return first if first is not None and self.reading.actors[first.id].kind == "person" else None

    def _antecedent(self, token: int) -> str | None:
        """Find whom a pronoun means: the last speaker, else the last person that opened a sentence; None where unsure."""
        document = self.document
        person = document.lowers[token] in _HE_SHE
        index = document.sentence_of(token)
        floor = document.sentences[max(0, index - _BACKWARD_SENTENCES)].first
        actors = self.reading.actors
        subject = self._subject_before(index) if person else None
        for cue, speaker in reversed(self.speakers):
            if cue < floor:
                break
            if cue >= token:
                continue
            if subject is not None and subject.first > cue:
                # Somebody else has become the one whom the text is about since that speaker spoke.
                return subject.id
            if speaker is None:
                # "the sources said … they said": nobody with a name.
                if not person:
                    return None
                continue
            if (actors[speaker].kind == "person") == person:
                return speaker
        for before in range(index, max(-1, index - 2), -1):
            named = [found.id for found in self.by_sentence.get(before, ()) if found.first < token]
            fitting = list(dict.fromkeys(m for m in named if (actors[m].kind == "person") == person))
            if len(fitting) == 1 or (fitting and before < index):
                return fitting[0]
            if fitting:
                return None
        return None
