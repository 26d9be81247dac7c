"""A run of tokens, annotated once for every mention and pair that stands in it."""

from collections.abc import Sequence

from stance.arguments import ArgumentFinder, Arguments
from stance.clauses import split
from stance.lexicon import Frame, Hit, Lexicon
from stance.records import record
from stance.scopes import BE, PUNCTUATION, Scopes, scopes
from stance.timephrases import times
from stance.units import Counts, Units, blocks, bones, counts, landmarks, units

_OPENERS = frozenset(
    "the a an in on at as but and or for from when while after before with without by if this that these those he she they it we "
    "you his her its their our some many most all no not since because although though meanwhile however yet so then there here "
    "what why how who where whether both former under over between among against about of to into during despite unlike like nor "
    "neither either only even last earlier later".split()
)
_BETWEEN_PASSIVE = frozenset("then since first later again only also mostly chiefly alike both late early once twice".split())
_HAVE = frozenset("have has had having 've".split())


@record
class FrameUse:
    """
    A predicate as it is used in a stretch: where, whether in the passive, whether negated.

    `cover` holds the letters of `stance.scopes.COVERS` whose scope it is in: "d" for `armed` in "denied that it had armed".
    """

    first: int
    last: int
    frame: Frame
    passive: bool
    negated: bool
    cover: str = ""


class Found:
    """What the lexicon found in a stretch, in the terms of `Stretch`."""

    __slots__ = ("fates", "signs", "uses")

    def __init__(self, lowers: Sequence[str], hits: Sequence[Hit], scoped: Scopes) -> None:
        """
        Sort what was found.

        :param lowers: The tokens in lower case.
        :param hits: What the lexicon found in them, without names.
        :param scoped: What the operators among them cover.
        """
        self.signs = [0] * len(lowers)
        self.uses: list[FrameUse] = []
        self.fates: list[tuple[int, int, int]] = []
        negated, covers = scoped.negated, scoped.covers
        for hit in hits:
            entry, first, last = hit.entry, hit.first, hit.last
            if entry.polarity:
                self.signs[last - 1] = -entry.polarity if negated[first] else entry.polarity
            if entry.fate:
                self.fates.append((first, last, -entry.fate if negated[first] else entry.fate))
            frame = entry.frame
            if frame is not None:
                self.uses.append(FrameUse(first, last, frame, _is_passive(lowers, hit, frame), negated[first], covers[first]))


class Stretch:
    """
    A run of tokens, annotated once for every mention and pair that stands in it.

    `words[i]` is token i as it stands, `symbols[i]` as features see it before masking; `entity[i]` tells a token of a capitalised
    run; `negated[i]` one in a negator's reach; `quoted[i]` one between quotation marks; `signs[i]` is the polarity that counts
    there (flipped where negated), 0 where none; `operators[i]` the operator there; `fates` lists what is wished on somebody:
    first token, last token, and 1 or -1; `times[i]` tells a token that only says when. What only some of the views ask for is
    worked out when the first of them does.
    """

    __slots__ = (
        "_arguments", "_blocks", "_bones", "_counts", "_judging", "_path", "_reached", "_units", "entity", "fates", "lowers",
        "negated", "operators", "quoted", "signs", "symbols", "times", "uses", "words",
    )  # fmt: skip

    def __init__(
        self,
        words: tuple[str, ...],
        lowers: tuple[str, ...],
        entity: list[bool],
        quoted: list[bool],
        scoped: Scopes,
        found: Found,
    ) -> None:
        """
        Put the annotations together.

        :param words: The tokens.
        :param lowers: The same, folded to lower case.
        :param entity: For each whether it belongs to a name.
        :param quoted: For each whether it stands between quotation marks.
        :param scoped: What the operators among them cover.
        :param found: What the lexicon found.
        """
        self.words, self.lowers, self.entity, self.quoted = words, lowers, entity, quoted
        self.symbols = ["#" if lower[0].isdigit() else lower for lower in lowers]
        self.negated, self.operators = scoped.negated, scoped.operators
        self.signs, self.uses, self.fates = found.signs, found.uses, found.fates
        self.times = times(words, lowers)
        self._units: Units | None = None
        self._bones: list[str] | None = None
        self._judging: list[tuple[int, int]] | None = None
        self._counts: Counts | None = None
        self._blocks: list[int] | None = None
        self._path: list[str] | None = None
        self._arguments: list[Arguments] | None = None
        self._reached: dict[int, set[int]] | None = None

    @property
    def units(self) -> Units:
        """The stretch with its names joined and its times left out."""
        if self._units is None:
            self._units = units(self.symbols, self.entity, self.negated, self.times)
        return self._units

    @property
    def bones(self) -> list[str]:
        """Each token's polarity, operator or punctuation."""
        if self._bones is None:
            self._bones = bones(self.lowers, self.signs, self.operators)
        return self._bones

    @property
    def judging(self) -> list[tuple[int, int]]:
        """The tokens that have a polarity, each with it."""
        if self._judging is None:
            self._judging = [(at, sign) for at, sign in enumerate(self.signs) if sign]
        return self._judging

    @property
    def counts(self) -> Counts:
        """What may part two places."""
        if self._counts is None:
            self._counts = counts(self.lowers, self.entity, [use.first for use in self.uses if use.frame.stance])
        return self._counts

    @property
    def blocks(self) -> list[int]:
        """What keeps a predicate from bearing on a mention, summed up to each token."""
        if self._blocks is None:
            self._blocks = blocks(self.lowers, self.entity, self.times)
        return self._blocks

    @property
    def path(self) -> list[str]:
        """Each token as what it is on the way between two mentions: predicate, preposition, clause word; else nothing."""
        if self._path is None:
            self._path = self._way()
        return self._path

    def _way(self) -> list[str]:
        symbols = landmarks(self.lowers, self.operators)
        for use in self.uses:
            sign = "+" if use.frame.stance > 0 else "-" if use.frame.stance < 0 else "0"
            for at in range(use.first, use.last):
                symbols[at] = ""
            symbols[use.first] = use.frame.pos.upper() + ("p" if use.passive else "") + sign
        for first, _, wish in self.fates:
            symbols[first] += "F+" if wish > 0 else "F-"
        return symbols

    @property
    def arguments(self) -> list[Arguments]:
        """Whose deed each of `uses` is and whom it is done to; found where a pair asks, which many sentences hold none of."""
        if self._arguments is None:
            heads = frozenset([use.first for use in self.uses if use.frame.pos == "v"])
            finder = ArgumentFinder(self.lowers, self.entity, split(self.words, self.lowers, self.entity), heads)
            self._arguments = [finder.find(use.first, use.last, use.frame, passive=use.passive) for use in self.uses]
        return self._arguments

    def bearing(self, holder: tuple[int, int], target: tuple[int, int]) -> list[tuple[FrameUse, Arguments]]:
        """
        Find the predicates that have a token of a pair as agent or theme.

        :param holder: The holder's tokens, end exclusive.
        :param target: The target's.
        :return: Predicates and their arguments, in order.
        """
        reached = self._reached
        if reached is None:
            reached = self._reached = _by_token(self.arguments)
        found: set[int] = set()
        for first, last in (holder, target):
            for token in range(first, last):
                if token in reached:
                    found |= reached[token]
        return [(self.uses[i], self.arguments[i]) for i in sorted(found)]


def _by_token(arguments: Sequence[Arguments]) -> dict[int, set[int]]:
    """Give the predicates that have each token as agent or theme, by their places."""
    reached: dict[int, set[int]] = {}
    for i, parts in enumerate(arguments):
        for token in (*parts.agents, *parts.themes):
            reached.setdefault(token, set()).add(i)
    return reached


def _entities(words: Sequence[str], lowers: Sequence[str], common: frozenset[str]) -> list[bool]:
    """Mark capitalised words; one that opens a sentence counts if it is not known in lower case, or opens a name ("Stop War")."""
    size = len(words)
    upper = [word[:1].isupper() for word in words]
    shouting = sum(upper) > 0.8 * max(1, sum(word[:1].isalpha() for word in words)) and size > 6
    marks = [False] * size
    opening = True
    for i, word in enumerate(words):
        if upper[i] and word != "I":
            named = i + 1 < size and upper[i + 1] and lowers[i] not in _OPENERS
            marks[i] = lowers[i] not in common or (named and not shouting) if opening or shouting else True
        opening = word in '".!?:' or (opening and not word[:1].isalnum())
    return marks


def _is_passive(lowers: Sequence[str], hit: Hit, frame: Frame) -> bool:
    if not frame.participle:
        return False
    for i in range(hit.last, min(len(lowers), hit.last + 4)):
        if lowers[i] == "by":
            return True
        if i > hit.last and lowers[i] not in _BETWEEN_PASSIVE and not lowers[i].endswith("ly"):
            break
    for i in range(hit.first - 1, max(-1, hit.first - 4), -1):
        if lowers[i] == "'s" and i + 1 < hit.first and lowers[i + 1] not in {"been", "being"}:
            # A possessive: "the party's officials charged".
            return False
        if lowers[i] in BE:
            return True
        if lowers[i] in _HAVE or lowers[i] in PUNCTUATION:
            return False
    return False


def stretch(words: Sequence[str], lowers: Sequence[str], lexicon: Lexicon, *, in_quote: bool = False) -> Stretch:
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
    # A capitalised word in the middle of a sentence is a name, whatever it means in lower case.
    hits = [hit for hit in hits if not entity[hit.first]]
    scoped = scopes(lowers, entity, hits)
    quoted: list[bool] = []
    for lower in lowers:
        if lower == '"':
            in_quote = not in_quote
        quoted.append(in_quote)
    return Stretch(tuple(words), tuple(lowers), entity, quoted, scoped, Found(lowers, hits, scoped))
