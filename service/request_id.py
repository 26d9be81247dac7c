"""The request's id: taken from the caller where it is well-formed, made up where not, and given back on every response."""

import re
from uuid import uuid4

from flask import Flask, Response, g, has_request_context, request

HEADER = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,64}")


def new_request_id() -> str:
    """
    Make up an id.

    :return: 32 hexadecimal digits.
    """
    return uuid4().hex


def current_request_id() -> str | None:
    """
    Give the id of the request being answered.

    :return: The id, or None outside of a request.
    """
    if not has_request_context():
        return None
    # Lazy, since an error before the first hook needs the id as well.
    if "request_id" not in g:
        sent = request.headers.get(HEADER, "")
        g.request_id = sent if _WELL_FORMED.fullmatch(sent) else new_request_id()
    return str(g.request_id)


def init_app(app: Flask) -> None:
    """
    Put the id on every response.

    :param app: The application.
    """

    @app.after_request
    def put_on_response(response: Response) -> Response:
        response.headers[HEADER] = current_request_id() or new_request_id()
        return response
