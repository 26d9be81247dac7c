"""Which predicates of a stretch have the holder as agent and the target as theme, or the other way round, or somebody else."""

from collections.abc import Mapping

from stance.masking import Span
from stance.stretch import Stretch

_LISTING = frozenset((",", "and", "or", "the", "&", "both", "a", "an"))


def listed(s: Stretch, low: Span, high: Span) -> bool:
    """
    Tell whether two names are items of one list: "Paris, Berlin and Rome".

    :param s: The stretch that holds both.
    :param low: The tokens of the one that comes first, end exclusive.
    :param high: The other's.
    :return: Whether nothing but names and what joins them stands between, a conjunction included.
    """
    between = range(low[1], high[0])
    return any(s.lowers[i] in ("and", "or", "&") for i in between) and all(
        s.entity[i] or s.lowers[i] in _LISTING for i in between
    )


def _part(tokens: Mapping[int, str], span: Span) -> str:
    """Give how a mention was reached, by its last token that was."""
    if span[1] - span[0] == 1:
        return tokens.get(span[0], "")
    for i in range(span[1] - 1, span[0] - 1, -1):
        if i in tokens:
            return tokens[i]
    return ""


def role_features(s: Stretch, holder: Span, target: Span) -> list[str]:
    """
    Describe a pair by the parts that both play in the stretch's predicates.

    :param s: The stretch that both stand in.
    :param holder: The holder's tokens, end exclusive.
    :param target: The target's.
    :return: For each predicate with the one as agent and the other as theme: how sure that is, its sign, its lemma; for each with
        only one of them: its sign.
    """
    low, high = sorted((holder, target))
    features: list[str] = []
    if listed(s, low, high):
        features.append("list")
    best = ""
    for use, parts in s.bearing(holder, target):
        sign = -use.frame.stance if use.negated else use.frame.stance
        kind = use.frame.pos + "p" * use.passive
        agent, theme = _part(parts.agents, holder), _part(parts.themes, target)
        if agent and theme:
            features += (
                f"HT{sign}",
                f"H{agent}T{theme}{sign}",
                f"H{agent}T{theme}{kind}{sign}",
                f"HT:{use.frame.lemma}{'-' * use.negated}",
            )
            features += [f"HT{sign}^{letter}" for letter in use.cover]
            if agent in "12" and theme in "1p":
                features.append(f"HT!{sign}")
                best = best or f"{sign}"
            continue
        turned, turned_theme = _part(parts.agents, target), _part(parts.themes, holder)
        if turned and turned_theme:
            features += (f"TH{sign}", f"T{turned}H{turned_theme}{sign}")
            features += [f"TH{sign}^{letter}" for letter in use.cover]
            continue
        if agent and agent in "12":
            features.append(f"H>{'o' if parts.themes else '-'}{sign}")
        elif theme and theme in "1p":
            features.append(f"{'o' if parts.agents else '-'}>T{sign}")
        elif turned and turned in "12":
            features.append(f"T>{'o' if parts.themes else '-'}{sign}")
        elif turned_theme and turned_theme in "1p":
            features.append(f"{'o' if parts.agents else '-'}>H{sign}")
    features.append(f"best{best}")
    return features
