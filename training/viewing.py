"""Show labelled examples the way serving shows a text: through the same reader, the same candidates and the same views."""

from collections.abc import Sequence

from tqdm import tqdm

from stance import seeds as tables
from stance.attribution import Attributor
from stance.joining import Joined, as_written, is_name, join, name_spans
from stance.lexicon import Lexicon
from stance.mentions import Mention, Reading
from stance.registry import Actor
from stance.statements import Statement, candidates
from stance.stretches import Stretches, statement_views
from stance.text import Document, read
from stance.views import Views, mention_views, pair_views, stretch
from training.examples import MentionExample, PairExample

_FIRST, _SECOND = "first", "second"


def mentions(examples: Sequence[MentionExample], lexicon: Lexicon, *, progress: str | None = None) -> list[Views]:
    """
    View each marked mention.

    :param examples: The examples.
    :param lexicon: The lexicon to annotate with.
    :param progress: What a progress bar says, if one is wanted.
    :return: One set of views an example.
    """
    views = []
    for example in tqdm(examples, desc=progress, disable=None if progress else True):
        document = read(example.text)
        marked = document.tokens_between(*example.span)
        joined = _joined(document, [marked])
        views.append(mention_views(stretch(joined.words, joined.lowers, lexicon), joined.span(*marked)))
    return views


class PairViewer:
    """Shows marked pairs as the engine would: a speaker's words as spoken, anything else as it stands."""

    def __init__(self, lexicon: Lexicon) -> None:
        """
        Build the attributor from the repository's seeds.

        :param lexicon: The lexicon to annotate with.
        """
        seeds = tables.load()
        self._lexicon = lexicon
        self._attributor = Attributor(seeds.cues, seeds.title_words)

    def views(self, example: PairExample) -> tuple[Views, Views]:
        """
        View a marked pair in both directions.

        :param example: The pair.
        :return: The views with the first as holder, and with the second.
        """
        document = read(example.text)
        marked = [_mention(document, span, name) for span, name in ((example.first, _FIRST), (example.second, _SECOND))]
        actors = {name: Actor(name, name, "person") for name in (_FIRST, _SECOND)}
        reading = Reading(sorted(marked, key=lambda one: one.first), actors=actors)
        attributions = self._attributor.attribute(document, reading)
        offered = candidates(document, reading, attributions)
        stretches = Stretches(document, self._lexicon, attributions, name_spans(document, reading))
        first, second = marked
        return (
            self._view(document, offered, stretches, first, second),
            self._view(document, offered, stretches, second, first),
        )

    def _view(
        self,
        document: Document,
        offered: Sequence[Statement],
        stretches: Stretches,
        holder: Mention,
        target: Mention,
    ) -> Views:
        fitting = [one for one in offered if one.holder == holder.id and one.target.id == target.id]
        if fitting:
            return statement_views(max(fitting, key=lambda one: one.spoken), stretches)
        # The corpus marks pairs that the engine would not make a candidate: they stand as they are.
        sentence = document.sentence_of(holder.first)
        if sentence == document.sentence_of(target.first):
            annotated, joined = stretches.plain(sentence)
        else:
            joined = _joined(document, sorted((one.first, one.last) for one in (holder, target)))
            annotated = stretch(joined.words, joined.lowers, self._lexicon)
        return pair_views(annotated, joined.span(holder.first, holder.last), joined.span(target.first, target.last))


def _joined(document: Document, marked: Sequence[tuple[int, int]]) -> Joined:
    """Join those marked tokens that are a name."""
    names = [span for span in marked if is_name(as_written(document, span), document.lowers[slice(*span)])]
    return join(document.words, document.lowers, names)


def _mention(document: Document, span: tuple[int, int], name: str) -> Mention:
    first, last = document.tokens_between(*span)
    return Mention(first, last, *span, "actor", name, "name")


def pairs(examples: Sequence[PairExample], lexicon: Lexicon, *, progress: str | None = None) -> list[tuple[Views, Views]]:
    """
    View each marked pair in both directions.

    :param examples: The examples.
    :param lexicon: The lexicon to annotate with.
    :param progress: What a progress bar says, if one is wanted.
    :return: For each example the views with the first as holder, and with the second.
    """
    viewer = PairViewer(lexicon)
    return [viewer.views(example) for example in tqdm(examples, desc=progress, disable=None if progress else True)]
