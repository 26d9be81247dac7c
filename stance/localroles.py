"""Role nouns whose owner is a place: "officials in Ankara", "the foreign ministry in Chad"."""

from stance.chunks import is_content
from stance.composed import Roles, RoleUse
from stance.text import Document

# Sides that are of the place where they are; soldiers, envoys and ministers may be there as guests.
_OF_A_PLACE = frozenset(("government", "legislature", "judiciary", "opposition", "rebels", "protesters", "civilians"))
_GUESTS = frozenset("ministers leaders refugees migrants settlers nationals expatriates hostages prisoners detainees".split())
# Cities that are seats of bodies of many states.
_SEATS = frozenset(("Brussels", "Geneva", "Vienna", "Strasbourg", "Hague"))
_RANKS = frozenset("senior top local many some several all most other few".split())
_LONGEST_ROLE = 3


def role_in(document: Document, roles: Roles, place: int) -> RoleUse | None:
    """
    Find those who rule, judge or live where a place's name stands: "officials in Ankara", "the foreign ministry in Chad".

    :param document: The text.
    :param roles: The role nouns.
    :param place: The first token of the place's name.
    :return: The role noun before "in" and the name, or None where it belongs to somebody else.
    """
    lowers = document.lowers
    if place < 2 or lowers[place - 1] != "in" or document.words[place] in _SEATS:
        return None
    floor = document.sentences[document.sentence_at[place]].first
    for first in range(max(floor, place - 1 - _LONGEST_ROLE), place - 1):
        use = roles.at(document, first, place - 1) if lowers[first] in roles.openers else None
        if use is None or use.last != place - 1 or use.kind not in _OF_A_PLACE or use.noun.split()[-1] in _GUESTS:
            continue
        before = lowers[first - 1] if first > floor else ""
        return use if not before or not before[0].isalnum() or not is_content(before) or before in _RANKS else None
    return None
