"""The first step: a text becomes tokens, sentences and paragraphs, each with its offsets."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain
from pathlib import Path

from stance.apostrophes import apostrophes_that_quote
from stance.dashes import LONG_DASHES, asides
from stance.folding import lower, straighten
from stance.headlines import Knowledge, recased
from stance.records import record

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

# Every alternative consumes what it looks at, or looks one clitic ahead: the scan is linear in the text.
_TOKEN = re.compile(
    r"'{2,3}|(?:[A-Za-z]\.){2,}"  # two apostrophes for a quotation mark; U.S., a.m.
    r"|\d+(?:[.,]\d+)*"  # 80,000 and 3.5
    r"|n't\b|\w+?(?=n't\b)|'(?:s|re|ve|ll|d|m)\b"  # do n't, Assad 's
    r"|\w++'(?!(?:s|re|ve|ll|d|m|t)\b)\w+"  # Shi'ite, O'Brien
    r"|\w+|[^\w\s]",
    re.IGNORECASE,
)
# The lookbehind lets a run of stops be tried once, not once a stop; it comes second because the scan skips to a first character.
_END = re.compile(r"""[.!?](?<![.!?][.!?])[.!?]*+['")\]]*+(?=\s)""")
_BULLET = re.compile("[•●▪]")
# What may close a word and is a token of its own.
_CLOSING = frozenset('.,;:!?)"')
_LINE_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]\s*")
_NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_WORD_BEFORE = re.compile(r"(?s:.*[^\w.])?([\w.]+)")
_WORD = re.compile(r"\w+")
_TERMINAL = tuple(".!?:\"')")
_PAUSES = frozenset(",-")
_HEADING_WIDTH = 60
_LONGEST_SENTENCE = 200
# Abbreviations only before a number: "No. 5", but "she said no."
_NUMBERED = frozenset("no nos fig vol p pp est del".split())
_BEFORE_LETTERS = (" on", " at", " plan", " vitamin", " grade")
_STARTERS = frozenset(
    "the a an he she it they we i this that these those but and in on at as for if when while after before since "
    "there his her its their however meanwhile some many most both last earlier later with by to".split()
)


@record
class Sentence:
    """One sentence: `start`/`end` are character offsets, `first`/`last` token indices (end exclusive)."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


class Document:
    """
    A text with its tokens and sentences, which nobody changes.

    `words[i]` is token i as it stands in the straightened text, `lowers[i]` the same folded to lower case. In both, apostrophes
    that quote are a double quotation mark and dashes around an aside commas; ordinary words of a headline are in lower case in
    `words`, and where all is in capitals its smallest words in `straight` too.
    `starts[i]` and `ends[i]` are its character offsets into `text`.

    What is asked for again and again is worked out once: `sentence_at`, the index of each token's sentence; `places`, the tokens
    of each word in lower case; and in order the tokens that begin with a capital letter, `capitals`, the same by the index of
    their sentence, `capitals_by_sentence`, those of quotation marks, `marks`, and of commas, dashes and hyphens, `pauses`.
    """

    def __init__(
        self,
        text: str,
        straight: str,
        folded: str,
        tokens: tuple[Sequence[str], Sequence[str], Sequence[int], Sequence[int]],
        sentences: Iterable[Sentence],
    ) -> None:
        """
        Index the tokens.

        :param text: The text as sent.
        :param straight: The same, straightened.
        :param folded: The same in lower case.
        :param tokens: `words`, `lowers`, `starts` and `ends`.
        :param sentences: The sentences, which leave out no token.
        """
        self.text = text
        self.straight = straight
        self.folded = folded
        self.words: tuple[str, ...] = tuple(tokens[0])
        self.lowers: tuple[str, ...] = tuple(tokens[1])
        self.starts: tuple[int, ...] = tuple(tokens[2])
        self.ends: tuple[int, ...] = tuple(tokens[3])
        self.sentences: tuple[Sentence, ...] = tuple(sentences)
        self.sentence_at: list[int] = []
        for index, sentence in enumerate(self.sentences):
            self.sentence_at += [index] * (sentence.last - sentence.first)
        self.places: dict[str, list[int]] = {}
        for token, word in enumerate(self.lowers):
            if word in self.places:
                self.places[word].append(token)
            else:
                self.places[word] = [token]
        self._vocabulary = frozenset(self.places)
        self.marks: tuple[int, ...] = tuple(self.places.get('"', ()))
        self.pauses: list[int] = self.where(_PAUSES)
        self.capitals: tuple[int, ...] = tuple([token for token, word in enumerate(self.words) if word[0].isupper()])
        bounds = [bisect_left(self.capitals, sentence.first) for sentence in self.sentences] + [len(self.capitals)]
        self.capitals_by_sentence: dict[int, tuple[int, ...]] = {
            i: self.capitals[bounds[i] : bounds[i + 1]] for i in range(len(bounds) - 1) if bounds[i] < bounds[i + 1]
        }

    def sentence_of(self, token: int) -> int:
        """
        Tell which sentence a token stands in.

        :param token: A token index.
        :return: The index of its sentence.
        """
        sentence_at = self.sentence_at
        if 0 <= token < len(sentence_at):
            return sentence_at[token]
        return max(0, len(self.sentences) - 1) if token > 0 else 0

    def where(self, words: AbstractSet[str]) -> list[int]:
        """
        Find the tokens that are one of some words, all at once: most words of a text begin nothing that a step looks for.

        :param words: Words in lower case.
        :return: The tokens, in order.
        """
        found = self._vocabulary & words
        places = self.places
        return sorted(chain.from_iterable([places[word] for word in found])) if found else []

    def tokens_between(self, start: int, end: int) -> tuple[int, int]:
        """
        Find the tokens that touch a character span.

        :param start: Character offset where the span begins.
        :param end: Character offset where the span ends, exclusive.
        :return: First and last token index, end exclusive; equal where the span holds no token.
        """
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))


def _lines(name: str) -> list[str]:
    lines = (SEEDS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(_lines("abbreviations.txt"))


@lru_cache(maxsize=1)
def _knowledge() -> Knowledge:
    bodies = frozenset(line.split("\t")[0].lower() for line in _lines("orgheads.tsv")[1:])
    return Knowledge(frozenset(_lines("commonwords.txt")), bodies)


def _ends_sentence(straight: str, match: re.Match[str]) -> bool:
    """Decide whether the full stop, question or exclamation mark of `match` ends a sentence."""
    rest = straight[match.end() : match.end() + 40].lstrip()
    if not rest:
        return True
    opening = rest.lstrip("\"'([-")
    if opening and opening[0].islower():
        return False
    if match.group() != ".":
        return True
    floor, stop = max(0, match.start() - 24), match.start()
    # Mostly a word of letters alone after a space.
    word = straight[max(floor, straight.rfind(" ", floor, stop) + 1) : stop]
    if not word.isalpha():
        before = _WORD_BEFORE.fullmatch(straight, floor, stop)
        if before is None:
            return True
        word = before.group(1)
    if "." in word and len(word.replace(".", "")) <= word.count(".") + 1:
        # U.S. and the like end a sentence only where the next word opens one.
        next_word = _WORD.match(opening)
        return next_word is not None and next_word.group().lower() in _STARTERS
    if len(word) == 1 and word.isupper():
        # An initial stands beside a name; "wrote on X." ends a sentence.
        return straight[max(0, match.start() - 14) : match.start() - 1].rstrip().endswith(_BEFORE_LETTERS)
    if word.lower() in _NUMBERED:
        return not opening[:1].isdigit()
    return word.lower() not in _abbreviations()


def _breaks(text: str, straight: str) -> list[tuple[int, bool]]:
    """List where the text is cut: offset of the cut and whether a paragraph ends there."""
    cuts: list[tuple[int, bool]] = []
    line_start = 0
    for match in _LINE_BREAK.finditer(text):
        line_end = match.start()
        blank_line = len(_NEWLINE.findall(match.group())) > 1
        after = straight[match.end() : match.end() + 1]
        ended = straight.endswith(_TERMINAL, line_start, line_end)
        heading = line_end - line_start < _HEADING_WIDTH and not after.islower()
        if blank_line or ended or heading:
            cuts.append((line_end, True))
            line_start = match.end()
    if not straight.isascii():
        # A bullet parts what stands before it from what it opens, as between readers' letters.
        cuts.extend((match.start() + after, False) for match in _BULLET.finditer(straight) for after in (0, 1))
    cuts.extend((match.end(), False) for match in _END.finditer(straight) if _ends_sentence(straight, match))
    cuts.sort()
    return cuts


def _tokens(straight: str, folded: str) -> tuple[list[str], list[str], list[int], list[int]]:
    """
    Cut a text into tokens.

    No token holds a space, and most of what stands between spaces is one word, or one that a mark closes: the pattern is for the
    rest.
    """
    words: list[str] = []
    lowers: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for piece, folded_piece in zip(straight.split(" "), folded.split(" "), strict=True):
        size = len(piece)
        if piece.isalpha():
            words.append(piece)
            lowers.append(folded_piece)
            starts.append(at)
            ends.append(at + size)
        elif size > 1 and piece[-1] in _CLOSING and piece[:-1].isalpha():
            words += (piece[:-1], piece[-1])
            lowers += (folded_piece[:-1], folded_piece[-1])
            starts += (at, at + size - 1)
            ends += (at + size - 1, at + size)
        elif size:
            first = 0
            # Tokens cover a piece without a gap.
            for word in _TOKEN.findall(piece):
                last = first + len(word)
                words.append(word)
                lowers.append(folded_piece[first:last])
                starts.append(at + first)
                ends.append(at + last)
                first = last
        at += size + 1
    return words, lowers, starts, ends


def read(text: str) -> Document:
    """
    Read a text into tokens and sentences.

    :param text: Any text, of any length; an empty one gives a document without sentences.
    :return: The document; no token crosses a sentence's border.
    """
    straight = straighten(text)
    folded = lower(straight)
    words, lowers, starts, ends = _tokens(straight, folded)
    for token in apostrophes_that_quote(text, straight, words, lowers, starts):
        words[token] = lowers[token] = '"'
    sentences: list[Sentence] = []
    first = paragraph = 0
    for cut, ends_paragraph in [*_breaks(text, straight), (len(text), True)]:
        last = bisect_left(starts, cut, lo=first)
        while last - first > _LONGEST_SENTENCE:
            # A sentence without end is cut: what later steps do within a sentence must stay bounded.
            end = first + _LONGEST_SENTENCE
            sentences.append(Sentence(starts[first], ends[end - 1], first, end, paragraph))
            first = end
        if last > first:
            sentences.append(Sentence(starts[first], ends[last - 1], first, last, paragraph))
            first = last
        if ends_paragraph:
            paragraph += 1
    runs = [(sentence.first, sentence.last) for sentence in sentences]
    if " - " in straight or any(dash in text for dash in LONG_DASHES):
        for token in list(asides(text, words, starts, runs)):
            words[token] = lowers[token] = ","
    straight = recased(straight, words, lowers, starts, runs, _knowledge())
    return Document(text, straight, folded, (words, lowers, starts, ends), sentences)
