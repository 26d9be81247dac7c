"""What is served side by side, how each is started, and what is posted to it."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import orjson

from benchmarks.comparison.environments import python_with
from benchmarks.comparison.servers import ROOT, Launch, Served

WORKERS, THREADS = 2, 4
# One process a core is what the workers are for: libraries that would start threads of their own are kept from it.
_QUIET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_MLSERVER = "requirements-benchmarks-mlserver.txt"
_RUNTIME = "benchmarks.comparison.handlers.mlserver_runtime.StancewireRuntime"


def one_text(text: str) -> bytes:
    """
    Make a request of one text.

    :param text: The text.
    :return: The body.
    """
    return orjson.dumps({"text": text})


def documents(text: str, count: int) -> bytes:
    """
    Make a request of many documents.

    :param text: The text of each.
    :param count: How many.
    :return: The body.
    """
    return orjson.dumps({"documents": [{"text": text}] * count})


def _tensor(text: str) -> bytes:
    return orjson.dumps({"inputs": [{"name": "texts", "shape": [1], "datatype": "BYTES", "data": [text]}]})


def _settings(port: int) -> dict[str, str]:
    return _QUIET | {
        "STANCEWIRE_HOST": "127.0.0.1",
        "STANCEWIRE_PORT": str(port),
        "STANCEWIRE_WORKERS": str(WORKERS),
        "STANCEWIRE_THREADS": str(THREADS),
    }


def _service(ports: Sequence[int], _: Path) -> Launch:
    return Launch([sys.executable, "-m", "service"], _settings(ports[0]))


def _beside_the_service(app: str) -> Callable[[Sequence[int], Path], Launch]:
    """Run another application under the service's own gunicorn settings."""

    def launch(ports: Sequence[int], _: Path) -> Launch:
        command = [sys.executable, "-m", "gunicorn", "--config", "python:service.gunicorn_conf", app]
        return Launch(command, _settings(ports[0]))

    return launch


def _mlserver(ports: Sequence[int], folder: Path) -> Launch:
    python = python_with("mlserver", _MLSERVER, "requirements.txt")
    settings = {
        "host": "127.0.0.1",
        "http_port": ports[0],
        "grpc_port": ports[1],
        "metrics_port": ports[2],
        "metrics_dir": str(folder / "metrics"),
        "environments_dir": str(folder / "environments"),
        "parallel_workers": WORKERS,
        "debug": False,
        "gzip_enabled": False,
    }
    (folder / "settings.json").write_bytes(orjson.dumps(settings))
    (folder / "model-settings.json").write_bytes(orjson.dumps({"name": "stancewire", "implementation": _RUNTIME}))
    command = [str(python.with_name("mlserver")), "start", str(folder)]
    return Launch(command, _QUIET | {"PYTHONPATH": str(ROOT)})


NOOP, SERVICE, PLAIN = "noop", "stancewire", "sklearn"
SERVED = (
    Served(NOOP, "no-op Flask handler", _beside_the_service("benchmarks.comparison.handlers.noop:app"), one_text),
    Served(SERVICE, "Stancewire", _service, one_text),
    Served(
        PLAIN,
        "the model by scikit-learn, a call a mention",
        _beside_the_service("benchmarks.comparison.handlers.permention:create()"),
        one_text,
        once=True,
    ),
    Served(
        "mlserver",
        "the engine in MLServer",
        _mlserver,
        _tensor,
        path="/v2/models/stancewire/infer",
        ready="/v2/models/stancewire/ready",
        once=True,
    ),
    Served("vader", "VADER over sentences", _beside_the_service("benchmarks.comparison.handlers.vader:app"), one_text),
)
