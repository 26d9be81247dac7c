"""GET /v1/model: which model answers, what it was trained on and how good it is."""

from dataclasses import fields

from flask import Blueprint, Response, jsonify

from service.serving import current_serving

blueprint = Blueprint("model_info", __name__)

LABELS = {"sentiment": ["negative", "neutral", "positive"], "stance": ["against", "neutral", "favor"]}


@blueprint.get("/v1/model")
def model_info() -> Response:
    """
    Describe the model.

    :return: Its version, its labels, the limits in force, and the manifest of the artifact as training wrote it: the data with
        their hashes, the libraries, the scores.
    :raises ApiError: If there is no model.
    """
    serving = current_serving()
    engine = serving.require_engine()
    limits = {
        entry.name: getattr(serving.settings, entry.name) for entry in fields(serving.settings) if entry.name.startswith("max_")
    }
    return jsonify(
        {
            "version": engine.version,
            "labels": LABELS,
            "unclear_below": serving.settings.min_confidence,
            "limits": limits,
            "manifest": dict(engine.manifest),
        }
    )
