"""Names put in the place of names at marked mentions, where no view of what is left may change."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from stance import seeds as tables
from stance.attribution import Attributor
from stance.joining import is_name, join, name_spans
from stance.lexicon import Lexicon
from stance.mentions import Mention, Reading
from stance.registry import Actor
from stance.statements import candidates
from stance.stretches import Stretches, mention_in, spoken_mention, statement_views
from stance.text import read
from stance.views import Views
from training import labelled
from training.examples import Span
from training.robustness_rows import NameRow
from training.statements import unmark

_SEED = 20130525


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with marked mentions: character offsets by mark, `a1` to `a9` for actors, `i1` to `i9` for issues."""

    text: str
    spans: dict[str, Span]


@dataclass(frozen=True, slots=True)
class Swap:
    """A marked sentence and the same with another name at `mark`; `old` and `new` are the two names."""

    mark: str
    old: str
    new: str
    before: Marked
    after: Marked


Shown = dict[tuple[str, ...], list[Views]]


def put(marked: Marked, mark: str, name: str) -> Marked:
    """
    Put a name in the place of a mention.

    :param marked: The sentence.
    :param mark: Which mention.
    :param name: The name.
    :return: The sentence with it; an article of the mention stays.
    """
    start, end = marked.spans[mark]
    first = start + len(_article(marked.text[start:end]))
    grown = len(name) - (end - first)
    text = marked.text[:first] + name + marked.text[end:]
    moved = {
        key: (begin + grown if begin >= end else begin, last + grown if last >= end else last)
        for key, (begin, last) in marked.spans.items()
    }
    return Marked(text, moved)


def _article(words: str) -> str:
    return words[:4] if words[:4].lower() == "the " else ""


def swaps(names: Sequence[NameRow], number: int, kind_of: Callable[[Marked, str], str]) -> Iterator[Swap]:
    """
    Draw marked names of the scenes, each with another name of its kind to stand in its place, the same ones on every run.

    :param names: The names to draw from.
    :param number: How many swaps.
    :param kind_of: Tells the kind of a marked name, one of those of `NameRow`.
    :yield: The swaps.
    """
    draw = random.Random(_SEED)  # noqa: S311  # a draw to be repeated, not a secret
    places: list[tuple[Marked, str]] = []
    for scene in labelled.scenes():
        marked = Marked(*unmark(scene.text))
        for mark, (start, end) in marked.spans.items():
            words = read(marked.text[start + len(_article(marked.text[start:end])) : end])
            if mark[0] == "a" and is_name(words.words, words.lowers):
                places.append((marked, mark))
    for marked, mark in draw.sample(places, number):
        start, end = marked.spans[mark]
        old = marked.text[start:end]
        kind = kind_of(marked, mark)
        new = draw.choice([one for one in names if one.kind == kind and one.name != old]).name
        yield Swap(mark, old, new, marked, put(marked, mark, new))


class MarkedReader:
    """Shows marked sentences to the models as the engine would, were the marks what its finder found."""

    def __init__(self, lexicon: Lexicon) -> None:
        """
        Build the attributor from the repository's seeds.

        :param lexicon: The lexicon to annotate with.
        """
        self._seeds = tables.load()
        self._lexicon = lexicon
        self._attributor = Attributor(self._seeds.cues, self._seeds.title_words)

    def show(self, marked: Marked) -> Shown:
        """
        View every marked mention and every candidate pair of marks.

        :param marked: The sentence.
        :return: What the sentiment model scores by `(mark,)`; what the two models score by holder, target and how it was said.
        """
        document = read(marked.text)
        mentions = []
        for mark, (start, end) in sorted(marked.spans.items(), key=lambda item: item[1]):
            first, last = document.tokens_between(start + len(_article(marked.text[start:end])), end)
            kind = "actor" if mark[0] == "a" else "issue"
            form = "name" if kind == "actor" else "text"
            mentions.append(Mention(first, last, document.starts[first], document.ends[last - 1], kind, mark, form))
        actors = {one.id: Actor(one.id, one.id, "person") for one in mentions if one.kind == "actor"}
        reading = Reading(mentions, actors=actors, issues={one.id: one.id for one in mentions if one.kind == "issue"})
        attributions = self._attributor.attribute(document, reading)
        names = name_spans(document, reading)
        stretches = Stretches(document, self._lexicon, attributions, names)
        whole = join(document.words, document.lowers, names)
        shown: Shown = {(one.id,): [mention_in(one, document, stretches)] for one in mentions if one.kind == "actor"}
        offered = candidates(document, reading, attributions, self._seeds.title_words, reciprocals=self._seeds.reciprocals)
        for statement in offered:
            said = statement.attribution
            where = (whole.span(*said.content), whole.span(*(said.cue or (0, 0)))) if said else ()
            parts = (statement.kind, statement.spoken, *where)
            views = shown.setdefault((statement.holder, statement.target.id, repr(parts)), [])
            views.append(statement_views(statement, stretches))
            portrayed = spoken_mention(statement, stretches)
            views += [portrayed] if portrayed is not None else []
        return shown
