"""What only this text tells: people and bodies that no registry holds, acronyms in brackets, surnames after a full name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stance.seeds import Seeds
from stance.text import Document, Sentence

_PARTICLES = frozenset("al el bin ibn abu van von de del della der den di da la le bint ben".split())
_INNER = frozenset(("of", "for", "and", "the", "-", "'", "'s", "to", "on", "in"))
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december mon tue wed thu fri sat sun".split()
)
_CONNECTED = frozenset(("of", "for"))
_LONGEST_NAME = 5
_LONGEST_BODY = 9


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together, tokens `first` to `last`, end exclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LocalName:
    """A person or body of this text: where it is named, as what kind."""

    run: Run
    kind: str


def _is_name_word(document: Document, token: int) -> bool:
    word = document.words[token]
    return word[0].isupper() and word.lower() not in _CALENDAR and (len(word) > 1 or token > 0)


def runs(document: Document, sentence: Sentence, taken: Mapping[int, int]) -> Iterator[Run]:
    """
    Find the runs of capitalised words that no mention covers.

    :param document: The text.
    :param sentence: The sentence to search.
    :param taken: Tokens that belong to a mention already.
    :yield: The runs, particles such as "al-" and initials' stops included.
    """
    at = sentence.first
    while at < sentence.last:
        if at in taken or not _is_name_word(document, at):
            at += 1
            continue
        end = at + 1
        while end < sentence.last and end not in taken:
            lower = document.lowers[end]
            follows = end + 1 < sentence.last and end + 1 not in taken and document.words[end + 1][0].isupper()
            if _is_name_word(document, end):
                end += 1
            elif follows and (lower in _PARTICLES or lower == "-"):
                end += 2 if _is_name_word(document, end + 1) else 1
            elif lower in _PARTICLES and document.lowers[end + 1 : end + 2] == ("-",) and end + 2 < sentence.last:
                end += 3
            elif lower == "." and len(document.words[end - 1]) == 1 and follows:
                end += 1
            else:
                break
        yield Run(at, min(end, sentence.last))
        at = end


class LocalNames:
    """Decides which runs of capitalised words name a person or a body."""

    def __init__(self, seeds: Seeds, speech: frozenset[str]) -> None:
        """
        Take the tables that tell people from bodies and places.

        :param seeds: The loaded tables.
        :param speech: Forms of verbs by which people speak.
        """
        self._given = seeds.given_names
        self._bodies = seeds.bodies
        self._places = seeds.places
        self._speech = speech
        self._titles = frozenset(title.rsplit(" ", 1)[-1].rstrip(".") for title in seeds.titles) | {"mr", "mrs", "ms", "dr"}
        self._role_words = frozenset(title.rsplit(" ", 1)[-1] for title in seeds.titles)

    def classify(self, document: Document, sentence: Sentence, run: Run) -> LocalName | None:
        """
        Tell whether a run names a person or a body.

        :param document: The text.
        :param sentence: The run's sentence.
        :param run: The run.
        :return: The name with its kind, or None where neither is sure.
        """
        first, last = run.first, run.last
        while first < last and document.lowers[first] in self._titles:
            first += 1
            if first < last and document.lowers[first] == ".":
                first += 1
        titled = first > run.first or self._title_before(document, sentence, first)
        if first < last and first == sentence.first and last - first > 1 and document.lowers[first] in _OPENERS:
            first += 1
        if first >= last:
            return None
        run = Run(first, last)
        words = document.lowers[first:last]
        kind = self._body_kind(words)
        if kind is not None and len(words) > 1:
            return LocalName(self._whole_body(document, sentence, run), kind)
        if " ".join(words) in self._places or words[0] in self._places:
            return None
        names = [word for word in words if word.isalpha()]
        if len(names) > _LONGEST_NAME or not any(len(name) > 1 for name in names):
            return None
        known = names[0] in self._given or any(word in _PARTICLES for word in words)
        if titled or (len(names) > 1 and (known or self._speaks(document, sentence, run) or self._described(document, run))):
            return LocalName(run, "person")
        if len(names) == 1 and self._speaks(document, sentence, run) and first > sentence.first and not names[0].isupper():
            return LocalName(run, "person")
        return None

    def _body_kind(self, words: tuple[str, ...]) -> str | None:
        return self._bodies.get(words[-1]) or self._bodies.get(words[0])

    def _whole_body(self, document: Document, sentence: Sentence, run: Run) -> Run:
        """Take in "of Defence", "for Peace and Justice" after a body's head noun."""
        last = run.last
        while last + 1 < sentence.last and last - run.first < _LONGEST_BODY:
            inner = 1 if document.lowers[last] in _CONNECTED else 0
            if not inner:
                break
            if document.lowers[last + 1] == "the":
                inner = 2
            at = last + inner
            if at >= sentence.last or not document.words[at][0].isupper():
                break
            while at < sentence.last and document.words[at][0].isupper():
                at += 1
            last = at
        return Run(run.first, last)

    def _title_before(self, document: Document, sentence: Sentence, first: int) -> bool:
        before = first - 1
        if before >= sentence.first and document.lowers[before] == ".":
            before -= 1
        return before >= sentence.first and document.lowers[before] in self._titles

    def _speaks(self, document: Document, sentence: Sentence, run: Run) -> bool:
        after = document.lowers[run.last] if run.last < sentence.last else ""
        before = document.lowers[run.first - 1] if run.first > sentence.first else ""
        return after in self._speech or before in self._speech

    def _described(self, document: Document, run: Run) -> bool:
        """Look for an apposition: ", the director of", ", a businessman", ", who", ", 34,"; or "the home secretary, X"."""
        before = document.lowers[max(0, run.first - 4) : run.first]
        if before[-1:] == (",",) and any(word in self._role_words for word in before[-3:-1]):
            return True
        after = document.lowers[run.last : run.last + 6]
        if len(after) < 3 or after[0] != ",":
            return False
        return after[1] in {"who", "a", "an"} or after[1].isdigit() or any(word in self._role_words for word in after[1:])


_OPENERS = frozenset(
    "the a an in on at as but and for from when while after before with by if this that these those he she they it his her "
    "their some many most no not since because although though meanwhile however yet so then there here what why how who "
    "earlier later last both all other former new one two three senior".split()
)


def acronym_after(document: Document, last: int, end: int) -> tuple[int, str] | None:
    """
    Find an acronym in brackets after a name: "Syrian National Coalition (SNC)".

    :param document: The text.
    :param last: The token after the name.
    :param end: Where the sentence ends.
    :return: The acronym's token and text, or None.
    """
    if last + 2 < end and document.words[last] == "(" and document.words[last + 2] == ")":
        word = document.words[last + 1]
        if len(word) > 1 and word.isupper() and word.isalpha():
            return last + 1, word
    return None


def surname_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """
    Give the last name of a full name's tokens, with a particle such as "al-" before it.

    :param words: Tokens, lower case.
    :return: The tokens of the last name.
    """
    at = len(words) - 1
    while at > 1 and (words[at - 1] == "-" or words[at - 1] in _PARTICLES):
        at -= 1
    return words[at:]
