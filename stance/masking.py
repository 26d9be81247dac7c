"""Names taken out of a stretch, and the small vocabulary in which features speak of what is left."""

from collections.abc import Iterator, Sequence

from stance.features import Run, bigrams, fourgrams, trigrams
from stance.stretch import Stretch
from stance.units import ENTITY

HOLDER, TARGET = "HOL", "TGT"
_JOINTS = frozenset((",", "and", "or", "the", "&", "both"))
MASKS = frozenset((HOLDER, TARGET))
_BONES = {HOLDER: "H", TARGET: "T", ENTITY: "E"}

Span = tuple[int, int]


class Masked:
    """
    A stretch with its spans masked and its entity runs joined.

    `symbols[u]` is unit u, `token[u]` its first token, `pairs[u]` unit u and the next, joined by a space. What no mask touches
    are the stretch's own strings, however many mentions and pairs share it.
    """

    __slots__ = ("pairs", "places", "symbols", "token")

    def __init__(self, symbols: list[str], token: list[int], pairs: list[str], places: dict[str, int]) -> None:
        """
        Begin with some units.

        :param symbols: The units.
        :param token: Their first tokens.
        :param pairs: Neighbours.
        :param places: The masks among them, by name.
        """
        self.symbols, self.token, self.pairs, self.places = symbols, token, pairs, places

    def add(self, symbol: str, at: int) -> None:
        """
        Show one more unit.

        :param symbol: What it is shown as.
        :param at: Its first token.
        """
        if self.symbols:
            self.pairs.append(f"{self.symbols[-1]} {symbol}")
        self.symbols.append(symbol)
        self.token.append(at)


def mask(s: Stretch, spans: Sequence[tuple[Span, str]], first: int, last: int) -> Masked:
    """
    Replace spans by masks.

    :param s: The stretch.
    :param spans: What is masked, in order and without overlap, and by what; a mask hides whatever name its words stood in.
    :param first: The first token that is shown.
    :param last: The last, exclusive.
    :return: The units between, times left out.
    """
    masked = Masked([], [], [], {})
    at = first
    for span, name in spans:
        _show(s, at, span[0], masked)
        masked.places[name] = len(masked.symbols)
        masked.add(name, span[0])
        at = max(span[1], span[0] + 1)
    _show(s, at, last, masked)
    return masked


def _show(s: Stretch, first: int, last: int, masked: Masked) -> None:
    """Add the units of some tokens; a name that began before them is shown as one more."""
    if first >= last:
        return
    base = s.units
    begin, end = base.before[first], base.before[last]
    if s.entity[first] or s.times[first]:
        at = first
        while at < last and s.times[at]:
            at += 1
        if at < last and s.entity[at] and (begin == end or base.token[begin] != at):
            masked.add(ENTITY, at)
    if begin < end:
        masked.add(base.symbols[begin], base.token[begin])
        masked.symbols += base.symbols[begin + 1 : end]
        masked.token += base.token[begin + 1 : end]
        masked.pairs += base.pairs[begin : end - 1]


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
    """
    Let a list that holds the holder or the target stand for that one, and a name before it ("Shi'ite HOL") go.

    :param masked: What is shown.
    :return: The same without what went.
    """
    symbols = masked.symbols
    if ENTITY not in symbols:
        return masked
    drop: set[int] = set()
    if "and" in symbols or "or" in symbols:
        for items in _lists(symbols):
            kept = [u for u in items if symbols[u] in MASKS]
            if len(kept) == 1:
                drop.update(u for u in range(items[0], items[-1] + 1) if u != kept[0])
    drop.update(u - 1 for u in masked.places.values() if u and symbols[u - 1] == ENTITY)
    if not drop:
        return masked
    left = [u for u in range(len(symbols)) if u not in drop]
    places = {name: place - sum(u < place for u in drop) for name, place in masked.places.items()}
    shown = [symbols[u] for u in left]
    return Masked(shown, [masked.token[u] for u in left], bigrams(shown), places)


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


def skeleton(s: Stretch, masked: Masked) -> list[Run]:
    """
    Reduce a stretch to masks, entities, polarity, operators and punctuation.

    :param s: The stretch.
    :param masked: The same, masked.
    :return: What two to four neighbours among these form.
    """
    at = s.bones
    found = [
        bone
        for symbol, i in zip(masked.symbols, masked.token, strict=True)
        if (bone := _BONES[symbol] if symbol in _BONES else at[i])
    ]
    return [("G", bigrams(found)), ("G", trigrams(found)), ("G", fourgrams(found))]


def balance(total: int) -> str:
    """
    Name a sum of polarities by sign and size.

    :param total: The sum.
    :return: `0`, or a sign and 1 to 3.
    """
    return "0" if total == 0 else ("-" if total < 0 else "+") + str(min(3, (abs(total) + 1) // 2))
