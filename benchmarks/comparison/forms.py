"""The forms of a request side by side: the same articles posted one by one and many at a time."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.comparison import serving
from benchmarks.comparison.servers import Running, Served, running
from benchmarks.comparison.targets import documents, one_text

CONNECTIONS = 8
DOCUMENTS = 32


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a request: how it is made from an article, how many documents it holds, where it is posted."""

    name: str
    body: Callable[[str], bytes]
    documents: int
    path: str = "/v1/score"


@dataclass(frozen=True, slots=True)
class Throughput:
    """Articles a second in one form, and the processor milliseconds of each."""

    form: str
    rate: float
    cpu_ms: float


SINGLE = Form("one text a request", one_text, 1)
# A route that takes another form of batch is one more line; the bar takes the fastest of them.
BATCHES = (Form(f"{DOCUMENTS} documents a request", lambda text: documents(text, DOCUMENTS), DOCUMENTS),)


def measure(served: Served, text: str, generator: str, pace: serving.Pace, workers: int) -> list[Throughput]:
    """
    Post each form to one running server, with the same number of connections.

    :param served: The service.
    :param text: The article.
    :param generator: The load generator.
    :param pace: How long to post each at least.
    :param workers: How many processes serve.
    :return: The throughput of single posts, then of each batch.
    :raises RowFailedError: If the service does not start, or refuses one.
    """
    found = []
    with running(served, served.body(text)) as server:
        _warm_up(server, served, text, generator, pace)
        for form in (SINGLE, *BATCHES):
            body = form.body(text)
            alone = serving.answer_time(server, form.path, body)
            sent = serving.write_body(body)
            try:
                # Without a bound above: of a batch that takes seconds, too few answers would tell nothing.
                seconds = serving.Pace(pace.seconds, math.inf).stretch(CONNECTIONS, alone, workers)
                cell = serving.stretch(server, form.path, sent, generator, CONNECTIONS, seconds)
            finally:
                sent.unlink()
            found.append(Throughput(form.name, cell.rate * form.documents, cell.cpu_ms / form.documents))
    return found


def _warm_up(server: Running, served: Served, text: str, generator: str, pace: serving.Pace) -> None:
    sent = serving.write_body(served.body(text))
    try:
        serving.stretch(server, served.path, sent, generator, CONNECTIONS, pace.seconds)
    finally:
        sent.unlink()


def gain(found: Sequence[Throughput]) -> float:
    """
    Hold the fastest batch against single posts.

    :param found: The throughput of single posts, then of each batch.
    :return: How many times as many articles a second.
    """
    return max(one.rate for one in found[1:]) / found[0].rate
