"""The text as the model sees it: for one mention (sentiment) or for one holder and target (stance).

A view is a list of feature strings; the model turns each view into one TF-IDF block. Names never reach a feature: the holder
is `HOL`, the target `TGT`, any other run of capitalised words `ENT`, numbers `#`. Training and serving call the same two
functions, `mention_views` and `pair_views`, on the same `Stretch`.

What the views hold follows target-dependent sentiment (Vo and Zhang, IJCAI 2015: left, right and target contexts) and
connotation frames (Rashkin, Singh and Choi, ACL 2016).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stance.lexicon import Frame, Hit, Lexicon

HOLDER, TARGET, ENTITY = "HOL", "TGT", "ENT"
MENTION_VIEWS = ("words", "sides", "window", "lexicon", "frames")
PAIR_VIEWS = ("words", "zones", "between", "window", "lexicon", "frames", "path")

_NEGATION_REACH = 4
_CROP = 8
_PUNCTUATION = frozenset('.,;:!?()-"')
_TO = frozenset("to must should will would 's".split())
_BE = frozenset("be is are was were been being am 's 're get gets got getting".split())
_HAVE = frozenset("have has had having 've".split())
_CLAUSE_BORDERS = frozenset(
    ", ; : who which that whom whose while although though as because after before when if but where since until unless".split()
) | {'"'}
# Words that do not part a predicate from its agent or theme.
_LIGHT = frozenset(
    "the a an and or , 's of to in on for with by has have had is are was were be been will would could should may might can also "
    "n't not never its his her their this that these those all both former then late own".split()
)
_CLAUSE_WORDS = frozenset("who which that whom whose while although though as because after before when if but and".split())

Span = tuple[int, int]
Views = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class FrameUse:
    """A predicate as it is used in a stretch: where, whether in the passive, whether negated, and its preposition if any."""

    first: int
    last: int
    frame: Frame
    passive: bool
    negated: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    A run of tokens, annotated once for every mention and pair that stands in it.

    `symbols[i]` is token i as features see it before masking; `entity[i]` tells a token of a capitalised run; `negated[i]` a token
    in a negator's reach; `quoted[i]` a token between quotation marks; `signs[i]` the polarity that counts at token i (flipped
    where negated), 0 where none; `operators[i]` the operator there; `fates` lists what is wished on somebody: first token, last
    token, and 1 or -1.
    """

    symbols: tuple[str, ...]
    lowers: tuple[str, ...]
    entity: tuple[bool, ...]
    negated: tuple[bool, ...]
    quoted: tuple[bool, ...]
    signs: tuple[int, ...]
    operators: tuple[str | None, ...]
    uses: tuple[FrameUse, ...]
    fates: tuple[tuple[int, int, int], ...] = ()


def _entities(words: Sequence[str], lowers: Sequence[str], common: frozenset[str]) -> list[bool]:
    """Mark capitalised words; one that opens a sentence counts unless it is known in lower case."""
    size = len(words)
    upper = [word[:1].isupper() for word in words]
    shouting = sum(upper) > 0.7 * max(1, sum(word[:1].isalpha() for word in words)) and size > 4
    marks = [False] * size
    opening = True
    for i, word in enumerate(words):
        if upper[i] and word != "I":
            marks[i] = lowers[i] not in common if opening or shouting else True
        opening = word in '".!?:' or (opening and not word[:1].isalnum())
    return marks


def _negation(lowers: Sequence[str], hits: Sequence[Hit]) -> tuple[list[bool], list[str | None]]:
    """Mark the tokens in reach of a negator or shifter, and name the operator at each token."""
    size = len(lowers)
    negated = [False] * size
    operators: list[str | None] = [None] * size
    for hit in hits:
        operator = hit.entry.operator
        if operator is None:
            continue
        for i in range(hit.first, hit.last):
            operators[i] = operator
        if operator in ("negator", "shifter"):
            for i in range(hit.last, min(size, hit.last + _NEGATION_REACH)):
                if lowers[i] in _PUNCTUATION:
                    break
                negated[i] = True
    return negated, operators


def _is_passive(lowers: Sequence[str], hit: Hit, frame: Frame) -> bool:
    if not frame.participle:
        return False
    if "by" in lowers[hit.last : hit.last + 2]:
        return True
    for i in range(hit.first - 1, max(-1, hit.first - 4), -1):
        if lowers[i] in _BE:
            return True
        if lowers[i] in _HAVE or lowers[i] in _PUNCTUATION:
            return False
    return False


def stretch(words: Sequence[str], lowers: Sequence[str], lexicon: Lexicon, in_quote: bool = False) -> Stretch:
    """
    Annotate a run of tokens.

    :param words: Tokens as they stand in the straightened text.
    :param lowers: The same, folded to lower case.
    :param lexicon: The lexicon of the model that will score the views.
    :param in_quote: Whether a quotation is already open where the run begins.
    :return: The stretch.
    """
    hits = lexicon.find(lowers)
    entity = _entities(words, lowers, lexicon.common)
    negated, operators = _negation(lowers, hits)
    quoted: list[bool] = []
    for lower in lowers:
        if lower == '"':
            in_quote = not in_quote
        quoted.append(in_quote)
    signs = [0] * len(words)
    uses: list[FrameUse] = []
    fates: list[tuple[int, int, int]] = []
    for hit in hits:
        # A capitalised word in the middle of a sentence is a name, whatever it means in lower case.
        if entity[hit.first] and hit.last - hit.first == 1:
            continue
        entry = hit.entry
        if entry.polarity:
            signs[hit.last - 1] = -entry.polarity if negated[hit.first] else entry.polarity
        if entry.fate:
            fates.append((hit.first, hit.last, -entry.fate if negated[hit.first] else entry.fate))
        if entry.frame is not None:
            passive = _is_passive(lowers, hit, entry.frame)
            uses.append(FrameUse(hit.first, hit.last, entry.frame, passive, negated[hit.first]))
    symbols = tuple("#" if lower[0].isdigit() else lower for lower in lowers)
    return Stretch(
        symbols,
        tuple(lowers),
        tuple(entity),
        tuple(negated),
        tuple(quoted),
        tuple(signs),
        tuple(operators),
        tuple(uses),
        tuple(fates),
    )


@dataclass(slots=True)
class _Masked:
    """A stretch with its spans masked and its entity runs joined: one symbol a unit, `token[u]` its first token."""

    symbols: list[str]
    token: list[int]
    places: dict[str, int]


def _mask(s: Stretch, spans: Sequence[tuple[Span, str]], first: int, last: int) -> _Masked:
    """Replace each span by its mask between tokens `first` and `last`; masked words join whatever the run they stood in."""
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
        if s.entity[at]:
            if not after_entity:
                symbols.append(ENTITY)
                token.append(at)
            after_entity = True
        else:
            word = s.symbols[at]
            symbols.append("NOT_" + word if s.negated[at] and word not in _PUNCTUATION else word)
            token.append(at)
            after_entity = False
        at += 1
    return _Masked(symbols, token, places)


_JOINTS = frozenset((",", "and", "or", "the", "&", "both"))
_MASKS = frozenset((HOLDER, TARGET))


def _lists(symbols: Sequence[str]) -> Iterator[list[int]]:
    """Find lists of names: "ENT, HOL and the ENT"; one joined by commas alone may be an apposition and is none."""
    items: list[int] = []
    joined = False
    gap: list[str] = []
    for u, symbol in enumerate([*symbols, "."]):
        if symbol == ENTITY or symbol in _MASKS:
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


def _collapse(masked: _Masked) -> _Masked:
    """Let a list that holds the holder or the target stand for that one, and a name before it ("Shi'ite HOL") go."""
    drop: set[int] = set()
    for items in _lists(masked.symbols):
        kept = [u for u in items if masked.symbols[u] in _MASKS]
        if len(kept) == 1:
            drop.update(u for u in range(items[0], items[-1] + 1) if u != kept[0])
    for u, symbol in enumerate(masked.symbols[:-1]):
        if symbol == ENTITY and masked.symbols[u + 1] in _MASKS:
            drop.add(u)
    if not drop:
        return masked
    left = [u for u in range(len(masked.symbols)) if u not in drop]
    symbols = [masked.symbols[u] for u in left]
    places = {mask: symbols.index(mask) for mask in masked.places}
    return _Masked(symbols, [masked.token[u] for u in left], places)


def _grams(symbols: Sequence[str], prefix: str, longest: int) -> Iterator[str]:
    for size in range(1, longest + 1):
        for i in range(len(symbols) - size + 1):
            yield prefix + " ".join(symbols[i : i + size])


def _polarity_class(sign: int) -> str:
    return ("N", "P")[sign > 0] * (2 if abs(sign) > 1 else 1)


def _distance(gap: int) -> str:
    return "a" if gap <= 3 else "b" if gap <= 8 else "c"


def _skeleton(s: Stretch, masked: _Masked) -> list[str]:
    """Reduce the stretch to masks, entities, polarity, operators and punctuation."""
    bones: list[str] = []
    for u, symbol in enumerate(masked.symbols):
        i = masked.token[u]
        if symbol in (HOLDER, TARGET, ENTITY):
            bones.append(symbol[0])
        elif s.signs[i]:
            bones.append("P" if s.signs[i] > 0 else "N")
        elif s.operators[i] in ("negator", "shifter", "concession", "conditional", "reported-denial", "history"):
            bones.append(str(s.operators[i])[:3])
        elif symbol in _PUNCTUATION:
            bones.append(symbol)
    return bones


def _balance(total: int) -> str:
    return "0" if total == 0 else ("-" if total < 0 else "+") + str(min(3, (abs(total) + 1) // 2))


def _mention_lexicon(s: Stretch, masked: _Masked, span: Span) -> list[str]:
    features = ["G" + gram for gram in _grams(_skeleton(s, masked), "", 4) if " " in gram]
    sums = {"L": 0, "R": 0}
    near = 0
    for i, sign in enumerate(s.signs):
        if not sign or span[0] <= i < span[1]:
            continue
        side = "L" if i < span[0] else "R"
        gap = span[0] - i if i < span[0] else i - span[1] + 1
        kind = _polarity_class(sign)
        quote = "q" if s.quoted[i] and not s.quoted[span[0]] else ""
        reach = _distance(gap)
        features += (kind, side + kind, side + reach + kind, quote + side + kind + "'")
        sums[side] += sign
        if gap <= 8:
            near += sign
    features += ("L=" + _balance(sums["L"]), "R=" + _balance(sums["R"]), "S=" + _balance(sum(sums.values())))
    features.append("W=" + _balance(near))
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
            s.entity[i] or s.lowers[i] in _CLAUSE_WORDS
            for i in (range(span[1], use.first) if before else range(use.last, span[0]))
        )
        if use.frame.pos == "v":
            role = "ag" if before != use.passive else "th"
        else:
            role = "ag" if before else "th"
        sign = use.frame.agent if role == "ag" else use.frame.theme
        sign = -sign if use.negated else sign
        reach = _distance(gap) + ("x" if blocked else "")
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
    masked = _mask(s, [(span, TARGET)], 0, len(s.symbols))
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
        "words": list(_grams(symbols, "", 2)),
        "sides": [*_grams(left, "L ", 2), *_grams(right, "R ", 2)],
        "window": window,
        "lexicon": _mention_lexicon(s, masked, span),
        "frames": _mention_frames(s, span),
    }


def _fate(s: Stretch, target: Span) -> tuple[int, int]:
    """Find what is wished on the target by a phrase bound to it: "TGT's ouster", "removal of TGT", "TGT to step down"."""
    for first, last, wish in s.fates:
        owned = target[1] + 1 == first and s.lowers[target[1]] == "'s"
        of_it = last + 1 == target[0] and s.lowers[last] == "of"
        does = 0 <= first - target[1] <= 2 and all(word in _TO for word in s.lowers[target[1] : first])
        if owned or of_it or does:
            return wish, first
    return 0, -1


def _pair_frames(s: Stretch, holder: Span, target: Span, first: int, last: int) -> list[str]:
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
        reach = _distance(max(0, gap_low)) + _distance(max(0, gap_high))
        features += (
            f"{shape}{sign}" if not set(gaps) & {"x", "v"} else f"{shape}{sign}~",
            f"{shape}{sign}{gaps}",
            f"{shape}{sign}{reach}",
            f"{shape}:{frame.lemma}",
        )
        if not set(gaps) & {"x", "v"}:
            features.append(f"{shape}!{frame.lemma}{'-' if use.negated else ''}")
            if "c" not in gaps:
                features.append(f"{shape}{sign}{gaps}{reach}!")
    if not features:
        features.append("none" + order)
    return features


def _gap_kind(s: Stretch, begin: int, end: int) -> str:
    """Say what parts a predicate from a mention: nothing (=), names in a list (&), words (-), a clause (c), a stranger (x), a verb (v)."""
    entity = clause = other = False
    commas = 0
    predicate = any(begin <= use.first < end for use in s.uses if use.frame.stance)
    for i in range(begin, end):
        if s.entity[i]:
            entity = True
        elif s.lowers[i] in _CLAUSE_BORDERS:
            commas += s.lowers[i] == ","
            clause = clause or s.lowers[i] != ","
        elif s.lowers[i] not in _LIGHT:
            other = True
    if predicate:
        return "v"
    if entity and not other and not clause:
        return "&"
    if entity:
        return "x"
    return "c" if clause or commas else "-" if other else "="


def _gaps(s: Stretch, low: Span, high: Span, use: FrameUse, zone: str) -> str:
    """Describe both gaps of a pair and a predicate, the nearer mention's first."""
    if zone == "m":
        return _gap_kind(s, low[1], use.first) + _gap_kind(s, use.last, high[0])
    if zone == "b":
        return _gap_kind(s, use.last, low[0]) + _gap_kind(s, low[1], high[0])
    return _gap_kind(s, low[1], high[0]) + _gap_kind(s, high[1], use.first)


_PATH_WORDS = frozenset(
    "by of for against with from to on in over at into after before as that who which whom whose while but and or , ; : because "
    "although though if when where since until unless not n't no never 's than between among".split()
) | {'"', "-", "("}


def _path_symbols(s: Stretch) -> tuple[str, ...]:
    """Reduce each token to what matters on the way from one mention to another: predicates, prepositions, clause words; else ""."""
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


def _pair_path(s: Stretch, masked: _Masked, low: Span, high: Span) -> list[str]:
    """Give the way from one mention to the other as a string of symbols, in pieces and, where it is short, whole."""
    reduced = _path_symbols(s)
    path: list[str] = []
    ends: dict[str, int] = {}
    for u, symbol in enumerate(masked.symbols):
        if symbol in _MASKS:
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


def _pair_lexicon(s: Stretch, masked: _Masked, low: Span, high: Span, order: str) -> list[str]:
    features = ["G" + gram for gram in _grams(_skeleton(s, masked), "", 4) if " " in gram]
    sums = {"b": 0, "m": 0, "a": 0}
    for i in range(masked.token[0], masked.token[-1] + 1):
        sign = s.signs[i]
        if not sign or low[0] <= i < low[1] or high[0] <= i < high[1]:
            continue
        zone = "b" if i < low[0] else "m" if i < high[0] else "a"
        kind = _polarity_class(sign)
        gap = min(abs(i - low[0]), abs(i - low[1]), abs(i - high[0]), abs(i - high[1]))
        features += (kind, order + zone + kind, order + zone + kind + _distance(gap))
        sums[zone] += sign
    features += [f"{order}{zone}={_balance(total)}" for zone, total in sums.items()]
    features.append("S=" + _balance(sum(sums.values())))
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
    masked = _collapse(_mask(s, [(holder, HOLDER), (target, TARGET)], first, last))
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
        "words": list(_grams(symbols, "", 2)),
        "zones": [*_grams(before, order + "b ", 2), *_grams(middle, order + "m ", 2), *_grams(after, order + "a ", 2)],
        "between": [*_grams(middle, order, 3), f"{order}{length}={' '.join(middle[:6])}", *_grams(middle, order + length, 1)],
        "window": window,
        "lexicon": _pair_lexicon(s, masked, low, high, order),
        "frames": _pair_frames(s, holder, target, first, last),
        "path": _pair_path(s, masked, low, high),
    }
