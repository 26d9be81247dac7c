"""The text as the model sees it for one mention, to tell how it is portrayed.

What the views hold follows target-dependent sentiment (Vo and Zhang, IJCAI 2015: left, right and target contexts) and
connotation frames (Rashkin, Singh and Choi, ACL 2016).
"""

from stance.features import Run, Views
from stance.masking import TARGET, Masked, Span, balance, distance, mask, polarity_class, skeleton
from stance.stretch import Stretch

MENTION_VIEWS = ("words", "sides", "window", "lexicon", "frames")
# What the runs of each view begin with.
MENTION_PREFIXES = {
    "words": ("",),
    "sides": ("L ", "R "),
    "window": ("L ", "R ", ""),
    "lexicon": ("G", ""),
    "frames": ("",),
}


def _window(symbols: list[str], place: int, *, quoted: bool) -> list[Run]:
    """Give the words near the target, each with its side and the nearest with their places."""
    left, right = symbols[max(0, place - 6) : place], symbols[place + 1 : place + 7]
    left.reverse()
    exact = ["quoted" if quoted else "plain", "later" if place else "first"]
    exact += [f"-{gap} {symbol}" for gap, symbol in enumerate(left[:3], 1)]
    exact += [f"+{gap} {symbol}" for gap, symbol in enumerate(right[:3], 1)]
    exact.append(f"{left[0] if left else ''}_{right[0] if right else ''}")
    return [("L ", left), ("R ", right), ("", exact)]


def _mention_lexicon(s: Stretch, masked: Masked, span: Span) -> list[Run]:
    features: list[str] = []
    sums = {"L": 0, "R": 0}
    near = 0
    first, last = span
    for i, sign in s.judging:
        if first <= i < last:
            continue
        side = "L" if i < first else "R"
        gap = first - i if i < first else i - last + 1
        kind = polarity_class(sign)
        quote = "q" if s.quoted[i] and not s.quoted[first] else ""
        features += (kind, side + kind, f"{side}{distance(gap)}{kind}", f"{quote}{side}{kind}'")
        sums[side] += sign
        if gap <= 8:
            near += sign
    features += ("L=" + balance(sums["L"]), "R=" + balance(sums["R"]), "S=" + balance(sums["L"] + sums["R"]))
    features.append("W=" + balance(near))
    return [*skeleton(s, masked), ("", features)]


def _mention_frames(s: Stretch, span: Span) -> list[str]:
    """Say what each predicate around the target implies of it, as its agent or its theme."""
    features: list[str] = []
    first, last = span
    blocks = s.blocks if s.uses else ()
    for use in s.uses:
        if first <= use.first < last:
            continue
        frame = use.frame
        before = last <= use.first
        gap = use.first - last if before else first - use.last
        begin, end = (last, use.first) if before else (use.last, first)
        blocked = begin < end and blocks[end] > blocks[begin]
        agent = before != (use.passive and frame.pos == "v")
        sign = frame.agent if agent else frame.theme
        sign = -sign if use.negated else sign
        base = ("ag" if agent else "th") + ("p" if use.passive else "") + frame.pos
        signed = f"{base}{sign}"
        features += (signed, f"{signed}{distance(gap)}{'x' if blocked else ''}", f"{base}:{frame.lemma}")
        if gap <= 3:
            features.append(f"{base}!{frame.lemma}{'-' if use.negated else ''}")
    return features


def mention_views(s: Stretch, span: Span) -> Views:
    """
    Show the text around one mention.

    :param s: The stretch, usually the mention's sentence.
    :param span: The mention's tokens in the stretch, end exclusive.
    :return: Features for each of `MENTION_VIEWS`, in runs.
    """
    masked = mask(s, [(span, TARGET)], 0, len(s.symbols))
    symbols = masked.symbols
    place = masked.places[TARGET]
    pairs = masked.pairs
    return {
        "words": [("", symbols), ("", pairs)],
        "sides": [
            ("L ", symbols[:place]),
            ("L ", pairs[: max(0, place - 1)]),
            ("R ", symbols[place + 1 :]),
            ("R ", pairs[place + 1 :]),
        ],
        "window": _window(symbols, place, quoted=s.quoted[span[0]]),
        "lexicon": _mention_lexicon(s, masked, span),
        "frames": [("", _mention_frames(s, span))],
    }
