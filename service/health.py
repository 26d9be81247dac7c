"""GET /healthz and /readyz: is the process alive, and can it answer."""

from flask import Blueprint, Response, jsonify

from service.logs import log_failure
from service.serving import current_serving, model_unavailable

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """
    Tell that the process is alive.

    :return: 200, always: an orchestrator restarts what fails here, and a restart mends no missing model.
    """
    return jsonify({"status": "ok"})


@blueprint.get("/readyz")
def readyz() -> Response:
    """
    Tell whether texts can be scored, by scoring one.

    :return: 200, if the fixed text was scored with the loaded model.
    :raises ApiError: `model_unavailable` with the reason, if not.
    """
    engine = current_serving().require_engine()
    try:
        engine.self_test()
    except Exception as error:  # noqa: BLE001 - whatever goes wrong, the answer is that the service is not ready
        log_failure("self_test_failed", error)
        # The engine's own RuntimeError is written for the operator; what any other exception says is for nobody's eyes.
        reason = str(error) if type(error) is RuntimeError else f"The self test failed ({type(error).__name__})."
        raise model_unavailable(reason) from None
    return jsonify({"status": "ready", "model": {"version": engine.version}})
