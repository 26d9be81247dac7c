"""The log: one JSON object a line on standard error, about requests and failures, never about what was posted."""

import logging
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from time import perf_counter, time
from typing import Any, TextIO

import orjson
from flask import Flask, Response, g, request

from service.request_id import current_request_id

LOGGER = logging.getLogger("stancewire")
_LONGEST_PATH = 200


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """
        Write a record.

        :param record: The record; `fields`, where it has any, are added to the line.
        :return: One line of JSON. An exception appears with its type and its frames: its message may quote what was posted.
        """
        fields = getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1]:
            fields = {**fields, "exception": describe(record.exc_info[1])}
        return _line(record.created, record.levelname, record.getMessage(), fields)


class StderrHandler(logging.StreamHandler[TextIO]):
    """Writes to whatever standard error is at that moment, so that a redirection after start is followed."""

    def emit(self, record: logging.LogRecord) -> None:
        """
        Write a record.

        :param record: The record.
        """
        self.stream = sys.stderr
        super().emit(record)

    def write(self, line: str) -> None:
        """
        Write a line that was made without a record.

        :param line: The line. It is lost where standard error takes none, as that of a record would be.
        """
        self.acquire()
        try:
            # A single write, so that another process's line does not come in between.
            with suppress(OSError, ValueError):
                sys.stderr.write(line + self.terminator)
                sys.stderr.flush()
        finally:
            self.release()


_HANDLER = StderrHandler()
_HANDLER.setFormatter(JsonFormatter())


def _line(seconds: float, level: str, event: str, fields: Mapping[str, Any]) -> str:
    line = {
        "time": datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds"),
        "level": level.lower(),
        "event": event,
        **fields,
    }
    return orjson.dumps(line, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


def describe(error: BaseException) -> list[dict[str, Any]]:
    """
    Tell where an exception came from without its message.

    :param error: The exception.
    :return: Its type and frames, then those of what caused it, and so on.
    """
    chain: list[dict[str, Any]] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = traceback.extract_tb(current.__traceback__)
        chain.append(
            {
                "type": type(current).__qualname__,
                "frames": [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames],
            }
        )
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return chain


def configure(level: str) -> None:
    """
    Send the service's log to standard error.

    :param level: The least level that is logged.
    """
    LOGGER.handlers = [_HANDLER]
    LOGGER.propagate = False
    LOGGER.setLevel(level)


def log_event(level: int, event: str, **fields: Any) -> None:
    """
    Log an event.

    :param level: The level, as `logging` numbers it.
    :param event: The event's name.
    :param fields: What else the line says.
    """
    LOGGER.log(level, event, extra={"fields": fields})


def log_failure(event: str, error: BaseException, **fields: Any) -> None:
    """
    Log an exception: its type and frames, not its message.

    :param event: The event's name.
    :param error: The exception.
    :param fields: What else the line says.
    """
    LOGGER.error(event, exc_info=error, extra={"fields": {"request_id": current_request_id(), **fields}})


def init_app(app: Flask) -> None:
    """
    Log every request once it is answered.

    :param app: The application.
    """

    @app.before_request
    def start_the_clock() -> None:
        g.started = perf_counter()

    @app.after_request
    def log_request(response: Response) -> Response:
        if not LOGGER.isEnabledFor(logging.INFO):
            return response
        fields: dict[str, Any] = {
            "request_id": current_request_id(),
            "method": _plain(request.method),
            "path": _plain(request.path),
            "status": response.status_code,
            "seconds": round(perf_counter() - g.get("started", perf_counter()), 6),
        }
        if "documents" in g:
            fields["documents"] = g.documents
        # Of every request there is a line: a record of `logging` would double what it costs.
        _HANDLER.write(_line(time(), "INFO", "request", fields))
        return response


def _plain(sent: str) -> str:
    # A path may hold lone surrogates, which no JSON writer takes.
    return sent[:_LONGEST_PATH].encode("utf-8", "replace").decode()
