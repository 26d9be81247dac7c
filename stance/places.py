"""Whether a known name acts where it stands, or tells a place."""

from stance.mentions import Span
from stance.text import Document

_LOCATIVE = frozenset(
    "in inside across throughout near outside around within at into via northern southern eastern western north south east "
    "west".split()
)
_TOWARDS = frozenset("to from through towards toward for of".split())
_SKIPPED = frozenset(("the", "northern", "southern", "eastern", "western", "northeastern", "northwestern", "central", "-"))
_PLACE_NOUNS = frozenset(
    "border borders coast coastline north south east west capital city cities conflict war wars civil crisis territory "
    "airspace mainland homeland town towns region regions province soil desert economy oil gas peace talks crossing embassy "
    "airport".split()
)
_MOVING = frozenset(
    "travel travels travelled traveled travelling traveling flee flees fled fleeing go goes went gone going come comes came "
    "coming return returns returned returning leave leaves left leaving fly flies flew flown flying move moved moving "
    "journey journeys journeyed trip trips flight flights way route routes arrive arrived escape escaped escaping emigrate "
    "emigrated migrate migrated deported deport deporting smuggled ferried crossed crossing walked drove sailed got get "
    "moved relocated home back".split()
)
_MOTION_REACH = 5
_QUARTERS = frozenset("west east north south".split())
_PLURAL_ADJECTIVES = ("ch", "sh", "ese", "ss")
_AFTER_NOUN = frozenset(
    "have has had are were will would can could should must may might do did and or who to in on at by from that , . ; : "
    "said say want wanted know knew".split()
)


def is_place(document: Document, first: int, last: int, *, capital_like: bool) -> bool:
    """
    Tell whether a state's or capital's name is used as a place that does not act.

    :param document: The text.
    :param first: The name's first token.
    :param last: Its last token, exclusive.
    :param capital_like: Whether it is a capital, which seldom acts.
    :return: Whether it names a place here.
    """
    lowers = document.lowers
    before = first - 1
    while before >= 0 and lowers[before] in _SKIPPED:
        before -= 1
    word = lowers[before] if before >= 0 else ""
    if word in _LOCATIVE or (capital_like and word in _TOWARDS):
        return True
    if word in _TOWARDS and not _MOVING.isdisjoint(lowers[max(0, before - _MOTION_REACH) : before]):
        # "fled to Syria", "left her home in Alabama for Syria"
        return True
    if word == "of" and lowers[max(0, before - 1) : before] in {("native",), ("nation",), ("city",), ("town",)}:
        return True
    noun = last
    if lowers[noun : noun + 1] == ("'s",):
        noun += 1
    after = lowers[noun] if noun < len(lowers) else ""
    if after in _PLACE_NOUNS:
        # "Ethiopia's war on the rebels" is Ethiopia's doing, "Syria's war" is not.
        return noun == last or lowers[noun + 1 : noun + 2] not in {("on",), ("against",), ("with",)}
    if capital_like and after in {",", "(", "-"}:
        sentence = document.sentences[document.sentence_of(first)]
        return after == "," or first - sentence.first <= 1
    return False


def points_somewhere(document: Document, span: Span) -> bool:
    """
    Tell a quarter of the compass or the like from those who live there: "in the west", "the west of the country".

    :param document: The text.
    :param span: A name that begins with "the", end exclusive.
    :return: Whether it tells where.
    """
    lowers = document.lowers
    if lowers[span[1] - 1] not in _QUARTERS or document.words[span[1] - 1][0].isupper():
        return False
    after = lowers[span[1]] if span[1] < len(lowers) else ""
    return after in {"of", "coast", "bank"} or lowers[max(0, span[0] - 1)] in {"in", "from", "to", "towards", "toward"}


def stands_as_noun(document: Document, span: Span) -> bool:
    """
    Tell "the French" that no noun follows, which newswire says of the state.

    :param document: The text.
    :param span: A demonym, end exclusive.
    :return: Whether it stands for those it describes.
    """
    after = document.lowers[span[1]] if span[1] < len(document.lowers) else ""
    plural = document.lowers[span[1] - 1].endswith(_PLURAL_ADJECTIVES)
    return plural and document.lowers[span[0] - 1 : span[0]] == ("the",) and after in _AFTER_NOUN
