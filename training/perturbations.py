"""Changes of a text after which a reader would answer the same: slips of the pen, capitals, marks, spellings, additions."""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from stance.text import Document, read
from training.robustness_rows import Wording

_SEED = 20130525
_WRAP = 72
_SHORTEST = 5
_QUOTE = re.compile('"')
# What commas set off, dashes may.
_ASIDE = re.compile(r', (?=(?:who|which|whose|where)\b[^,;:"]{5,90}(, ))')
_OPENS_SMALL = frozenset(
    "the a an in on at after before two three several many some his her its their police rebels troops".split()
)
_SMALL_IN_TITLES = frozenset("a an the and or but of in on at to for by with from as that it its was were is are be".split())

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """A text with replacements: where each stood in the first text (character offsets, end exclusive), and what is put there."""

    before: str
    edits: tuple[Edit, ...]

    @property
    def text(self) -> str:
        """The text with its replacements."""
        parts: list[str] = []
        at = 0
        for start, end, new in self.edits:
            parts += (self.before[at:start], new)
            at = end
        return "".join((*parts, self.before[at:]))

    def moved(self, offset: int) -> int:
        """
        Find a character of the first text in the changed one.

        :param offset: Its offset.
        :return: Its offset there; the start of the replacement where it was replaced.
        """
        shift = 0
        for start, end, new in self.edits:
            if offset < max(end, start + 1) and offset >= start and end > start:
                return start + shift
            if end <= offset:
                shift += len(new) - (end - start)
        return offset + shift


Perturbation = Callable[[str], Changed | None]


def changed(text: str, edits: Iterable[Edit]) -> Changed | None:
    """
    Replace pieces of a text.

    :param text: The text.
    :param edits: The replacements in order and without overlap.
    :return: The changed text, or None where nothing differs.
    """
    real = tuple(edit for edit in edits if text[edit[0] : edit[1]] != edit[2])
    return Changed(text, real) if real else None


def _slips(text: str) -> Iterator[Edit]:
    draw = random.Random(f"{_SEED} {text}")  # noqa: S311  # a draw to be repeated, not a secret
    document = read(text)
    for sentence in document.sentences:
        tokens = range(sentence.first, sentence.last)
        longer = [t for t in tokens if len(document.words[t]) >= _SHORTEST and document.words[t].isalpha()]
        plain = [t for t in longer if document.words[t].islower() and _swaps(document.words[t])]
        if plain:
            token = draw.choice(plain)
            at = document.starts[token] + draw.choice(_swaps(document.words[token]))
            yield at, at + 2, text[at + 1] + text[at]


def _swaps(word: str) -> list[int]:
    """Find the places of a word, but for the first letter, where two letters can change places and it shows."""
    return [i for i in range(1, len(word) - 1) if word[i] != word[i + 1]]


def _first_sentence(text: str, change: Callable[[str], str]) -> Changed | None:
    document = read(text)
    first = document.sentences[0]
    places = zip(document.starts[first.first : first.last], document.ends[first.first : first.last], strict=True)
    return changed(text, [(start, end, change(text[start:end])) for start, end in places])


def _capitals(word: str) -> str:
    upper = word.upper()
    return upper if len(upper) == len(word) else word


def _title(word: str) -> str:
    return word if word.lower() in _SMALL_IN_TITLES or not word[0].isalpha() or word[0].isupper() else word[0].upper() + word[1:]


def _quotes(text: str, opening: str, closing: str) -> Changed | None:
    marks = cycle((opening, closing))
    found = list(_QUOTE.finditer(text))
    return changed(text, [(m.start(), m.end(), next(marks)) for m in found]) if len(found) % 2 == 0 else None


def _opened(text: str, words: str, names: frozenset[int]) -> Changed | None:
    """Put an adverb before a text that opens with a name or with a word known to be small elsewhere."""
    first = re.match(r"\w+", text)
    if first is None or (0 not in names and first.group().lower() not in _OPENS_SMALL):
        return None
    # Two edits, so that a name that opened the text is found again behind the adverb, not at it.
    return changed(text, [(0, 0, f"{words}, "), (0, 1, text[0] if 0 in names else text[0].lower())])


def _clause(document: Document, words: str) -> Changed | None:
    end = document.sentences[0].end
    return changed(document.text, [(end - 1, end, f", {words}.")]) if document.text[end - 1] == "." else None


def _wrapped(text: str) -> Iterator[Edit]:
    start = 0
    while len(text) - start > _WRAP:
        at = text.rfind(" ", start, start + _WRAP)
        if at < 0:
            return
        yield at, at + 1, "\n"
        start = at + 1


def _respelled(text: str, spellings: dict[str, str]) -> Changed | None:
    words = re.compile(r"\b(?:" + "|".join(sorted(spellings)) + r")\b")
    return changed(text, [(m.start(), m.end(), spellings[m.group()]) for m in words.finditer(text)])


def _set_off(text: str, dash: str) -> Changed | None:
    """Put dashes for the commas around the first aside."""
    found = _ASIDE.search(text)
    return changed(text, [(*found.span(), dash), (*found.span(1), dash)]) if found else None


def _replaced(pattern: re.Pattern[str], new: str) -> Perturbation:
    return lambda text: changed(text, [(m.start(), m.end(), new) for m in pattern.finditer(text)])


def perturbations(wordings: Sequence[Wording], name_starts: Callable[[str], frozenset[int]]) -> dict[str, Perturbation]:
    """
    Give every perturbation by its name.

    :param wordings: The openings, clauses, sentences and spellings to use.
    :param name_starts: Tells at which characters of a text names begin.
    :return: For each a function from a text to the changed one, or to None where it has nothing to change.
    """
    kinds: dict[str, list[Wording]] = {}
    for row in wordings:
        kinds.setdefault(row.kind, []).append(row)
    american = {row.text: row.american or "" for row in kinds["spelling"]}
    british = {new: old for old, new in american.items()}

    def pick(kind: str, text: str) -> str:
        """Take turns by length, so that a text gets the same words on every run."""
        return kinds[kind][len(text) % len(kinds[kind])].text

    return {
        "typo a sentence": lambda text: changed(text, _slips(text)),
        "first sentence in capitals": lambda text: _first_sentence(text, _capitals),
        "first sentence in title case": lambda text: _first_sentence(text, _title),
        "quotes curly": lambda text: _quotes(text, "“", "”"),
        "quotes guillemets": lambda text: _quotes(text, "«", "»"),
        "quotes single, curly": lambda text: _quotes(text, "‘", "’"),
        "quotes single, straight": lambda text: _quotes(text, "'", "'"),
        "adverb before": lambda text: _opened(text, pick("opening", text), name_starts(text)),
        "clause after": lambda text: _clause(read(text), pick("clause", text)),
        "sentence after": lambda text: changed(text, [(len(text), len(text), " " + pick("sentence", text))]),
        "double spaces": _replaced(re.compile(r"(?<=[.!?,;]) (?=\S)"), "  "),
        "lines wrapped": lambda text: changed(text, _wrapped(text)),
        "spelling American": lambda text: _respelled(text, american),
        "spelling British": lambda text: _respelled(text, british),
        "aside in hyphens": lambda text: _set_off(text, " - "),
        "aside in en dashes": lambda text: _set_off(text, " – "),
        "aside in em dashes": lambda text: _set_off(text, "—"),
    }
