"""The lines of a dictionary in PETRARCH format, comments taken off."""

from collections.abc import Iterator
from dataclasses import dataclass

from stance.registries.rows import Tally


@dataclass(frozen=True, slots=True)
class Line:
    """What a line holds besides comments; `indented` where it begins with blanks."""

    number: int
    text: str
    indented: bool


def lines_of(text: str, tally: Tally, marks: str = "#;") -> Iterator[Line]:
    """
    Take off comments: from a mark to the end of the line, and from `<!--` to `-->` over any lines.

    :param text: The file's text.
    :param tally: Where lines, blank ones and comments are counted.
    :param marks: The characters that open a comment.
    :yield: The lines that hold something.
    """
    inside = False
    for number, raw in enumerate(text.removesuffix("\n").split("\n"), 1):
        tally.lines += 1
        kept = raw
        if inside or "<!--" in kept:
            kept, inside = _outside(kept, inside=inside)
        for mark in marks:
            kept = kept.split(mark, 1)[0]
        if kept.strip():
            yield Line(number, kept.strip(), kept[0] in " \t")
        elif raw.strip():
            tally.comments += 1
        else:
            tally.blank += 1


def _outside(line: str, *, inside: bool) -> tuple[str, bool]:
    """Give what of a line stands outside `<!-- -->`, and whether the line ends inside."""
    kept: list[str] = []
    rest = line
    while rest:
        if inside:
            _, closed, rest = rest.partition("-->")
            inside = not closed
        else:
            before, opened, rest = rest.partition("<!--")
            kept.append(before)
            inside = bool(opened)
    return " ".join(kept), inside
