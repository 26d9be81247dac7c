"""What the models see of a text: features in views, kept as runs that share a prefix until somebody wants them spelled out."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

# Features that begin alike: the prefix and what follows it. The same list of n-grams serves several views under several prefixes,
# which costs neither new strings nor new hashes.
Run = tuple[str, Sequence[str]]
Views = dict[str, list[Run]]
Features = dict[str, list[str]]


def spelled(views: Views) -> Features:
    """
    Write features out.

    :param views: Views in runs.
    :return: The features of each view as the strings that a vectoriser counts.
    """
    return {view: [prefix + rest for prefix, rests in runs for rest in rests] for view, runs in views.items()}


def bigrams(symbols: Iterable[str]) -> list[str]:
    """
    Give the pairs of neighbours.

    :param symbols: The symbols.
    :return: The pairs, each joined by a space.
    """
    return [f"{first} {second}" for first, second in pairwise(symbols)]


def trigrams(symbols: Sequence[str]) -> list[str]:
    """
    Give what three neighbours form.

    :param symbols: The symbols.
    :return: The triples, each joined by spaces.
    """
    return [f"{first} {second} {third}" for first, second, third in zip(symbols, symbols[1:], symbols[2:], strict=False)]


def fourgrams(symbols: Sequence[str]) -> list[str]:
    """
    Give what four neighbours form.

    :param symbols: The symbols.
    :return: The fours, each joined by spaces.
    """
    return [f"{a} {b} {c} {d}" for a, b, c, d in zip(symbols, symbols[1:], symbols[2:], symbols[3:], strict=False)]
