"""What the views of every mention and pair of a stretch have in common, found once a stretch."""

from collections.abc import Sequence
from itertools import accumulate

from stance.features import bigrams
from stance.records import record
from stance.scopes import PUNCTUATION

ENTITY = "ENT"
_CLAUSE_BORDERS = frozenset(
    ", ; : who which that whom whose while although though as because after before when if but where since until unless".split()
) | {'"'}
# Words that do not part a predicate from its agent or theme.
_LIGHT = frozenset(
    "the a an and or , 's of to in on for with by has have had is are was were be been will would could should may might can "
    "also n't not never its his her their this that these those all both former then late own".split()
)
_OTHER_BORDERS = _CLAUSE_BORDERS - {","}
_PARTING_NOTHING = _CLAUSE_BORDERS | _LIGHT | {""}
_CLAUSE_WORDS = frozenset("who which that whom whose while although though as because after before when if and but".split())
_PATH_WORDS = frozenset(
    "by of for against with from to on in over at into after before as that who which whom whose while but and or , ; : because "
    "although though if when where since until unless not n't no never 's than between among".split()
) | {'"', "-", "("}
_BONES = frozenset(("negator", "shifter", "concession", "conditional", "reported-denial", "history"))
_TURNERS = frozenset(("negator", "shifter", "reported-denial"))
_SOFTENERS = frozenset(("history", "conditional", "hedge"))


@record
class Units:
    """
    A stretch with its runs of names joined to `ENT` and without times: `symbols[u]` is unit u, `token[u]` its first token.

    `pairs[u]` is unit u and the next, joined by a space. `before[i]` counts the units that begin before token i, so that those of
    tokens i to j are `before[i]` to `before[j]`.
    """

    symbols: list[str]
    token: list[int]
    pairs: list[str]
    before: list[int]


def units(symbols: Sequence[str], entity: Sequence[bool], negated: Sequence[bool], times: Sequence[bool]) -> Units:
    """
    Join the names of a stretch, mark what is negated, and leave times out.

    :param symbols: Its tokens as features see them.
    :param entity: For each whether it belongs to a name.
    :param negated: For each whether a negator reaches it.
    :param times: For each whether it only says when.
    :return: The units.
    """
    shown: list[str] = []
    token: list[int] = []
    before: list[int] = []
    inside = False
    for at, symbol in enumerate(symbols):
        before.append(len(shown))
        if times[at]:
            continue
        if not entity[at]:
            inside = False
            shown.append("NOT_" + symbol if negated[at] and symbol not in PUNCTUATION else symbol)
            token.append(at)
        elif not inside:
            inside = True
            shown.append(ENTITY)
            token.append(at)
    before.append(len(shown))
    return Units(shown, token, bigrams(shown), before)


def bones(lowers: Sequence[str], signs: Sequence[int], operators: Sequence[str | None]) -> list[str]:
    """
    Reduce each token to its polarity, the operator that it is, or the punctuation mark.

    :param lowers: The tokens in lower case.
    :param signs: For each the polarity that counts there.
    :param operators: For each the operator that it is, if any.
    :return: For each a short symbol, or an empty one.
    """
    return [
        ("P" if sign > 0 else "N") if sign else operator[:3] if operator in _BONES else lower if lower in PUNCTUATION else ""
        for lower, sign, operator in zip(lowers, signs, operators, strict=True)
    ]


def landmarks(lowers: Sequence[str], operators: Sequence[str | None]) -> list[str]:
    """
    Reduce each token to what it is on the way between two mentions: preposition, clause word, operator, or nothing.

    :param lowers: The tokens in lower case.
    :param operators: For each the operator that it is, if any.
    :return: For each a short symbol, or an empty one.
    """
    return [
        "not" if operator in _TURNERS else str(operator)[:4] if operator in _SOFTENERS else lower if lower in _PATH_WORDS else ""
        for lower, operator in zip(lowers, operators, strict=True)
    ]


@record
class Counts:
    """
    What parts two places of a stretch, as sums: what stands in tokens i to j is `sums[j] - sums[i]`.

    `names` counts tokens of names, `commas` and `borders` what ends a clause, `words` the words that part a predicate from its
    agent or theme, and `predicates` those that tell a stance.
    """

    names: list[int]
    commas: list[int]
    borders: list[int]
    words: list[int]
    predicates: list[int]


def _sums(marks: Sequence[int]) -> list[int]:
    return list(accumulate(marks, initial=0))


def counts(lowers: Sequence[str], entity: Sequence[bool], telling: Sequence[int]) -> Counts:
    """
    Count what may part two places.

    :param lowers: The tokens in lower case.
    :param entity: For each whether it belongs to a name.
    :param telling: The first tokens of predicates that tell a stance.
    :return: The sums.
    """
    told = [0] * len(lowers)
    for at in telling:
        told[at] = 1
    plain = ["" if name else lower for lower, name in zip(lowers, entity, strict=True)]
    return Counts(
        _sums(entity),
        _sums([lower == "," for lower in plain]),
        _sums([lower in _OTHER_BORDERS for lower in plain]),
        _sums([lower not in _PARTING_NOTHING for lower in plain]),
        _sums(told),
    )


def blocks(lowers: Sequence[str], entity: Sequence[bool], times: Sequence[bool]) -> list[int]:
    """
    Count what keeps a predicate from bearing on a mention, as `Counts` does.

    :param lowers: The tokens in lower case.
    :param entity: For each whether it belongs to a name.
    :param times: For each whether it only says when.
    :return: The sums.
    """
    return _sums([(name and not time) or lower in _CLAUSE_WORDS for lower, name, time in zip(lowers, entity, times, strict=True)])
