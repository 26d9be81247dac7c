"""The headers that every response carries for safety's sake."""

from flask import Flask, Response

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}


def init_app(app: Flask) -> None:
    """
    Put the headers on every response that does not set its own.

    :param app: The application.
    """

    @app.after_request
    def put_on_response(response: Response) -> Response:
        own = {name.lower() for name, _ in response.headers}
        response.headers.extend((name, value) for name, value in SECURITY_HEADERS.items() if name.lower() not in own)
        return response
