"""Sentences in capitals or in title case, where a capital letter tells nothing: ordinary words are put in lower case."""

from collections.abc import Sequence
from dataclasses import dataclass

_LONG = 4
_FEWEST = 3
# One word in so many may be small among the capitals: "that", "el", a word the setter missed.
_TOLERATED = 10
_LONGEST_ACRONYM = 3
# Further down, a short line without a stop is rather a reader's name and town under a letter.
_OPENING, _SHORT_LINE = 2, 12
_STOPS = frozenset('.!?"')
# What title case leaves small, and in capitals is an acronym's spelling to the finder: "WHO", "IS".
SMALL = frozenset(
    "a an the and or but nor of in on at to for by with from into over under after before as than that it its he his she her "
    "they them we who whom which is was were are be been has had have not no so if up out all can will may do does did via amid "
    "upon this these those their while when then about against between without within during since until though because".split()
)
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("ly", ""))
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Words in lower case: those that newswire writes so (`common`), and head nouns of bodies' names (`bodies`)."""

    common: frozenset[str]
    bodies: frozenset[str]


def _ordinary(lower: str, common: frozenset[str]) -> bool:
    """Tell a common word, or a form of one: "laments" where only "lament" is known."""
    if lower in common or lower in SMALL:
        return True
    for ending, stem_ending in _ENDINGS:
        if lower.endswith(ending):
            stem = lower[: -len(ending)] + stem_ending
            if len(stem) >= _SHORTEST_STEM and (
                stem in common or (len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in common)
            ):
                return True
    return False


def _is_plain(words: Sequence[str], lowers: Sequence[str], first: int, last: int) -> bool:
    """Tell most sentences after a few words: two longer ones have no capital."""
    small = False
    for at in range(first, min(last, first + _TOLERATED)):
        word = words[at]
        if len(word) >= _LONG and not word[0].isupper() and lowers[at] not in SMALL and word.isalpha():
            if small:
                return True
            small = True
    return False


def _style(words: Sequence[str], lowers: Sequence[str], first: int, last: int, common: frozenset[str]) -> str:
    """Tell "capitals", "title" or, as of most sentences, ""."""
    capitals: list[int] = []
    small = 0
    for at in range(first, last):
        word = words[at]
        if len(word) < _LONG or lowers[at] in SMALL or not word.isalpha():
            continue
        if word[0].isupper():
            capitals.append(at)
        else:
            small += 1
    long = len(capitals) + small
    if long < _FEWEST or small * _TOLERATED > long:
        return ""
    shouted = sum(words[at].isupper() for at in capitals)
    folding = sum(at > first and _ordinary(lowers[at], common) for at in capitals)
    # A list of names is in capitals too, but no word of it is ordinary; "the Bank of England" has one.
    if shouted == long:
        return "capitals" if folding else ""
    return "title" if folding > 1 else ""


def _recase(words: list[str], lowers: Sequence[str], first: int, last: int, known: Knowledge) -> str:
    """Recase the tokens of a sentence in place; give its style as `_style` does."""
    style = _style(words, lowers, first, last, known.common)
    if not style:
        return ""
    named = False
    for at in range(first, last):
        word, lower = words[at], lowers[at]
        if not word[0].isupper() or word == "I" or (len(word) == 1 and words[at + 1 : at + 2] == ["."]):
            named = False
            continue
        ordinary = _ordinary(lower, known.common) and word != "US"
        # The head noun of a body goes with the name before it: "Mutapa Party".
        kept = not ordinary or at == first or (named and lower in known.bodies)
        if not kept:
            words[at] = lower
        elif style == "capitals" and (ordinary or len(word) > _LONGEST_ACRONYM):
            words[at] = word[0] + lower[1:]
        named = kept and not (ordinary and at == first)
    return style


def recased(
    straight: str,
    words: list[str],
    lowers: Sequence[str],
    starts: Sequence[int],
    sentences: Sequence[tuple[int, int]],
    known: Knowledge,
) -> str:
    """
    Put the ordinary words of sentences in capitals or in title case in lower case, as they stand within a text.

    :param straight: The straightened text.
    :param words: Its tokens, changed in place; none gets longer or shorter.
    :param lowers: The same, folded to lower case.
    :param starts: The character offset of each token.
    :param sentences: The first and last token of each sentence, end exclusive.
    :param known: The words known.
    :return: The straightened text, in which the small words of a sentence all in capitals are small: they are no acronyms.
    """
    parts: list[str] = []
    reached = 0
    for index, (first, last) in enumerate(sentences):
        if _is_plain(words, lowers, first, last):
            continue
        if index >= _OPENING and last - first < _SHORT_LINE and words[last - 1] not in _STOPS:
            continue
        if _recase(words, lowers, first, last, known) != "capitals":
            continue
        for at in range(first, last):
            if lowers[at] in SMALL:
                parts += (straight[reached : starts[at]], lowers[at])
                reached = starts[at] + len(lowers[at])
    return "".join((*parts, straight[reached:])) if parts else straight
