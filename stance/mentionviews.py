"""The text as the model sees it for one mention, to tell how it is portrayed.

What the views hold follows target-dependent sentiment (Vo and Zhang, IJCAI 2015: left, right and target contexts) and
connotation frames (Rashkin, Singh and Choi, ACL 2016).
"""

from stance.masking import TARGET, Masked, Span, Views, balance, distance, grams, mask, polarity_class, skeleton
from stance.stretch import Stretch

MENTION_VIEWS = ("words", "sides", "window", "lexicon", "frames")
_CLAUSE_WORDS = frozenset("who which that whom whose while although though as because after before when if but and".split())


def _mention_lexicon(s: Stretch, masked: Masked, span: Span) -> list[str]:
    features = ["G" + gram for gram in grams(skeleton(s, masked), "", 4) if " " in gram]
    sums = {"L": 0, "R": 0}
    near = 0
    for i, sign in enumerate(s.signs):
        if not sign or span[0] <= i < span[1]:
            continue
        side = "L" if i < span[0] else "R"
        gap = span[0] - i if i < span[0] else i - span[1] + 1
        kind = polarity_class(sign)
        quote = "q" if s.quoted[i] and not s.quoted[span[0]] else ""
        reach = distance(gap)
        features += (kind, side + kind, side + reach + kind, quote + side + kind + "'")
        sums[side] += sign
        if gap <= 8:
            near += sign
    features += ("L=" + balance(sums["L"]), "R=" + balance(sums["R"]), "S=" + balance(sum(sums.values())))
    features.append("W=" + balance(near))
    return features


def _mention_frames(s: Stretch, span: Span) -> list[str]:
    """Say what each predicate around the target implies of it, as its agent or its theme."""
    features: list[str] = []
    for use in s.uses:
        if span[0] <= use.first < span[1]:
            continue
        before = span[1] <= use.first
        gap = use.first - span[1] if before else span[0] - use.last
        blocked = any(
            (s.entity[i] and not s.times[i]) or s.lowers[i] in _CLAUSE_WORDS
            for i in (range(span[1], use.first) if before else range(use.last, span[0]))
        )
        turned = use.frame.pos == "v" and use.passive
        role = "ag" if before != turned else "th"
        sign = use.frame.agent if role == "ag" else use.frame.theme
        sign = -sign if use.negated else sign
        reach = distance(gap) + ("x" if blocked else "")
        base = role + ("p" if use.passive else "") + use.frame.pos
        features += (f"{base}{sign}", f"{base}{sign}{reach}", f"{base}:{use.frame.lemma}")
        if gap <= 3:
            features.append(f"{base}!{use.frame.lemma}{'-' if use.negated else ''}")
    return features


def mention_views(s: Stretch, span: Span) -> Views:
    """
    Show the text around one mention.

    :param s: The stretch, usually the mention's sentence.
    :param span: The mention's tokens in the stretch, end exclusive.
    :return: A list of features for each of `MENTION_VIEWS`.
    """
    masked = mask(s, [(span, TARGET)], 0, len(s.symbols))
    symbols = masked.symbols
    place = masked.places[TARGET]
    left, right = symbols[:place], symbols[place + 1 :]
    window: list[str] = ["quoted" if s.quoted[span[0]] else "plain", "first" if place == 0 else "later"]
    for gap, symbol in enumerate(reversed(left[-6:]), 1):
        window.append("L " + symbol)
        if gap <= 3:
            window.append(f"-{gap} {symbol}")
    for gap, symbol in enumerate(right[:6], 1):
        window.append("R " + symbol)
        if gap <= 3:
            window.append(f"+{gap} {symbol}")
    window.append(f"{' '.join(left[-1:])}_{' '.join(right[:1])}")
    return {
        "words": list(grams(symbols, "", 2)),
        "sides": [*grams(left, "L ", 2), *grams(right, "R ", 2)],
        "window": window,
        "lexicon": _mention_lexicon(s, masked, span),
        "frames": _mention_frames(s, span),
    }
