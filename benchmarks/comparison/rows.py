"""What was measured of one thing: figures of each round and their medians, or why there are none."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.comparison.load import Load
from benchmarks.comparison.processes import Memory


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One stretch of load, and the processor seconds of the server's processes over it.

    `drained` is how long the server still worked when the load had ended. At that moment each connection waits for one answer
    more: they count here, or the figures of slow answers would be wrong by as many.
    """

    load: Load
    cpu_seconds: float
    drained: float = 0.0

    @property
    def answers(self) -> int:
        """Give the number of requests that the server answered."""
        return self.load.requests + self.load.connections

    @property
    def rate(self) -> float:
        """Give the answers a second."""
        return self.answers / (self.load.seconds + self.drained)

    @property
    def cpu_ms(self) -> float:
        """Give the processor milliseconds of an answer."""
        return 1000 * self.cpu_seconds / self.answers


@dataclass(frozen=True, slots=True)
class Sample:
    """One round of one row: start, load and memory; in-process rows have neither percentiles nor a server to get ready."""

    cells: Sequence[Cell]
    memory: Memory
    answer_seconds: float
    ready_seconds: float | None = None


@dataclass
class Row:
    """All rounds of one row; `failure` says why there is none, or no further one. `served` tells it from an in-process row."""

    name: str
    title: str
    served: bool = True
    samples: list[Sample] = field(default_factory=list)
    failure: str = ""

    def median(self, figure: Callable[[Sample], float]) -> float:
        """
        Give the median of a figure over the rounds.

        :param figure: The figure of one round.
        :return: The median.
        """
        return statistics.median(figure(sample) for sample in self.samples)

    def cell(self, connections: int, figure: Callable[[Cell], float]) -> float:
        """
        Give the median of a figure at one number of connections; an in-process row has one stretch, which stands for any.

        :param connections: How many connections.
        :param figure: The figure.
        :return: The median over the rounds.
        """
        return self.median(lambda sample: figure(_at(sample, connections)))

    @property
    def cpu_ms(self) -> float:
        """Give the processor milliseconds an article: the median over rounds and connections."""
        return statistics.median(cell.cpu_ms for sample in self.samples for cell in sample.cells)


def _at(sample: Sample, connections: int) -> Cell:
    # By the nearest, so that a run that leaves a number of connections out still has its ratios.
    return min(sample.cells, key=lambda cell: abs(cell.load.connections - connections))
