"""How cost grows: with the length of a text, with the names in it, with the documents of a request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import process_time

from benchmarks.comparison import texts
from benchmarks.comparison.posting import Poster
from benchmarks.comparison.targets import documents
from benchmarks.steps import exponent, median_time
from stance.engine import Engine
from stance.report import Options, TextInput


@dataclass(frozen=True, slots=True)
class Curve:
    """
    Median processor seconds over sizes.

    `floor` is what it costs at size 0, where that can be measured: it would hide the growth.
    """

    name: str
    unit: str
    sizes: Sequence[int]
    seconds: Sequence[float]
    floor: float = 0.0

    @property
    def above(self) -> list[float]:
        """Give the seconds above the floor; noise may leave none, and a logarithm needs some."""
        return [max(one - self.floor, 1e-6) for one in self.seconds]

    @property
    def fitted(self) -> float:
        """Give the exponent fitted over all sizes."""
        return exponent(self.sizes, self.above)

    @property
    def fitted_above_middle(self) -> float:
        """Give the exponent over the larger half of the sizes, where a fixed cost hides least."""
        middle = len(self.sizes) // 2
        return exponent(self.sizes[middle:], self.above[middle:])

    @property
    def worst(self) -> float:
        """Give the larger of the two."""
        return max(self.fitted, self.fitted_above_middle)


def over_length(engine: Engine, budget: float) -> Curve:
    """
    Time analyses of the article, repeated or cut off.

    :param engine: The engine.
    :param budget: Seconds that each size may take.
    :return: The curve over characters.
    """
    return Curve("length", "characters", texts.LENGTHS, [_timed(_analysis(engine, one), budget) for one in texts.of_lengths()])


def over_mentions(engine: Engine, budget: float) -> Curve:
    """
    Time analyses of texts of one length with more and more names.

    :param engine: The engine.
    :param budget: Seconds that each size may take.
    :return: The curve over the mentions that the engine finds, above what a text without any costs.
    """
    written = [texts.with_mentions(count) for count in texts.MENTIONS]
    found = [texts.mentions_of(engine.analyse(TextInput(one), Options())) for one in written]
    floor = _timed(_analysis(engine, texts.with_mentions(0)), budget)
    return Curve("mentions", "mentions", found, [_timed(_analysis(engine, one), budget) for one in written], floor)


def over_batch(engine: Engine, budget: float) -> Curve:
    """
    Time requests of more and more documents, from bytes to bytes.

    :param engine: The engine.
    :param budget: Seconds that each size may take.
    :return: The curve over documents.
    """
    poster, text = Poster(engine), texts.article()
    calls = [partial(poster.post, documents(text, count)) for count in texts.BATCHES]
    return Curve("batch size", "documents", texts.BATCHES, [_timed(call, budget) for call in calls])


def _analysis(engine: Engine, text: str) -> Callable[[], object]:
    return lambda: engine.analyse(TextInput(text), Options()).as_dict()


def _timed(call: Callable[[], object], budget: float) -> float:
    """Repeat a call as often as fits into a budget, from 3 to 101 times, and give the median."""
    begun = process_time()
    call()
    once = max(process_time() - begun, 1e-6)
    return median_time(call, int(min(101, max(3, budget / once))))
