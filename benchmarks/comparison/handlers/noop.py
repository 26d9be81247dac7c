"""A Flask handler that reads the body and answers with a constant: what the server costs before anything is done."""

from collections.abc import Callable

from flask import Flask, request


def handler(answer: Callable[[bytes], dict[str, object]]) -> Flask:
    """
    Make an application of one handler.

    :param answer: What to answer with to a body.
    :return: An application with the paths of the service.
    """
    app = Flask("noop", static_folder=None)

    @app.get("/readyz")
    def readyz() -> dict[str, str]:
        return {"status": "ready"}

    @app.post("/v1/score")
    def score() -> dict[str, object]:
        return answer(request.get_data(cache=False))

    return app


app = handler(lambda _: {"status": "ok", "documents": []})
