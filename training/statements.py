"""Turn the project's own labelled sentences into examples."""

import re
from itertools import combinations
from pathlib import Path

from stance.text import SEEDS
from training import labelled
from training.examples import MentionExample, PairExample, Span

_MARK = re.compile(r"<(/?)([ht]|[ai][1-9])>")


def unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """
    Take the marks out of a statement or scene.

    :param marked: A text with marks such as `<h>…</h>` or `<a1>…</a1>`.
    :return: The bare text, and the character offsets of each mark in it.
    """
    spans: dict[str, Span] = {}
    parts: list[str] = []
    opened = length = end = 0
    for match in _MARK.finditer(marked):
        parts.append(marked[end : match.start()])
        length += len(parts[-1])
        end = match.end()
        if match.group(1):
            spans[match.group(2)] = (opened, length)
        else:
            opened = length
    parts.append(marked[end:])
    return "".join(parts), spans


def read_statements(folder: Path = SEEDS) -> list[PairExample]:
    """
    Read every labelled statement.

    :param folder: The seeds.
    :return: One example a statement, holder first.
    """
    examples: list[PairExample] = []
    for row in labelled.statements(folder):
        text, spans = unmark(row.text)
        examples.append(PairExample(text, spans["h"], spans["t"], row.stance, row.back, text, "statements"))
    return examples


def read_scenes(folder: Path = SEEDS) -> list[PairExample]:
    """
    Read every pair of every scene.

    :param folder: The seeds.
    :return: One example a pair of marks, an actor first; a pair of two issues is none.
    """
    examples: list[PairExample] = []
    for scene in labelled.scenes(folder):
        text, spans = unmark(scene.text)
        stance = dict.fromkeys(scene.favor, "favor") | dict.fromkeys(scene.against, "against")
        for one, other in combinations(sorted(spans, key=lambda mark: (mark[0], spans[mark])), 2):
            if one[0] != "a":
                continue
            forward = stance.get(f"{one[1]}>{other[1]}", "neutral")
            backward = stance.get(f"{other[1]}>{one[1]}", "neutral") if other[0] == "a" else None
            examples.append(PairExample(text, spans[one], spans[other], forward, backward, text, "scenes"))
    return examples


def read_portrayals(folder: Path = SEEDS) -> list[MentionExample]:
    """
    Read every actor of every portrayal.

    :param folder: The seeds.
    :return: One example a mark.
    """
    examples: list[MentionExample] = []
    for portrayal in labelled.portrayals(folder):
        text, spans = unmark(portrayal.text)
        label = dict.fromkeys(portrayal.positive, "positive") | dict.fromkeys(portrayal.negative, "negative")
        examples += [MentionExample(text, span, label.get(mark[1], "neutral"), text) for mark, span in spans.items()]
    return examples
