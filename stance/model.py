"""The artifact: two calibrated TF-IDF and logistic-regression pipelines and the lexicon they were fitted with.

A joblib file is code to Python, so nothing is loaded before the manifest's SHA-256 and library versions have been checked.
"""

import hashlib
import importlib.metadata
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import joblib
import numpy as np
from numpy.typing import NDArray

from stance.lexicon import Lexicon
from stance.report import Contribution
from stance.views import Views

ARTIFACT, MANIFEST = "stance.joblib", "manifest.json"
PINNED_LIBRARIES = ("scikit-learn", "numpy", "scipy", "joblib")
FORMAT = 1
_EXPLAINED_FEATURES = 8
_DIGITS = 4


class ArtifactError(RuntimeError):
    """The artifact cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Classifier:
    """One task: a fitted pipeline of TF-IDF views and logistic regression, and its temperature."""

    pipeline: Any
    labels: tuple[str, ...]
    temperature: float

    def probabilities(self, views: Sequence[Views]) -> NDArray[np.float64]:
        """
        Score a batch of views.

        :param views: What `mention_views` or `pair_views` made.
        :return: Calibrated probabilities, one row an item, one column a label in the order of `labels`; rows sum to 1.
        """
        if not views:
            return np.zeros((0, len(self.labels)))
        scores = np.asarray(self.pipeline.decision_function(list(views)), dtype=np.float64) / self.temperature
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        return cast("NDArray[np.float64]", odds / odds.sum(axis=1, keepdims=True))

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        """View and text of each feature, by column."""
        names = self.pipeline[0].get_feature_names_out()
        return [(view, feature) for view, _, feature in (str(name).partition("__") for name in names)]

    @cached_property
    def _leads(self) -> NDArray[np.float64]:
        """What each feature adds to a label's score over the mean of the others: one row a label."""
        coefficients = np.asarray(self.pipeline[-1].coef_, dtype=np.float64)
        others = (coefficients.sum(axis=0) - coefficients) / (len(coefficients) - 1)
        return cast("NDArray[np.float64]", (coefficients - others) / self.temperature)

    def explain(self, views: Sequence[Views], labels: Sequence[str]) -> list[tuple[Contribution, ...]]:
        """
        Give what weighed most for a label, exactly, since the model is linear.

        :param views: The items' views.
        :param labels: One of the classifier's labels for each item.
        :return: For each item the largest contributions to its label's score over the mean of the others, largest first.
        """
        if not views:
            return []
        rows = self.pipeline[0].transform(list(views)).tocsr()
        explained = []
        for i, label in enumerate(labels):
            begin, end = rows.indptr[i], rows.indptr[i + 1]
            columns = rows.indices[begin:end]
            weights = rows.data[begin:end] * self._leads[self.labels.index(label), columns]
            order = np.argsort(-np.abs(weights), kind="stable")[:_EXPLAINED_FEATURES]
            explained.append(
                tuple(
                    Contribution(self._names[columns[k]][0], self._names[columns[k]][1], round(float(weights[k]), _DIGITS))
                    for k in order
                )
            )
        return explained


@dataclass(frozen=True)
class Model:
    """What an artifact holds, with the manifest that vouches for it."""

    sentiment: Classifier
    stance: Classifier
    lexicon: Lexicon
    manifest: dict[str, Any]

    @property
    def version(self) -> str:
        """The version that the training run gave."""
        return str(self.manifest["version"])


def library_versions() -> dict[str, str]:
    """
    Name the libraries whose versions an artifact depends on.

    :return: Installed version by name.
    """
    return {name: importlib.metadata.version(name) for name in PINNED_LIBRARIES}


def read_manifest(folder: Path) -> dict[str, Any]:
    """
    Read the manifest.

    :param folder: The folder that holds it.
    :return: The manifest.
    :raises ArtifactError: If it is missing or not a manifest that this version understands.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        msg = f"no {MANIFEST} in {folder}: run `make train`, or restore the shipped models/ folder"
        raise ArtifactError(msg) from None
    except (OSError, ValueError) as error:
        msg = f"{path} cannot be read ({error}): restore it, or run `make train`"
        raise ArtifactError(msg) from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        msg = f"{path} is not a manifest of format {FORMAT}: run `make train` with this version of the code"
        raise ArtifactError(msg)
    return manifest


def load(folder: Path) -> Model:
    """
    Verify and load the artifact of a folder.

    :param folder: The folder with artifact and manifest.
    :return: The model.
    :raises ArtifactError: If either is missing, the hash differs, or a library's version does.
    """
    manifest = read_manifest(folder)
    installed = library_versions()
    needed = manifest.get("libraries")
    if not isinstance(needed, dict) or set(needed) != set(PINNED_LIBRARIES):
        msg = f"{folder / MANIFEST} does not name the versions of {', '.join(PINNED_LIBRARIES)}: run `make train`"
        raise ArtifactError(msg)
    for name, version in needed.items():
        if installed.get(name) != version:
            msg = (
                f"the artifact was made with {name} {version}, installed is {installed.get(name)}: "
                "install requirements.txt, or run `make train`"
            )
            raise ArtifactError(msg)
    path = folder / ARTIFACT
    try:
        content = path.read_bytes()
    except OSError as error:
        msg = f"{path} cannot be read ({error}): run `make train`, or restore the shipped models/ folder"
        raise ArtifactError(msg) from None
    # The bytes that were hashed are the bytes that are loaded: the file is not opened a second time.
    found = hashlib.sha256(content).hexdigest()
    if found != manifest.get("sha256"):
        msg = f"{path} is not the artifact that its manifest describes (SHA-256 {found}): restore it, or run `make train`"
        raise ArtifactError(msg)
    try:
        held = joblib.load(io.BytesIO(content))
        return Model(held["sentiment"], held["stance"], held["lexicon"], manifest)
    except Exception as error:
        msg = f"{path} could not be loaded ({type(error).__name__}): run `make train` with this version of the code"
        raise ArtifactError(msg) from error
