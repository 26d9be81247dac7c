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

    :return: Its version, its labels, the limits in force, the registry files in use, and the manifest of the artifact as
        training wrote it: the data with their hashes, the libraries, the scores.
    :raises ApiError: If there is no model.
    """
    serving = current_serving()
    engine = serving.require_engine()
    own = engine.own_files
    limits = {
        entry.name: getattr(serving.settings, entry.name) for entry in fields(serving.settings) if entry.name.startswith("max_")
    }
    return jsonify(
        {
            "version": engine.version,
            "labels": LABELS,
            "unclear_below": serving.settings.min_confidence,
            "limits": limits,
            "registry": {"sha256": own.digest, "files": len(own.hashes), **own.figures} if own.hashes else None,
            "manifest": dict(engine.manifest),
        }
    )
