"""How gunicorn runs the service: `gunicorn --config python:service.gunicorn_conf`, or `python -m service`."""

import gc
from pathlib import Path
from typing import Any

from service.settings import Settings

_settings = Settings.from_environment()
_host = f"[{_settings.host}]" if ":" in _settings.host and not _settings.host.startswith("[") else _settings.host
_memory = Path("/dev/shm")  # noqa: S108 - gunicorn makes its heartbeat files there with random names

wsgi_app = "service.wsgi:app"
bind = f"{_host}:{_settings.port}"

# The model is loaded once, and the workers share its memory.
preload_app = True
workers = _settings.workers
worker_class = "service.worker.JsonErrorWorker"
threads = _settings.threads
keepalive = _settings.keep_alive
timeout = _settings.timeout
graceful_timeout = _settings.timeout
# The heartbeat file must not wait for a disk, and the root file system may be read-only.
worker_tmp_dir = str(_memory) if _memory.is_dir() else None
# Against slow leaks; the jitter keeps the workers from leaving at the same moment.
max_requests = 10_000
max_requests_jitter = 1_000
# Without this gunicorn leaves a socket in the home folder.
control_socket_disable = True


def when_ready(_server: Any) -> None:
    """
    Leave what is loaded out of every later search for garbage.

    It all stays, so that a search finds nothing in it, and would write to memory that the workers share with each other.
    """
    gc.freeze()
    gc.enable()


def pre_exec(server: Any) -> None:
    """
    Let gunicorn, when it is told to upgrade, start anew as a module.

    As a script its folder would come first among those of modules, and its `http` would be taken for Python's.

    :param server: gunicorn's master.
    """
    begun = server.START_CTX["args"]
    if Path(begun[1]).name == "__main__.py":
        begun[1:2] = ["-m", "gunicorn"]


# The application logs each request itself, and knows what not to log.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "service.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "service.logs.StderrHandler", "formatter": "json"}},
    "root": {"level": _settings.log_level, "handlers": ["stderr"]},
    "loggers": {
        "gunicorn.error": {"level": _settings.log_level, "handlers": ["stderr"], "propagate": False},
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    },
}
