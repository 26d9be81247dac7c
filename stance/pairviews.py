"""The text as the model sees it for one holder and one target, to tell where the one stands on the other."""

from stance.features import Run, Views, bigrams, fourgrams, trigrams
from stance.masking import (
    HOLDER,
    MASKS,
    TARGET,
    Masked,
    Span,
    balance,
    collapse,
    distance,
    mask,
    polarity_class,
    skeleton,
)
from stance.pairframes import pair_frames
from stance.roleviews import role_features
from stance.stretch import Stretch
from stance.units import ENTITY

PAIR_VIEWS = ("words", "zones", "between", "window", "lexicon", "frames", "path", "roles")
_ORDERS = ("ht", "th")
# What the runs of each view begin with.
PAIR_PREFIXES = {
    "words": ("",),
    "zones": tuple(f"{order}{zone} " for order in _ORDERS for zone in "bma"),
    "between": (*_ORDERS, *(f"{order}{length}{end}" for order in _ORDERS for length in range(5) for end in ("", "="))),
    "window": ("h- ", "h+ ", "t- ", "t+ ", ""),
    "lexicon": ("G", ""),
    "frames": ("",),
    "path": ("m ", ""),
    "roles": ("",),
}
# For each mask the prefixes of what stands before and after it, and of what stands just there, one or two words away.
_SIDES = {
    name: (f"{short}- ", f"{short}+ ", (f"{short}-1 ", f"{short}-2 "), (f"{short}1 ", f"{short}2 "))
    for name, short in ((HOLDER, "h"), (TARGET, "t"))
}
_CROP = 8
_SHORT_PATH = 9
# From so many symbols on a length has the next class.
_LENGTHS = (1, 4, 9, 16)


def _pair_path(s: Stretch, masked: Masked) -> list[Run]:
    """Give the way from one mention to the other as a string of symbols, in pieces and, where it is short, whole."""
    reduced = s.path
    path: list[str] = []
    ends: list[int] = []
    for symbol, at in zip(masked.symbols, masked.token, strict=True):
        if symbol in MASKS:
            ends.append(len(path))
            path.append(symbol[0])
        elif symbol == ENTITY:
            path.append("E")
        elif reduced[at]:
            path.append(reduced[at])
    left, right = ends
    inner = path[left : right + 1]
    features = [" ".join(inner)] if len(inner) <= _SHORT_PATH else []
    predicates = [symbol for symbol in inner if symbol[0] in "VN" and len(symbol) > 1]
    order = inner[0]
    features.append(f"P {order}{' '.join(predicates[:4])}{inner[-1]}")
    before, after = path[max(0, left - 3) : left + 1], path[right : right + 4]
    features += [f"<{order}{' '.join(before[i:])}" for i in range(len(before) - 1)]
    features += [f">{order}{' '.join(after[:i])}" for i in range(2, len(after) + 1)]
    features.append("~" + " ".join(path[max(0, left - 2) : right + 3]) if len(inner) <= 6 else "long" + order)
    return [("m ", bigrams(inner)), ("m ", trigrams(inner)), ("m ", fourgrams(inner)), ("", features)]


def _pair_lexicon(s: Stretch, masked: Masked, low: Span, high: Span, order: str) -> list[Run]:
    features: list[str] = []
    sums = {"b": 0, "m": 0, "a": 0}
    first, last = masked.token[0], masked.token[-1]
    for i, sign in s.judging:
        if i < first or i > last or low[0] <= i < low[1] or high[0] <= i < high[1]:
            continue
        zone = "b" if i < low[0] else "m" if i < high[0] else "a"
        kind = polarity_class(sign)
        gap = min(abs(i - low[0]), abs(i - low[1]), abs(i - high[0]), abs(i - high[1]))
        zoned = order + zone + kind
        features += (kind, zoned, zoned + distance(gap))
        sums[zone] += sign
    features += [f"{order}{zone}={balance(total)}" for zone, total in sums.items()]
    features.append("S=" + balance(sum(sums.values())))
    return [*skeleton(s, masked), ("", features)]


def _window(masked: Masked, order: str, length: str, quoted: str) -> list[Run]:
    """Give the words near holder and target, each with its side and the nearest with their places."""
    symbols = masked.symbols
    left, right = sorted(masked.places.values())
    others = min(2, symbols[left + 1 : right].count(ENTITY))
    exact = [f"{order}|{length}", f"{order}|{others}", f"{order}|{length}|{others}", order, quoted]
    runs: list[Run] = []
    for name, (back, ahead, behind, beyond) in _SIDES.items():
        place = masked.places[name]
        before, after = symbols[max(0, place - 4) : place], symbols[place + 1 : place + 5]
        runs += ((back, before), (ahead, after))
        exact += [at + symbol for at, symbol in zip(behind, reversed(before), strict=False)]
        exact += [at + symbol for at, symbol in zip(beyond, after, strict=False)]
    return [*runs, ("", exact)]


def _between(middle: list[str], pairs: list[str], order: str, length: str) -> list[Run]:
    """Give what stands between holder and target, by which comes first and by how much it is."""
    return [
        (order, middle),
        (order, pairs),
        (order, trigrams(middle)),
        (f"{order}{length}=", [" ".join(middle[:6])]),
        (order + length, middle),
    ]


def pair_views(s: Stretch, holder: Span, target: Span, within: Span | None = None) -> Views:
    """
    Show the text that carries one holder and one target, cropped to a few words around them.

    :param s: The stretch that both stand in.
    :param holder: The holder's tokens in the stretch, end exclusive.
    :param target: The target's tokens, end exclusive; must not overlap the holder's.
    :param within: Tokens that belong to the pair, such as what a third party said of both; all of the stretch where None.
    :return: Features for each of `PAIR_VIEWS`, in runs.
    :raises ValueError: If the two spans overlap.
    """
    forward = holder < target
    low, high = (holder, target) if forward else (target, holder)
    if low[1] > high[0]:
        msg = f"holder {holder} and target {target} overlap"
        raise ValueError(msg)
    begin, end = within or (0, len(s.symbols))
    first = min(low[0], max(begin, low[0] - _CROP))
    last = max(high[1], min(end, high[1] + _CROP, len(s.symbols)))
    names = (HOLDER, TARGET) if forward else (TARGET, HOLDER)
    masked = collapse(mask(s, [(low, names[0]), (high, names[1])], first, last))
    symbols = masked.symbols
    order = "ht" if forward else "th"
    left, right = sorted(masked.places.values())
    pairs = masked.pairs
    middle, inner = symbols[left + 1 : right], pairs[left + 1 : max(0, right - 1)]
    length = str(sum(len(middle) >= least for least in _LENGTHS))
    quoted = f"q{int(s.quoted[holder[0]])}{int(s.quoted[target[0]])}{order}"
    return {
        "words": [("", symbols), ("", pairs)],
        "zones": [
            (order + "b ", symbols[:left]),
            (order + "b ", pairs[: max(0, left - 1)]),
            (order + "m ", middle),
            (order + "m ", inner),
            (order + "a ", symbols[right + 1 :]),
            (order + "a ", pairs[right + 1 :]),
        ],
        "between": _between(middle, inner, order, length),
        "window": _window(masked, order, length, quoted),
        "lexicon": _pair_lexicon(s, masked, low, high, order),
        "frames": [("", pair_frames(s, holder, target, first, last))],
        "path": _pair_path(s, masked),
        "roles": [("", role_features(s, holder, target))],
    }
