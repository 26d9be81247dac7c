"""What the views work with: the settings and the engine, or the reason why there is none."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from flask import Flask, current_app

from service.errors import ApiError, Detail, ErrorCode
from service.logs import log_event, log_failure
from service.settings import Settings
from service.turns import Turns
from stance.engine import Engine
from stance.model import ArtifactError
from stance.registries.rows import Inventory, RegistryError
from stance.report import DocumentReport, Options, TextInput
from stance.seeds import SeedError

_KEY = "stancewire"


class Scorer(Protocol):
    """What the service needs of an engine; `stance.engine.Engine` is one."""

    @property
    def version(self) -> str:
        """The model's version."""

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The artifact's manifest as it was loaded."""

    @property
    def own_files(self) -> Inventory:
        """The files of actors and issues that come before the seeds."""

    def analyse(self, document: TextInput, options: Options, /) -> DocumentReport:
        """Read one text."""

    def knows_actor(self, actor_id: str, /) -> bool:
        """Tell whether the registry has an actor."""

    def knows_issue(self, issue_id: str, /) -> bool:
        """Tell whether the registry has an issue."""

    def self_test(self) -> None:
        """Score a fixed text and raise RuntimeError where the answer is not as expected."""


@dataclass(frozen=True, slots=True)
class Serving:
    """The settings and the engine; `reason` says why there is no engine; threads take `turns` at it."""

    settings: Settings
    engine: Scorer | None
    reason: str = ""
    turns: Turns = field(default_factory=Turns)

    def require_engine(self) -> Scorer:
        """
        Give the engine.

        :return: The engine.
        :raises ApiError: `model_unavailable`, if none could be loaded.
        """
        if self.engine is None:
            raise model_unavailable(self.reason)
        return self.engine


def model_unavailable(reason: str) -> ApiError:
    """
    Make the error that says that there is no model to answer with.

    :param reason: Why not.
    :return: The error.
    """
    return ApiError(ErrorCode.MODEL_UNAVAILABLE, "The model is not available.", [Detail("model", reason)])


def init_app(app: Flask, settings: Settings, engine: Scorer | None) -> None:
    """
    Hand the settings and the engine to the application's views.

    :param app: The application.
    :param settings: The settings.
    :param engine: The engine; where it is None, the artifact of the settings is loaded.
    """
    app.extensions[_KEY] = _load(settings) if engine is None else Serving(settings, engine)


def current_serving() -> Serving:
    """
    Give what the views work with.

    :return: The settings and the engine of the current application.
    """
    serving: Serving = current_app.extensions[_KEY]
    return serving


def _load(settings: Settings) -> Serving:
    try:
        engine = Engine.load(settings.models_dir, settings.registry)
    except RegistryError:
        # Unlike a model, which may come later, a registry is one that somebody has just written wrongly.
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong, the process stays up and /readyz tells the reason
        reason = _reason_of(error)
        # With its message, unlike the failures of requests: nothing has been posted yet.
        log_failure("model_not_loaded", error, reason=str(error))
        return Serving(settings, None, reason)
    # Where it was not, starting took longer and takes more memory: `make compiled`, or a folder that cannot be written to.
    log_event(logging.INFO, "model_loaded", version=engine.version, precompiled=engine.model.precompiled)
    own = engine.own_files
    if own.hashes:
        files = [{"file": file, "sha256": digest} for file, digest in own.hashes]
        log_event(logging.INFO, "registry_loaded", sha256=own.digest, files=files, **own.figures)
    return Serving(settings, engine)


def _reason_of(error: Exception) -> str:
    # These two are written for the operator; what any other exception says is for the log alone.
    if isinstance(error, ArtifactError | SeedError):
        return str(error)
    return f"The model could not be loaded ({type(error).__name__}); the log of the service has the details."
