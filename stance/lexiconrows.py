"""A lexicon as plain rows, to be stored where no pickle is wanted."""

from collections.abc import Sequence
from typing import Any

from stance.lexicon import Entry, Frame, Lexicon


def rows(lexicon: Lexicon) -> dict[str, Any]:
    """
    Lay out a lexicon.

    :param lexicon: The lexicon.
    :return: Plain lists, numbers and strings; a frame that many forms share is told once.
    """
    frames: dict[Frame, int] = {}
    entries = {
        word: [
            [
                list(entry.rest),
                entry.polarity,
                entry.operator,
                None if entry.frame is None else frames.setdefault(entry.frame, len(frames)),
                entry.fate,
                entry.scope,
            ]
            for entry in group
        ]
        for word, group in lexicon.entries.items()
    }
    return {
        "frames": [[getattr(frame, name) for name in Frame.__slots__] for frame in frames],
        "entries": entries,
        "common": sorted(lexicon.common),
    }


def _frame(row: Sequence[Any]) -> Frame:
    lemma, pos, stance, agent, theme, prepositions, participle, bearer = row
    return Frame(lemma, pos, stance, agent, theme, tuple((word, sign) for word, sign in prepositions), participle, bearer)


def lexicon_of(held: dict[str, Any]) -> Lexicon:
    """
    Build a lexicon again.

    :param held: What `rows` gave.
    :return: An equal lexicon.
    """
    frames = [_frame(row) for row in held["frames"]]
    return Lexicon(
        {
            word: tuple(
                [
                    Entry(tuple(rest), polarity, operator, None if frame is None else frames[frame], fate, scope)
                    for rest, polarity, operator, frame, fate, scope in group
                ]
            )
            for word, group in held["entries"].items()
        },
        frozenset(held["common"]),
    )
