"""Which tokens may stand in a noun phrase, told by closed-class words, endings and neighbours: one look at each token.

What a lexicon calls a verb is a noun after a determiner or a preposition ("the attack", "in support") and a verb before an
object; a form in -ed is part of a noun phrase where one has just begun ("the elected officials"), else a verb.
"""

from collections.abc import Sequence
from functools import lru_cache

from stance.chunks import is_adverb

NONE, NOUN, PRONOUN = 0, 1, 2
_UNSETTLED = -1
AUXILIARIES = frozenset(
    "is are was were be been being am has have had having will would can could may might must shall should does do did 's 've "
    "'ll 'd n't not never also now once again already even only just both always often later then long largely reportedly "
    "allegedly repeatedly get got going set about due ready able supposed expected believed said known seeking trying vowed "
    "threatened still soon".split()
)
BE = frozenset("is are was were be been being am 's 're remains remained became become".split())
PREPOSITIONS = frozenset(
    "of in on at for with by from against over under about into between among through towards toward near inside outside across "
    "during within without amid alongside beyond behind along around throughout upon via despite".split()
)
POSSESSIVES = frozenset("his her its their our my your".split())
DETERMINERS = POSSESSIVES | frozenset(
    "the a an this that these those some any all both each every no several many most more other another such one two three four "
    "five less fewer various numerous further".split()
)
RELATIVES = frozenset("who which that".split())
STOP = frozenset(". ; : ! ? ) •".split())
_PRONOUNS = frozenset("he she it they we i you him them us me himself herself itself themselves".split())
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_FUNCTION = frozenset(
    "and or but that which who whom whose when while because although though if as than then so where how why what there is are "
    "was were be been being am has have had will would can could may might must shall should does do did n't never not to say "
    "says said until unless now today yesterday tomorrow later again also already still once twice too here away ago instead "
    "together yet thus therefore meanwhile moreover indeed perhaps maybe however very rather quite even including such like "
    "after before since began came went took gave made got became led held met won lost saw kept let brought thought knew told "
    "left fell rose".split()
).union(_WEEKDAYS)
_PERIODS = frozenset("week weeks month months year years day days morning night weekend evening afternoon".split())
_RECENT = frozenset("this last next earlier late early".split())
_TIMES = _WEEKDAYS | _PERIODS | _RECENT
FINITE = frozenset(
    "is are was were has have had will would can could may might must should does do did said says began came went took gave "
    "made became led held met won lost saw kept got brought thought knew told left fell rose".split()
)
_CHAINING = frozenset(
    "continue continues begin begins start starts try tries fail fails appear appears seem seems tend tends refuse refuses agree "
    "agrees plan plans hope hopes intend intends decide decides choose chose manage manages attempt attempts promise promises "
    "vow vows seek seeks sought want wants need needs threaten threatens happen happens dare dares prepare prepares struggle "
    "struggles strive strove swore swear pledge pledges aim aims".split()
)
_QUANTIFIERS = frozenset("one some many most all several both those others".split())
_AFTER_QUANTIFIERS = RELATIVES | BE | {"of", "has", "have", "had", "will"}
_OPENING = DETERMINERS | PREPOSITIONS | {"'s", "'", "-", '"'}
_OBJECTS = DETERMINERS | _PRONOUNS | {"to", "that"}


def is_time(lowers: Sequence[str], at: int) -> bool:
    """
    Tell a weekday and "last week".

    :param lowers: Tokens in lower case.
    :param at: A token.
    :return: Whether it is one, or its last word, or the word before it.
    """
    lower = lowers[at]
    if lower in _WEEKDAYS:
        return True
    if lower in _PERIODS:
        return at > 0 and lowers[at - 1] in _RECENT
    return lower in _RECENT and at + 1 < len(lowers) and lowers[at + 1] in _TIMES


def _other(lower: str) -> int:
    return NONE if lower in DETERMINERS or lower in _FUNCTION else NOUN


@lru_cache(maxsize=1 << 14)
def _settled(lower: str) -> int:
    """Mark a word that is the same beside any neighbours, if no lexicon calls it a verb."""
    if lower in _PRONOUNS:
        return PRONOUN
    if lower in _QUANTIFIERS or lower == ".":
        return _UNSETTLED
    if lower in _FUNCTION or lower in PREPOSITIONS or lower in DETERMINERS or not lower[0].isalnum() or is_adverb(lower):
        return NONE
    return _UNSETTLED if lower.endswith(("ed", "ing", "s")) or lower in _PERIODS or lower in _CHAINING else NOUN


def marks(lowers: Sequence[str], entity: Sequence[bool], verbs: frozenset[int]) -> list[int]:
    """
    Mark each token.

    :param lowers: The tokens in lower case.
    :param entity: For each, whether it belongs to a name.
    :param verbs: The first tokens of what a lexicon calls verbs.
    :return: `NOUN` for what may stand inside a noun phrase, `PRONOUN` for what is one by itself, else `NONE`.
    """
    found: list[int] = []
    size = len(lowers)
    for at, lower in enumerate(lowers):
        if entity[at]:
            found.append(NONE if lower in _WEEKDAYS else NOUN)
            continue
        settled = _settled(lower)
        if settled != _UNSETTLED and (settled != NOUN or at not in verbs):
            found.append(settled)
        elif lower in _QUANTIFIERS:
            found.append(PRONOUN if at + 1 < size and lowers[at + 1] in _AFTER_QUANTIFIERS else _other(lower))
        elif lower == ".":
            # "Ms. Friedan"
            found.append(int(0 < at < size - 1 and entity[at - 1] and entity[at + 1]))
        elif lower in _PERIODS and is_time(lowers, at):
            found.append(NONE)
        else:
            found.append(int(_stands_for_a_noun(lowers, entity, verbs, found, at)))
    return found


def _stands_for_a_noun(
    lowers: Sequence[str], entity: Sequence[bool], verbs: frozenset[int], before: Sequence[int], at: int
) -> bool:
    """Tell a noun or adjective from a verb."""
    lower = lowers[at]
    previous = lowers[at - 1] if at else ""
    following = lowers[at + 1] if at + 1 < len(lowers) else "."
    if previous in _OPENING or (at > 1 and is_adverb(previous) and lowers[at - 2] in DETERMINERS):
        return True
    object_follows = following in _OBJECTS or (at + 1 < len(lowers) and entity[at + 1])
    if lower.endswith("ed") and len(lower) > 4:
        return at > 0 and before[at - 1] == NONE and not object_follows and previous not in AUXILIARIES
    if lower.endswith("ing") and len(lower) > 4:
        return not object_follows and not (at > 0 and before[at - 1] and following in PREPOSITIONS and following != "of")
    if at in verbs:
        if at + 1 < len(lowers) and entity[at + 1] and at > 0 and entity[at - 1]:
            # "SkyNews host Ann Lee": no verb without -s has one name for its subject.
            joined = at > 1 and lowers[at - 2] in {"and", "or", ","}
            return not (lower.endswith("s") or previous.endswith("s") or joined)
        if previous in AUXILIARIES or previous == "to" or object_follows or at == 0:
            return False
        # "Ugandan exiles condemned": of two verbs side by side the first is a noun.
        doubled = at + 1 in verbs and lower.endswith("s") and following.endswith("ed")
        return doubled or at - 1 in verbs or (before[at - 1] == NOUN and not entity[at - 1] and not previous.endswith("s"))
    if following == "to" and lower in _CHAINING:
        return False
    return not (lower.endswith("s") and at > 0 and entity[at - 1] and object_follows and not lower.endswith("ss"))
