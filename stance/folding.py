"""Fold a text, character by character, so that spelling variants compare equal and offsets stay put."""

import unicodedata

_PUNCTUATION = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "…": ".",
}  # fmt: skip


class _CharacterMap(dict[int, str]):
    """Translation table that works out a character's fold the first time it is met."""

    def __init__(self, *, lower: bool) -> None:
        self._lower = lower

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _PUNCTUATION.get(char)
        if folded is None:
            folded = " " if char.isspace() else unicodedata.normalize("NFKD", char)[:1] or char
            if not folded.isascii() or (folded == " ") != char.isspace():
                folded = char
            if self._lower and len(folded.lower()) == 1:
                folded = folded.lower()
        # A hostile text may hold every code point there is; remember only what newswire uses.
        if code < 0x3000:
            self[code] = folded
        return folded


_STRAIGHT = _CharacterMap(lower=False)
_LOWER = _CharacterMap(lower=True)


def straighten(text: str) -> str:
    """
    Straighten quotes, dashes and spaces and take accents off, keeping case.

    :param text: Any text.
    :return: A text of the same length, so that offsets carry over.
    """
    return text.translate(_STRAIGHT)


def fold(text: str) -> str:
    """
    Do what `straighten` does, in lower case.

    :param text: Any text.
    :return: A text of the same length, so that offsets carry over.
    """
    return text.translate(_LOWER)
