"""The way of one request from bytes to bytes, in pieces."""

from collections.abc import Sequence
from functools import partial

from benchmarks.comparison.posting import Poster
from benchmarks.comparison.targets import one_text
from benchmarks.steps import Calls, calls_of, step_times
from service import score
from service.orjson_provider import OrjsonProvider
from stance.engine import Engine
from stance.report import DocumentReport

REST = "framework and the rest"


def calls(engine: Engine) -> Calls:
    """
    Name what makes up each piece; a new route adds its own functions here.

    :param engine: The engine.
    :return: The functions of each piece, none of which calls another.
    """
    # The analysis has a rest of its own: what no step of the engine accounts for stays with the framework's.
    return {
        "JSON in": ((score, "read_json"),),
        "schema validation": ((score, "parse_request"), (score, "options_of"), (score, "texts_of")),
        **calls_of(engine),
        "report to plain data": ((DocumentReport, "as_dict"),),
        "JSON out": ((OrjsonProvider, "response"),),
    }


def pieces(engine: Engine, text: str, repeats: int) -> Sequence[tuple[str, float]]:
    """
    Time the pieces of one request, without the server and its sockets.

    :param engine: The engine.
    :param text: The text that is posted.
    :param repeats: How often.
    :return: Each piece and its median seconds of processor time, in the order of the way.
    """
    times = step_times(partial(Poster(engine).post, one_text(text)), calls(engine), repeats)
    times[REST] = times.pop("rest")
    return list(times.items())
