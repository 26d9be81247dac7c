"""POST /v1/score: texts in, for every text its actors and their stances out."""

from time import perf_counter
from typing import Any

from flask import Blueprint, Response, g, jsonify, request

from service.body import read_json
from service.errors import ErrorCode, error_body
from service.logs import log_failure
from service.options import options_of, texts_of
from service.serving import Scorer, current_serving
from service.validation import parse_request
from stance.report import Options, TextInput

blueprint = Blueprint("score", __name__)


@blueprint.post("/v1/score")
def score() -> Response:
    """
    Score the texts of the request.

    :return: The model's version, the seconds it took, and one report a document in the order sent.
    :raises ApiError: If there is no model, or if the request is wrong.
    """
    started = perf_counter()
    serving = current_serving()
    data = read_json(request)
    engine = serving.require_engine()
    asked = parse_request(data, serving.settings)
    options = options_of(asked, engine, serving.settings.min_confidence)
    texts = texts_of(asked)
    g.documents = len(texts)
    documents = []
    for index, text in enumerate(texts):
        with serving.turns.turn():
            documents.append(_report(engine, index, text, options))
    seconds = round(perf_counter() - started, 6)
    # Plain dictionaries, not the models of schemas.py: checking an answer of our own at every request would cost more than
    # making it. The tests check answers against those models instead.
    return jsonify({"model": {"version": engine.version}, "seconds": seconds, "documents": documents})


def _report(engine: Scorer, index: int, text: TextInput, options: Options) -> dict[str, Any]:
    try:
        return engine.analyse(text, options).as_dict()
    except Exception as error:  # noqa: BLE001 - one text that the engine trips over must not cost the others
        # By its index: the id is the caller's, and may be a headline.
        log_failure("document_failed", error, document=index, characters=len(text.text))
        failure = error_body(ErrorCode.INTERNAL_ERROR, "The service failed on this document; the others are not affected.")
        return {"id": text.id, **failure}
