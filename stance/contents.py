"""What a cue's source says: the words before the cue, after it, on both sides, or between quotation marks."""

from bisect import bisect_left
from collections.abc import Sequence

from stance.complements import FINITE, LINKING, PREPOSITIONS
from stance.cues import CueUse
from stance.nounphrases import TEMPORAL
from stance.records import record
from stance.speakers import Source
from stance.text import Document, Sentence

_SEMICOLON = frozenset(";")
_RELATIVE = frozenset(("that", "which", "who", "what", "whom"))
# What may part one clause from the next.
_PARTS = LINKING | _RELATIVE
# Cues of these kinds tell where their source stands, by whomever they are told.
_JUDGING = frozenset(("criticism", "endorsement", "denial"))
_NAMING = frozenset(("call", "brand", "label", "dub"))
_LEAD_REACH = 14
_FOLLOWING = 6
_LONGEST_PHRASE = 12
_LONGEST_LEAD = 12
_SPEECH_LENGTH = 4

Span = tuple[int, int]


@record
class Said:
    """A cue and who its words belong to."""

    use: CueUse
    source: Source

    @property
    def group(self) -> Span:
        """The tokens from source to cue."""
        span = self.source.span or (self.use.first, self.use.last)
        return min(span[0], self.use.first), max(span[1], self.use.last)


@record
class Content:
    """What a source says: a token span, end exclusive, and its kind, `quote` or `reported`."""

    said: Said
    span: Span
    kind: str


class Contents:
    """Finds what is said in one text."""

    def __init__(self, document: Document, quotes: Sequence[Span], in_quote: bytearray) -> None:
        """
        Take the text.

        :param document: The text.
        :param quotes: What stands between quotation marks, as token spans.
        :param in_quote: For each token, whether it stands in a quotation.
        """
        self._document = document
        self._quotes = quotes
        self._firsts = [quote[0] for quote in quotes]
        self._by_end = {quote[1]: quote for quote in quotes}
        self._in_quote = in_quote
        self._semicolons = document.where(_SEMICOLON) if ";" in document.straight else []

    # Where it stands -------------------------------------------------------------------------------------------------

    def find(self, said: Sequence[Said], sentence: Sentence) -> list[Content]:
        """
        Find what is said in a sentence.

        :param said: Its cues with their sources, in order of place.
        :param sentence: The sentence.
        :return: The contents; one that runs into later sentences is that of the sentence where it begins.
        """
        found: list[Content] = []
        for index, one in enumerate(said):
            content = self._content(one, said[index + 1 : index + 1 + _FOLLOWING], sentence)
            if content is None or content.span[1] - content.span[0] < 1:
                continue
            found.append(content)
        if len(found) < 2:
            return found
        return [
            content for index, content in enumerate(found) if not _told_already(content, found[max(0, index - 3) : index + 4])
        ]

    def _content(self, one: Said, following: Sequence[Said], sentence: Sentence) -> Content | None:
        cue, lowers = one.use.cue, self._document.lowers
        if cue.preposition:
            return self._of_preposition(one, sentence)
        if cue.adverb:
            return Content(one, (sentence.first, sentence.last), "reported")
        if one.source.begins is not None:
            if lowers[one.source.begins] == "it" and lowers[one.use.last : one.use.last + 1] == ("that",):
                return self._after(one, following, sentence)
            return Content(one, (one.source.begins, self._end(one, following, sentence)), "reported")
        if self._trails(one, sentence):
            return self._before(one, sentence)
        return self._after(one, following, sentence)

    def _of_preposition(self, one: Said, sentence: Sentence) -> Content:
        """Take the sentence around "according to X": what stands before it, or after it where it opens the sentence."""
        first, last = one.group
        if first - sentence.first <= _SPEECH_LENGTH:
            return Content(one, (last, sentence.last), "reported")
        before = self._before(one, sentence)
        return before if before is not None else Content(one, (sentence.first, first), "reported")

    def _trails(self, one: Said, sentence: Sentence) -> bool:
        """Tell whether source and cue stand after the words or between them: "…, X said", "…, said X", "…, X said, …"."""
        words, lowers = self._document.words, self._document.lowers
        first, last = one.group
        if one.use.cue.noun or (first <= sentence.first and not self._asked(first)):
            return False
        if one.source.span is not None and one.source.span[0] >= one.use.last:
            return True
        closes = words[first - 1] == '"' or (words[first - 1] == "," and first > 1 and words[first - 2] == '"')
        after = lowers[last] if last < sentence.last else "."
        if closes and first - 2 >= 0 and one.use.cue.quote:
            return after not in {":", "that", '"'}
        if words[first - 1] not in {",", "?", "-"} or not one.use.cue.that:
            return False
        if after == "," and words[last + 1 : last + 2] == ('"',):
            return False
        return after in {".", ",", ";", "-"} or (
            ((after in PREPOSITIONS and after != "of") or after in TEMPORAL) and not self._clause_within(last, sentence)
        )

    def _asked(self, first: int) -> bool:
        """Tell a speaker whom a question mark parts from the question: "Why not?" X asked."""
        words = self._document.words
        return first in self._by_end and words[first - 2] in {"?", "!"}

    def _clause_within(self, at: int, sentence: Sentence) -> bool:
        lowers = self._document.lowers
        for token in range(at, sentence.last):
            if lowers[token] in {",", ";"}:
                return lowers[token + 1 : token + 2] == ('"',)
            if lowers[token] in FINITE or lowers[token] in {"that", '"', ":"}:
                return True
        return False

    def _before(self, one: Said, sentence: Sentence) -> Content | None:
        """Take the words before source and cue, or on both sides of them."""
        words = self._document.words
        first, last = one.group
        end = first
        while end > 0 and words[end - 1] in {",", "-"}:
            end -= 1
        quote = self._by_end.get(end)
        if quote is not None and (quote[0] <= sentence.first + 1 or first == sentence.first):
            return Content(one, quote, "quote")
        both = first - sentence.first < _LONGEST_LEAD or not one.use.cue.preposition
        if both and quote is None and words[first - 1] == "," and last < sentence.last - 1 and words[last] == ",":
            # "Riyadh, the sources said, will want …"
            return Content(one, (sentence.first, sentence.last), "reported")
        begin = sentence.first
        if quote is not None and all(not words[token][0].isalnum() for token in range(sentence.first, quote[0])):
            return Content(one, quote, "quote")
        if end <= begin:
            return None
        if self._in_quote[begin] and words[begin] != '"':
            # The quotation was opened in an earlier sentence.
            begin = self._quote_at(begin)
        return Content(one, (begin, end), "reported")

    def _quote_at(self, token: int) -> int:
        index = bisect_left(self._firsts, token + 1) - 1
        return self._quotes[index][0] if index >= 0 else token

    def _after(self, one: Said, following: Sequence[Said], sentence: Sentence) -> Content | None:
        """Take the words after a cue, up to the end of their clause; a quotation that is all of them by itself."""
        words = self._document.words
        begin, end = one.use.last, self._end(one, following, sentence)
        if begin >= end:
            return None
        index = bisect_left(self._firsts, begin)
        if words[end - 1] == ":" and end == sentence.last and index < len(self._quotes) and self._quotes[index][0] == end:
            # "He said:", and the words in a paragraph of their own.
            return Content(one, self._quotes[index], "quote")
        quote = self._quotes[index] if index < len(self._quotes) and self._quotes[index][0] < end else None
        if quote is not None:
            lead = quote[0] - begin
            led = lead < _LEAD_REACH and words[quote[0] - 1] in {",", ":"} and not self._is_clause(begin, quote[0])
            direct = lead == 0 or led
            if direct and quote[1] >= end - 1:
                return Content(one, quote, "quote")
            last = bisect_left(self._firsts, end) - 1
            end = max(end, self._quotes[last][1])
        if end - begin < 3 and not any(words[token][0].isalnum() for token in range(begin, end)):
            return None
        return Content(one, (begin, end), "reported")

    def _is_clause(self, first: int, last: int) -> bool:
        return any(
            self._document.lowers[token] in FINITE or self._document.lowers[token] == "that" for token in range(first, last)
        )

    def _end(self, one: Said, following: Sequence[Said], sentence: Sentence) -> int:
        """Find where the words after a cue end: at a semicolon, or where the next cue's clause begins."""
        words, lowers = self._document.words, self._document.lowers
        end = sentence.last
        if one.use.cue.noun and lowers[one.use.last] != "that":
            end = min(end, one.use.last + _LONGEST_PHRASE)
        for other in following:
            shared = other.source is one.source or (other.source.span is not None and other.source.span[0] < one.use.first)
            first = other.use.first if shared else other.group[0]
            at = first - 1
            while at > one.use.last and first - at < 4 and lowers[at] not in _PARTS and words[at] != ",":
                at -= 1
            if lowers[at] in _RELATIVE:
                continue
            comma = words[at] == "," or words[at - 1] == ","
            if at > one.use.last and (comma or (lowers[at] in LINKING and other.source is one.source)):
                end = at - 1 if words[at - 1] == "," and at - 1 > one.use.last else at
                break
        if not self._semicolons:
            return end
        begin = bisect_left(self._semicolons, one.use.last)
        semicolons = self._semicolons[begin : bisect_left(self._semicolons, end, begin)]
        return next((token for token in semicolons if not self._in_quote[token]), end)


def _told_already(content: Content, near: Sequence[Content]) -> bool:
    """Tell words inside somebody's words, unless they are the speech of another actor: "Kerry said Iran believes …"."""
    at, own = content.said.use, content.said.source
    tells = at.cue.that or at.cue.tells in _JUDGING or at.cue.lemma in _NAMING
    for other in near:
        if not other.span[0] <= at.first < other.span[1] or other.span == content.span:
            continue
        first, last = other.said.group
        outside = not first <= at.first < last
        if outside and (own.actor is None or own.actor == other.said.source.actor or not tells):
            return True
    return False
