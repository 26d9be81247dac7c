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
PAIR_VIEWS = ("words", "zones", "between", "window", "lexicon", "frames")

_NEGATION_REACH = 4
_CROP = 8
_PUNCTUATION = frozenset('.,;:!?()-"')
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
    where negated), 0 where none; `reach[i]` is true on operators.
    """

    symbols: tuple[str, ...]
    lowers: tuple[str, ...]
    entity: tuple[bool, ...]
    negated: tuple[bool, ...]
    quoted: tuple[bool, ...]
    signs: tuple[int, ...]
    operators: tuple[str | None, ...]
    uses: tuple[FrameUse, ...]


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
    for hit in hits:
        # A capitalised word in the middle of a sentence is a name, whatever it means in lower case.
        if entity[hit.first] and hit.last - hit.first == 1:
            continue
        entry = hit.entry
        if entry.polarity:
            signs[hit.last - 1] = -entry.polarity if negated[hit.first] else entry.polarity
        if entry.frame is not None:
            passive = _is_passive(lowers, hit, entry.frame)
            uses.append(FrameUse(hit.first, hit.last, entry.frame, passive, negated[hit.first]))
    symbols = tuple("#" if lower[0].isdigit() else lower for lower in lowers)
    return Stretch(
        symbols, tuple(lowers), tuple(entity), tuple(negated), tuple(quoted), tuple(signs), tuple(operators), tuple(uses)
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


def _pair_frames(s: Stretch, holder: Span, target: Span, first: int, last: int) -> list[str]:
    """Say how each predicate near the pair relates holder and target, if it does."""
    features: list[str] = []
    order = "ht" if holder[0] < target[0] else "th"
    low, high = sorted((holder, target))
    for use in s.uses:
        if use.first < first or use.last > last:
            continue
        if low[0] <= use.first < low[1] or high[0] <= use.first < high[1]:
            continue
        zone = "b" if use.last <= low[0] else "m" if use.last <= high[0] else "a"
        frame = use.frame
        sign = -frame.stance if use.negated else frame.stance
        shape = frame.pos + ("p" if use.passive else "") + zone + order
        after = s.lowers[use.last] if use.last < len(s.lowers) else ""
        if frame.pos == "n":
            shape += "+" if after in frame.prepositions else "'" if s.lowers[use.first - 1 : use.first] == ("'s",) else "-"
        gap_low = use.first - low[1] if zone != "b" else low[0] - use.last
        gap_high = high[0] - use.last if zone != "a" else use.first - high[1]
        gaps = _gaps(s, low, high, use, zone)
        reach = _distance(max(0, gap_low)) + _distance(max(0, gap_high))
        features += (
            f"{shape}{sign}",
            f"{shape}{sign}{gaps}",
            f"{shape}{sign}{reach}",
            f"{shape}:{frame.lemma}",
        )
        if "x" not in gaps:
            features.append(f"{shape}!{frame.lemma}{'-' if use.negated else ''}")
            if "c" not in gaps:
                features.append(f"{shape}{sign}{gaps}{reach}!")
    if not features:
        features.append("none" + order)
    return features


def _gap_kind(s: Stretch, begin: int, end: int) -> str:
    """Say what stands between a predicate and a mention: nothing of weight, a list of names, a clause border, a stranger."""
    entity = clause = other = False
    commas = 0
    for i in range(begin, end):
        if s.entity[i]:
            entity = True
        elif s.lowers[i] in _CLAUSE_BORDERS:
            commas += s.lowers[i] == ","
            clause = clause or s.lowers[i] != ","
        elif s.lowers[i] not in _LIGHT:
            other = True
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


def pair_views(s: Stretch, holder: Span, target: Span) -> Views:
    """
    Show the text that carries one holder and one target, cropped to a few words around them.

    :param s: The stretch that both stand in.
    :param holder: The holder's tokens in the stretch, end exclusive.
    :param target: The target's tokens, end exclusive; must not overlap the holder's.
    :return: A list of features for each of `PAIR_VIEWS`.
    :raises ValueError: If the two spans overlap.
    """
    low, high = sorted((holder, target))
    if low[1] > high[0]:
        msg = f"holder {holder} and target {target} overlap"
        raise ValueError(msg)
    first, last = max(0, low[0] - _CROP), min(len(s.symbols), high[1] + _CROP)
    masked = _mask(s, [(holder, HOLDER), (target, TARGET)], first, last)
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
    }
