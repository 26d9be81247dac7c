"""Turn the project's own labelled statements into examples."""

import re
from pathlib import Path

from stance import seeds
from stance.text import SEEDS
from training.examples import PairExample, Span

_MARK = re.compile(r"<(/?)([ht])>")


def parse(marked: str) -> tuple[str, Span, Span]:
    """
    Take the marks out of a statement.

    :param marked: A text with one `<h>…</h>` and one `<t>…</t>`.
    :return: The bare text and the character offsets of holder and target in it.
    """
    spans: dict[str, list[int]] = {"h": [], "t": []}
    parts: list[str] = []
    length = end = 0
    for match in _MARK.finditer(marked):
        parts.append(marked[end : match.start()])
        length += len(parts[-1])
        spans[match.group(2)].append(length)
        end = match.end()
    parts.append(marked[end:])
    holder, target = spans["h"], spans["t"]
    return "".join(parts), (holder[0], holder[1]), (target[0], target[1])


def read_statements(folder: Path = SEEDS) -> list[PairExample]:
    """
    Read every labelled statement.

    :param folder: The seeds.
    :return: One example a statement, holder first.
    """
    examples: list[PairExample] = []
    for row in seeds.statements(folder):
        text, holder, target = parse(row.text)
        examples.append(PairExample(text, holder, target, row.stance, row.back, text, "statements"))
    return examples
