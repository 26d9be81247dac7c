"""The service with its models asked the way a first version would: plain scikit-learn, one call for each mention or pair."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import joblib
import numpy as np
from flask import Flask
from numpy.typing import NDArray

from service.app import create_app
from service.settings import Settings
from stance import model as artifacts
from stance.engine import Engine
from stance.model import ARTIFACT
from stance.views import Views


@dataclass(frozen=True)
class PerItem:
    """A fitted pipeline that is shown one item at a time."""

    pipeline: Any
    labels: tuple[str, ...]
    temperature: float

    def probabilities(self, views: Sequence[Views]) -> NDArray[np.float64]:
        """
        Score views.

        :param views: The views, as the classifier takes them.
        :return: Calibrated probabilities, one row an item.
        """
        if not views:
            return np.zeros((0, len(self.labels)))
        scores = np.vstack([self.pipeline.decision_function([view]) for view in views]) / self.temperature
        odds: NDArray[np.float64] = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float64)


def engine(settings: Settings) -> Engine:
    """
    Make the engine, with its classifiers replaced.

    :param settings: The settings, for the artifact's folder.
    :return: The engine.
    """
    # Verified by this before it is unpickled below.
    model = artifacts.load(settings.models_dir)
    held = joblib.load(settings.models_dir / ARTIFACT)
    plain: dict[str, Any] = {
        task: PerItem(held[task].pipeline, held[task].labels, held[task].temperature) for task in ("sentiment", "stance")
    }
    return Engine(replace(model, **plain))


def create() -> Flask:
    """
    Make the service's own application around that engine.

    :return: The application.
    """
    settings = Settings.from_environment()
    return create_app(settings, engine(settings))
