"""The service with its models asked the way a first version would: plain scikit-learn, one call for each mention or pair."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from flask import Flask
from numpy.typing import NDArray

from service.app import create_app
from service.settings import Settings
from stance import model as artifacts
from stance.engine import Engine
from stance.model import Classifier
from stance.views import Views


@dataclass(frozen=True)
class PerItem:
    """A fitted pipeline that is shown one item at a time."""

    classifier: Classifier

    def probabilities(self, views: Sequence[Views]) -> NDArray[np.float64]:
        """
        Score views.

        :param views: The views, as the classifier takes them.
        :return: Calibrated probabilities, one row an item.
        """
        return np.vstack([np.zeros((0, len(self.classifier.labels))), *(self.classifier.probabilities([one]) for one in views)])


def engine(settings: Settings) -> Engine:
    """
    Make the engine, with its classifiers replaced.

    :param settings: The settings, for the artifact's folder.
    :return: The engine.
    """
    fitted = artifacts.load_fitted(settings.models_dir)
    plain: dict[str, Any] = {"sentiment": PerItem(fitted.sentiment), "stance": PerItem(fitted.stance)}
    return Engine(replace(artifacts.load(settings.models_dir), **plain))


def create() -> Flask:
    """
    Make the service's own application around that engine.

    :return: The application.
    """
    settings = Settings.from_environment()
    return create_app(settings, engine(settings))
