"""When something happened: "on Tuesday", "earlier this week", "Meanwhile,". It says nothing of anybody, so views leave it out."""

from collections.abc import Sequence

from stance.capitals import CALENDAR

# A run of these is a time where it opens with one that can open it and holds one that is a time.
_OPENS = frozenset("on in at by since until late early earlier later last next this yesterday today tomorrow tonight".split())
_INNER = frozenset("the this last next past previous following same that late early earlier later on in at by ago of".split())
_ALONE = frozenset("yesterday today tomorrow tonight meanwhile meantime".split())
_NOUNS = frozenset(
    "day days week weeks weekend month months year years morning afternoon evening night midday noon midnight dawn hours".split()
)
# "this year's budget", "the day of the vote"
_GOES_ON = frozenset(("'s", "'", "-", "of"))
_YEARS = ("19", "20")


def _is_time(word: str, lower: str) -> bool:
    return lower in _ALONE or lower in _NOUNS or _is_date(word, lower)


def _is_date(word: str, lower: str) -> bool:
    """Tell a day, a month or a year; "may" and "march" are months with a capital only."""
    return (lower in CALENDAR and word[0].isupper()) or (len(word) == 4 and word.isdigit() and word.startswith(_YEARS))


def _end(words: Sequence[str], lowers: Sequence[str], at: int) -> int:
    """Find where the time that opens at a token ends; the token itself where none does."""
    end, reached, dated = at, at, False
    while reached < len(lowers):
        word, lower = words[reached], lowers[reached]
        if _is_time(word, lower):
            dated = dated or lower in CALENDAR
            end = reached + 1
        elif dated and word.isdigit() and len(word) <= 2:
            end = reached + 1
        elif lower not in _INNER or (lower == "of" and not dated):
            break
        reached += 1
    return end


def times(words: Sequence[str], lowers: Sequence[str]) -> tuple[bool, ...]:
    """
    Mark the words that only tell when.

    :param words: Tokens as they stand.
    :param lowers: The same, folded to lower case.
    :return: For each whether it is part of a time, with the comma after one that opens the run.
    """
    size = len(lowers)
    marks = [False] * size
    at = 0
    while at < size:
        lower = lowers[at]
        if lower not in _OPENS and lower not in _ALONE and not (lower in CALENDAR and words[at][0].isupper()):
            at += 1
            continue
        end = _end(words, lowers, at)
        # "the Friday Group", "Bloody Sunday": part of something else.
        owned = end < size and (lowers[end] in _GOES_ON or (words[end][0].isupper() and words[end - 1][0].isupper()))
        named = at > 0 and words[at][0].isupper() and words[at - 1][0].isupper() and lower in CALENDAR
        if end == at or owned or named:
            at = max(end, at + 1)
            continue
        if end < size and lowers[end] == "," and (at == 0 or words[at - 1] in ('"', ":")):
            end += 1
        marks[at:end] = [True] * (end - at)
        at = end
    return tuple(marks)
