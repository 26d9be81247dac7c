"""The service's gunicorn settings, but for what `benchmarks.gunicorn` chooses where gunicorn has no option for it."""

import gc
import os
from typing import Any

from service.gunicorn_conf import *  # noqa: F403 - every name of it is a setting of gunicorn

preload_app = os.environ["BENCHMARK_PRELOAD"] == "yes"
_freezes = os.environ["BENCHMARK_FREEZE"] == "yes"
# Every setting measured at its full pace.
max_requests = 0


def when_ready(_server: Any) -> None:  # type: ignore[no-redef]
    """Freeze what is loaded before the workers are forked, where that is chosen."""
    if preload_app and _freezes:
        gc.freeze()


def post_worker_init(_worker: Any) -> None:
    """Freeze what a worker has loaded by itself, where that is chosen."""
    if not preload_app and _freezes:
        gc.freeze()
