"""gunicorn's threaded worker, which answers a request that it cannot even parse in the service's own shape."""

import logging
from socket import socket
from typing import Any

import orjson
from gunicorn.http import errors as parsing
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from service.errors import STATUS, ErrorCode, error_body
from service.headers import SECURITY_HEADERS
from service.logs import log_event, log_failure
from service.request_id import HEADER, new_request_id

_ANSWERS = (
    (parsing.LimitRequestLine, ErrorCode.URI_TOO_LONG, "The address of the request is too long."),
    (parsing.LimitRequestHeaders, ErrorCode.HEADERS_TOO_LARGE, "The headers of the request are too large."),
    (parsing.ParseException, ErrorCode.BAD_REQUEST, "The request is not valid HTTP."),
)
_REASONS = {
    ErrorCode.URI_TOO_LONG: "URI Too Long",
    ErrorCode.HEADERS_TOO_LARGE: "Request Header Fields Too Large",
    ErrorCode.BAD_REQUEST: "Bad Request",
    ErrorCode.INTERNAL_ERROR: "Internal Server Error",
}


class JsonErrorWorker(ThreadWorker):  # type: ignore[misc]
    """
    A `gthread` worker that takes new connections while a thread is free, else one for each request that it ends.

    gunicorn's takes whatever comes: connections that stay open may then all be with one worker while the others idle. What is not
    taken waits in the listening socket's queue, from which every worker takes. gunicorn's HTML error pages, which also quote the
    request, are replaced.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Start without any request, as gunicorn makes it."""
        super().__init__(*arguments, **options)
        self._busy = 0
        # Whether a request has ended since a connection was taken: busy connections must not keep new ones out for ever.
        self._due = False

    def set_accept_enabled(self, enabled: bool) -> None:  # noqa: FBT001 - gunicorn's signature
        """
        Begin or end to take new connections.

        :param enabled: Whether gunicorn would take any.
        """
        super().set_accept_enabled(enabled and (self._due or self._busy < self.cfg.threads))

    def accept(self, listener: Any) -> None:
        """
        Take a connection.

        :param listener: The socket to take it from.
        """
        self._due = False
        super().accept(listener)

    def enqueue_req(self, conn: Any) -> None:
        """
        Hand a connection on which a request has come to a thread.

        :param conn: The connection.
        """
        self._busy += 1
        super().enqueue_req(conn)
        # Else the rest of this turn's events would still be taken.
        self.set_accept_enabled(self._accepting)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """
        Take a connection back from its thread; new ones are taken again in the loop's next turn.

        :param conn: The connection.
        :param fs: What became of the request.
        """
        self._busy -= 1
        self._due = True
        super().finish_request(conn, fs)

    def handle_error(self, req: Any, client: socket, addr: Any, exc: BaseException) -> None:  # noqa: ARG002 - gunicorn's signature
        """
        Answer a request that never reached the application.

        :param req: The request, as far as it was parsed.
        :param client: The connection.
        :param addr: The caller's address.
        :param exc: What went wrong.
        """
        request_id = new_request_id()
        code, message = _answer_to(exc)
        if code is ErrorCode.INTERNAL_ERROR:
            log_failure("request_failed", exc, server_request_id=request_id)
        else:
            log_event(logging.WARNING, "request_unreadable", request_id=request_id, status=STATUS[code], type=type(exc).__name__)
        try:
            write_nonblock(client, _response(code, message, request_id))
        except OSError:
            log_event(logging.DEBUG, "caller_gone", request_id=request_id)


def _answer_to(error: BaseException) -> tuple[ErrorCode, str]:
    # What the application sends wrongly is of the same family, but not the caller's fault.
    if not isinstance(error, parsing.InvalidResponseHeader | parsing.InvalidResponseHeaderName):
        for kind, code, message in _ANSWERS:
            if isinstance(error, kind):
                return code, message
    return ErrorCode.INTERNAL_ERROR, "The service failed on this request."


def _response(code: ErrorCode, message: str, request_id: str) -> bytes:
    body = orjson.dumps(error_body(code, message, request_id=request_id), option=orjson.OPT_APPEND_NEWLINE)
    headers = {
        "Connection": "close",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        HEADER: request_id,
        **SECURITY_HEADERS,
    }
    lines = [f"HTTP/1.1 {STATUS[code]} {_REASONS[code]}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
