"""How predicates near a holder and a target relate the two, if they do."""

from stance.masking import Span, distance
from stance.stretch import FrameUse, Stretch

_TO = frozenset("to must should will would 's".split())


def _fate(s: Stretch, target: Span) -> tuple[int, int]:
    """Find what is wished on the target by a phrase bound to it: "TGT's ouster", "removal of TGT", "TGT to step down"."""
    for first, last, wish in s.fates:
        owned = target[1] + 1 == first and s.lowers[target[1]] == "'s"
        of_it = last + 1 == target[0] and s.lowers[last] == "of"
        does = 0 <= first - target[1] <= 2 and all(word in _TO for word in s.lowers[target[1] : first])
        if owned or of_it or does:
            return wish, first
    return 0, -1


def _gap_kind(s: Stretch, begin: int, end: int) -> str:
    """Say what parts a predicate from a mention: nothing =, a list of names &, words -, a clause c, a stranger x, a verb v."""
    if begin >= end:
        return "="
    counts = s.counts
    if counts.predicates[end] > counts.predicates[begin]:
        return "v"
    entity, clause = counts.names[end] > counts.names[begin], counts.borders[end] > counts.borders[begin]
    other = counts.words[end] > counts.words[begin]
    if entity and not other and not clause:
        return "&"
    if entity:
        return "x"
    return "c" if clause or counts.commas[end] > counts.commas[begin] else "-" if other else "="


def _gaps(s: Stretch, low: Span, high: Span, use: FrameUse, zone: str) -> str:
    """Describe both gaps of a pair and a predicate, the nearer mention's first."""
    if zone == "m":
        return _gap_kind(s, low[1], use.first) + _gap_kind(s, use.last, high[0])
    if zone == "b":
        return _gap_kind(s, use.last, low[0]) + _gap_kind(s, low[1], high[0])
    return _gap_kind(s, low[1], high[0]) + _gap_kind(s, high[1], use.first)


def pair_frames(s: Stretch, holder: Span, target: Span, first: int, last: int) -> list[str]:
    """Say how each predicate near the pair relates holder and target, if it does."""
    features: list[str] = []
    order = "ht" if holder[0] < target[0] else "th"
    low, high = sorted((holder, target))
    fate, bound = _fate(s, target)
    if fate:
        features.append(f"fate{fate}{order}")
    for use in s.uses:
        if use.first < first or use.last > last or use.first <= bound < use.last:
            continue
        if low[0] <= use.first < low[1] or high[0] <= use.first < high[1]:
            continue
        zone = "b" if use.last <= low[0] else "m" if use.last <= high[0] else "a"
        frame = use.frame
        shape = frame.pos + ("p" if use.passive else "") + zone + order
        stance = frame.stance
        if frame.pos == "n":
            after = s.lowers[use.last] if use.last < len(s.lowers) else ""
            by_preposition = dict(frame.prepositions)
            stance = by_preposition.get(after, stance)
            shape += "+" if after in by_preposition else "'" if s.lowers[use.first - 1 : use.first] == ("'s",) else "-"
        # To call for somebody's ouster is to be against him: what is wished on the target turns the wish round.
        sign = (-stance if use.negated else stance) * (fate or 1)
        gap_low = use.first - low[1] if zone != "b" else low[0] - use.last
        gap_high = high[0] - use.last if zone != "a" else use.first - high[1]
        gaps = _gaps(s, low, high, use, zone)
        reach = distance(max(0, gap_low)) + distance(max(0, gap_high))
        features += (
            f"{shape}{sign}" if not set(gaps) & {"x", "v"} else f"{shape}{sign}~",
            f"{shape}{sign}{gaps}",
            f"{shape}{sign}{reach}",
            f"{shape}:{frame.lemma}",
        )
        # "Denied that it had armed", "if it armed": the deed is named, yet not told as one.
        features += [f"{shape}{sign}^{letter}" for letter in use.cover]
        if not set(gaps) & {"x", "v"}:
            features.append(f"{shape}!{frame.lemma}{'-' if use.negated else ''}")
            if "c" not in gaps:
                features.append(f"{shape}{sign}{gaps}{reach}!")
    if not features:
        features.append("none" + order)
    return features
