"""Requests to the application without a server: what the server hands over, and the bytes that it would send."""

from collections.abc import Iterable
from contextlib import redirect_stderr
from io import BytesIO, StringIO
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder

from service.app import create_app
from service.settings import Settings
from stance.engine import Engine


class Poster:
    """Posts to the service's application, whose log is written but kept from the terminal."""

    def __init__(self, engine: Engine) -> None:
        """
        Make the application.

        :param engine: The engine.
        """
        self._environs: dict[str, dict[str, Any]] = {}
        self._app: Flask = create_app(Settings(), engine)

    def post(self, body: bytes, path: str = "/v1/score") -> bytes:
        """
        Post a body.

        :param body: JSON.
        :param path: Where to.
        :return: The body of the answer.
        :raises ValueError: If the answer is no success.
        """
        told: list[str] = []

        def start_response(status: str, *_: Any) -> Any:
            told.append(status)

        environ: dict[str, Any] = dict(self._environ(path))
        environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        with redirect_stderr(StringIO()):
            parts: Iterable[bytes] = self._app(environ, start_response)
            answer = b"".join(parts)
        if told != ["200 OK"]:
            msg = f"{path} answers {told}: {answer[:200]!r}"
            raise ValueError(msg)
        return answer

    def _environ(self, path: str) -> dict[str, Any]:
        if path not in self._environs:
            self._environs[path] = EnvironBuilder(path, method="POST", content_type="application/json").get_environ()
        return self._environs[path]
