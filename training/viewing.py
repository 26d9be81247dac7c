"""Show labelled examples the way serving shows a text, through the same views."""

from collections.abc import Sequence

from tqdm import tqdm

from stance.lexicon import Lexicon
from stance.text import read
from stance.views import Views, mention_views, pair_views, stretch
from training.examples import MentionExample, PairExample


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
        views.append(mention_views(stretch(document.words, document.lowers, lexicon), document.tokens_between(*example.span)))
    return views


def pairs(examples: Sequence[PairExample], lexicon: Lexicon, *, progress: str | None = None) -> list[tuple[Views, Views]]:
    """
    View each marked pair in both directions.

    :param examples: The examples.
    :param lexicon: The lexicon to annotate with.
    :param progress: What a progress bar says, if one is wanted.
    :return: For each example the views with the first as holder, and with the second.
    """
    views = []
    for example in tqdm(examples, desc=progress, disable=None if progress else True):
        document = read(example.text)
        annotated = stretch(document.words, document.lowers, lexicon)
        first, second = document.tokens_between(*example.first), document.tokens_between(*example.second)
        views.append((pair_views(annotated, first, second), pair_views(annotated, second, first)))
    return views


def directed(
    examples: Sequence[PairExample], viewed: Sequence[tuple[Views, Views]]
) -> tuple[list[Views], list[str], list[str], list[str]]:
    """
    Turn pairs into holder-to-target items.

    :param examples: The examples.
    :param viewed: Their views in both directions.
    :return: Views, labels, groups and sources, one an item; a direction that nobody labelled is left out.
    """
    views: list[Views] = []
    labels: list[str] = []
    groups: list[str] = []
    sources: list[str] = []
    for example, (forward, backward) in zip(examples, viewed, strict=True):
        for view, label in ((forward, example.forward), (backward, example.backward)):
            if label is not None:
                views.append(view)
                labels.append(label)
                groups.append(example.group)
                sources.append(example.source)
    return views, labels, groups, sources
