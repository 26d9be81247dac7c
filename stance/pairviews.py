"""The text as the model sees it for one holder and one target, to tell where the one stands on the other."""

from stance.masking import (
    ENTITY,
    HOLDER,
    MASKS,
    TARGET,
    Masked,
    Span,
    Views,
    balance,
    collapse,
    distance,
    grams,
    mask,
    polarity_class,
    skeleton,
)
from stance.pairframes import pair_frames
from stance.roleviews import role_features
from stance.stretch import Stretch

PAIR_VIEWS = ("words", "zones", "between", "window", "lexicon", "frames", "path", "roles")
_CROP = 8
_PATH_WORDS = frozenset(
    "by of for against with from to on in over at into after before as that who which whom whose while but and or , ; : because "
    "although though if when where since until unless not n't no never 's than between among".split()
) | {'"', "-", "("}


def _path_symbols(s: Stretch) -> tuple[str, ...]:
    """Reduce each token to what matters on the way between mentions: predicate, preposition, clause word; else nothing."""
    symbols = [word if word in _PATH_WORDS else "" for word in s.lowers]
    for i, operator in enumerate(s.operators):
        if operator in ("negator", "shifter", "reported-denial"):
            symbols[i] = "not"
        elif operator in ("history", "conditional", "hedge"):
            symbols[i] = operator[:4]
    for use in s.uses:
        sign = "+" if use.frame.stance > 0 else "-" if use.frame.stance < 0 else "0"
        for i in range(use.first, use.last):
            symbols[i] = ""
        symbols[use.first] = use.frame.pos.upper() + ("p" if use.passive else "") + sign
    for first, _, wish in s.fates:
        symbols[first] += "F" + ("+" if wish > 0 else "-")
    return tuple(symbols)


def _pair_path(s: Stretch, masked: Masked) -> list[str]:
    """Give the way from one mention to the other as a string of symbols, in pieces and, where it is short, whole."""
    reduced = _path_symbols(s)
    path: list[str] = []
    ends: dict[str, int] = {}
    for u, symbol in enumerate(masked.symbols):
        if symbol in MASKS:
            ends[symbol] = len(path)
            path.append(symbol[0])
        elif symbol == ENTITY:
            path.append("E")
        elif reduced[masked.token[u]]:
            path.append(reduced[masked.token[u]])
    left, right = sorted(ends.values())
    inner = path[left : right + 1]
    features = [" ".join(inner)] if len(inner) <= 9 else []
    predicates = [symbol for symbol in inner if symbol[0] in "VN" and len(symbol) > 1]
    features.append("P " + inner[0] + " ".join(predicates[:4]) + inner[-1])
    for size in (2, 3, 4):
        features += ["m " + " ".join(inner[i : i + size]) for i in range(len(inner) - size + 1)]
    order = inner[0]
    outer = path[max(0, left - 3) : left + 1], path[right : right + 4]
    features += ["<" + order + " ".join(outer[0][i:]) for i in range(len(outer[0]) - 1)]
    features += [">" + order + " ".join(outer[1][:i]) for i in range(2, len(outer[1]) + 1)]
    features.append("~" + " ".join(path[max(0, left - 2) : right + 3]) if len(inner) <= 6 else "long" + order)
    return features


def _pair_lexicon(s: Stretch, masked: Masked, low: Span, high: Span, order: str) -> list[str]:
    features = ["G" + gram for gram in grams(skeleton(s, masked), "", 4) if " " in gram]
    sums = {"b": 0, "m": 0, "a": 0}
    for i in range(masked.token[0], masked.token[-1] + 1):
        sign = s.signs[i]
        if not sign or low[0] <= i < low[1] or high[0] <= i < high[1]:
            continue
        zone = "b" if i < low[0] else "m" if i < high[0] else "a"
        kind = polarity_class(sign)
        gap = min(abs(i - low[0]), abs(i - low[1]), abs(i - high[0]), abs(i - high[1]))
        features += (kind, order + zone + kind, order + zone + kind + distance(gap))
        sums[zone] += sign
    features += [f"{order}{zone}={balance(total)}" for zone, total in sums.items()]
    features.append("S=" + balance(sum(sums.values())))
    return features


def pair_views(s: Stretch, holder: Span, target: Span, within: Span | None = None) -> Views:
    """
    Show the text that carries one holder and one target, cropped to a few words around them.

    :param s: The stretch that both stand in.
    :param holder: The holder's tokens in the stretch, end exclusive.
    :param target: The target's tokens, end exclusive; must not overlap the holder's.
    :param within: Tokens that belong to the pair, such as what a third party said of both; all of the stretch where None.
    :return: A list of features for each of `PAIR_VIEWS`.
    :raises ValueError: If the two spans overlap.
    """
    low, high = sorted((holder, target))
    if low[1] > high[0]:
        msg = f"holder {holder} and target {target} overlap"
        raise ValueError(msg)
    begin, end = within or (0, len(s.symbols))
    first = min(low[0], max(begin, low[0] - _CROP))
    last = max(high[1], min(end, high[1] + _CROP, len(s.symbols)))
    masked = collapse(mask(s, [(holder, HOLDER), (target, TARGET)], first, last))
    symbols = masked.symbols
    order = "ht" if holder[0] < target[0] else "th"
    left, right = sorted((masked.places[HOLDER], masked.places[TARGET]))
    before, middle, after = symbols[:left], symbols[left + 1 : right], symbols[right + 1 :]
    length = "0" if not middle else "1" if len(middle) <= 3 else "2" if len(middle) <= 8 else "3" if len(middle) <= 15 else "4"
    others = min(2, sum(symbol == ENTITY for symbol in middle))
    window = [f"{order}|{length}", f"{order}|{others}", f"{order}|{length}|{others}", order]
    window.append(f"q{int(s.quoted[holder[0]])}{int(s.quoted[target[0]])}{order}")
    for name, place in (("h", masked.places[HOLDER]), ("t", masked.places[TARGET])):
        for gap in (-4, -3, -2, -1, 1, 2, 3, 4):
            if 0 <= place + gap < len(symbols):
                symbol = symbols[place + gap]
                window.append(f"{name}{'-' if gap < 0 else '+'} {symbol}")
                if -3 < gap < 3:
                    window.append(f"{name}{gap} {symbol}")
    return {
        "words": list(grams(symbols, "", 2)),
        "zones": [*grams(before, order + "b ", 2), *grams(middle, order + "m ", 2), *grams(after, order + "a ", 2)],
        "between": [*grams(middle, order, 3), f"{order}{length}={' '.join(middle[:6])}", *grams(middle, order + length, 1)],
        "window": window,
        "lexicon": _pair_lexicon(s, masked, low, high, order),
        "frames": pair_frames(s, holder, target, first, last),
        "path": _pair_path(s, masked),
        "roles": role_features(s, holder, target),
    }
