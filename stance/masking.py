"""Names taken out of a stretch, and the small vocabulary in which features speak of what is left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stance.scopes import PUNCTUATION
from stance.stretch import Stretch

HOLDER, TARGET, ENTITY = "HOL", "TGT", "ENT"
_JOINTS = frozenset((",", "and", "or", "the", "&", "both"))
MASKS = frozenset((HOLDER, TARGET))

Span = tuple[int, int]
Views = dict[str, list[str]]


@dataclass(slots=True)
class Masked:
    """A stretch with its spans masked and its entity runs joined: one symbol a unit, `token[u]` its first token."""

    symbols: list[str]
    token: list[int]
    places: dict[str, int]


def mask(s: Stretch, spans: Sequence[tuple[Span, str]], first: int, last: int) -> Masked:
    """Replace spans by masks between tokens `first` and `last`; masked words join whatever the run they stood in, times go."""
    symbols: list[str] = []
    token: list[int] = []
    places: dict[str, int] = {}
    opens = {span[0]: (span[1], mask) for span, mask in spans}
    at = first
    after_entity = False
    while at < last:
        if at in opens:
            end, mask = opens[at]
            places.setdefault(mask, len(symbols))
            symbols.append(mask)
            token.append(at)
            at = max(end, at + 1)
            after_entity = False
            continue
        if s.times[at]:
            at += 1
            continue
        if s.entity[at]:
            if not after_entity:
                symbols.append(ENTITY)
                token.append(at)
            after_entity = True
        else:
            word = s.symbols[at]
            symbols.append("NOT_" + word if s.negated[at] and word not in PUNCTUATION else word)
            token.append(at)
            after_entity = False
        at += 1
    return Masked(symbols, token, places)


def _lists(symbols: Sequence[str]) -> Iterator[list[int]]:
    """Find lists of names: "ENT, HOL and the ENT"; one joined by commas alone may be an apposition and is none."""
    items: list[int] = []
    joined = False
    gap: list[str] = []
    for u, symbol in enumerate([*symbols, "."]):
        if symbol == ENTITY or symbol in MASKS:
            if items and gap and not set(gap) <= {"the"}:
                joined = joined or "and" in gap or "or" in gap
            elif items:
                if joined and len(items) > 1:
                    yield items
                items, joined = [], False
            items.append(u)
            gap = []
        elif symbol in _JOINTS and items and len(gap) < 3:
            gap.append(symbol)
        else:
            if joined and len(items) > 1:
                yield items
            items, joined, gap = [], False, []


def collapse(masked: Masked) -> Masked:
    """Let a list that holds the holder or the target stand for that one, and a name before it ("Shi'ite HOL") go."""
    drop: set[int] = set()
    for items in _lists(masked.symbols):
        kept = [u for u in items if masked.symbols[u] in MASKS]
        if len(kept) == 1:
            drop.update(u for u in range(items[0], items[-1] + 1) if u != kept[0])
    for u, symbol in enumerate(masked.symbols[:-1]):
        if symbol == ENTITY and masked.symbols[u + 1] in MASKS:
            drop.add(u)
    if not drop:
        return masked
    left = [u for u in range(len(masked.symbols)) if u not in drop]
    symbols = [masked.symbols[u] for u in left]
    places = {mask: symbols.index(mask) for mask in masked.places}
    return Masked(symbols, [masked.token[u] for u in left], places)


def grams(symbols: Sequence[str], prefix: str, longest: int) -> Iterator[str]:
    """
    Give the n-grams of a sequence, joined by spaces.

    :param symbols: The sequence.
    :param prefix: What each is to begin with.
    :param longest: The largest n.
    :yield: The n-grams, shortest first.
    """
    for size in range(1, longest + 1):
        for i in range(len(symbols) - size + 1):
            yield prefix + " ".join(symbols[i : i + size])


def polarity_class(sign: int) -> str:
    """
    Name a polarity by sign and strength.

    :param sign: -3 to 3, not 0.
    :return: `N` or `P`, doubled where it is strong.
    """
    return ("N", "P")[sign > 0] * (2 if abs(sign) > 1 else 1)


def distance(gap: int) -> str:
    """
    Name a distance.

    :param gap: Tokens between.
    :return: `a` for up to 3, `b` for up to 8, `c` for more.
    """
    return "a" if gap <= 3 else "b" if gap <= 8 else "c"


def skeleton(s: Stretch, masked: Masked) -> list[str]:
    """
    Reduce a stretch to masks, entities, polarity, operators and punctuation.

    :param s: The stretch.
    :param masked: The same, masked.
    :return: One short symbol for each unit that has one.
    """
    bones: list[str] = []
    for u, symbol in enumerate(masked.symbols):
        i = masked.token[u]
        if symbol in (HOLDER, TARGET, ENTITY):
            bones.append(symbol[0])
        elif s.signs[i]:
            bones.append("P" if s.signs[i] > 0 else "N")
        elif s.operators[i] in ("negator", "shifter", "concession", "conditional", "reported-denial", "history"):
            bones.append(str(s.operators[i])[:3])
        elif symbol in PUNCTUATION:
            bones.append(symbol)
    return bones


def balance(total: int) -> str:
    """
    Name a sum of polarities by sign and size.

    :param total: The sum.
    :return: `0`, or a sign and 1 to 3.
    """
    return "0" if total == 0 else ("-" if total < 0 else "+") + str(min(3, (abs(total) + 1) // 2))
