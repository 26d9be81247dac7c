"""Fold a text, character by character, so that spelling variants compare equal and offsets stay put."""

import re
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
            # An accent that becomes a backtick becomes what a backtick becomes, so that to fold twice changes nothing.
            folded = _PUNCTUATION.get(folded, folded)
            if self._lower and len(folded.lower()) == 1:
                folded = folded.lower()
        # A hostile text may hold every code point there is; remember only what newswire uses.
        if code < 0x3000:
            self[code] = folded
        return folded


_STRAIGHT = _CharacterMap(lower=False)
_LOWER = _CharacterMap(lower=True)
# What may have to be replaced: all but printable ASCII, and the backtick of it.
_ODD = re.compile("[^ -_a-~]")
_FEW = 16


def straighten(text: str) -> str:
    """
    Straighten quotes, dashes and spaces and take accents off, keeping case.

    :param text: Any text.
    :return: A text of the same length, so that offsets carry over.
    """
    if not text.isascii():
        # Newswire has a handful of typographic characters, and replacing these costs less than to look up every character.
        odd = set(_ODD.findall(text))
        if len(odd) <= _FEW:
            for char in odd:
                text = text.replace(char, _STRAIGHT[ord(char)])
            return text
    return text.translate(_STRAIGHT)


def fold(text: str) -> str:
    """
    Do what `straighten` does, in lower case.

    :param text: Any text.
    :return: A text of the same length, so that offsets carry over.
    """
    return lower(straighten(text))


def lower(straight: str) -> str:
    """
    Put a straightened text in lower case.

    :param straight: A text as `straighten` gives it.
    :return: A text of the same length, so that offsets carry over.
    """
    # Beyond ASCII, lower case may depend on the neighbours or change the length.
    return straight.lower() if straight.isascii() else straight.translate(_LOWER)
