"""Whether a known name acts where it stands, or tells a place."""

from stance.mentions import Span
from stance.text import Document

_LOCATIVE = frozenset(
    "in inside across throughout near outside around within at into via northern southern eastern western".split()
)
_TOWARDS = frozenset("to from through towards toward for of".split())
_SKIPPED = frozenset(("the", "northern", "southern", "eastern", "western", "northeastern", "northwestern", "central", "-"))
_PLACE_NOUNS = frozenset(
    "border borders coast coastline north south east west capital city cities conflict war wars civil crisis territory "
    "airspace town towns region regions province soil desert economy oil gas peace talks crossing embassy airport".split()
)
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
    after = lowers[last] if last < len(lowers) else ""
    if after == "'s":
        after = lowers[last + 1] if last + 1 < len(lowers) else ""
    if after in _PLACE_NOUNS:
        return True
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
    if document.words[span[1] - 1][0].isupper():
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
