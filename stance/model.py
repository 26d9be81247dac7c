"""The artifact: two calibrated TF-IDF and logistic-regression pipelines and the lexicon they were fitted with.

A joblib file is code to Python, so nothing is loaded before the manifest's SHA-256 has been checked, and nothing is unpickled
where a compiled form of the same file (`stance.compilation`) lies beside it: then neither joblib nor scikit-learn is imported.
"""

import hashlib
import importlib.metadata
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance import compilation
from stance.compilation import COMPILED, Parts
from stance.compiled import Compiled, softmax
from stance.lexicon import Lexicon
from stance.views import Views, spelled

ARTIFACT, MANIFEST = "stance.joblib", "manifest.json"
PINNED_LIBRARIES = ("scikit-learn", "numpy", "scipy", "joblib")
FORMAT = 1


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
        scores = np.asarray(self.pipeline.decision_function([spelled(one) for one in views]), dtype=np.float64)
        return softmax(scores / self.temperature)

    def compiled(self, task: str) -> Compiled:
        """
        Compile the pipeline.

        :param task: `sentiment` or `stance`.
        :return: A classifier with the same probabilities that needs no scikit-learn.
        """
        return compilation.from_pipeline(task, self.pipeline, self.labels, self.temperature)


@dataclass(frozen=True)
class Model:
    """What an artifact holds, ready to score, the manifest that vouches for it, and whether its compiled form was loaded."""

    sentiment: Compiled
    stance: Compiled
    lexicon: Lexicon
    manifest: dict[str, Any]
    precompiled: bool = False

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


@dataclass(frozen=True)
class Fitted:
    """What the joblib file holds."""

    sentiment: Classifier
    stance: Classifier
    lexicon: Lexicon

    def compiled(self) -> Parts:
        """
        Compile both classifiers.

        :return: The same in the form that serves.
        """
        return Parts(self.sentiment.compiled("sentiment"), self.stance.compiled("stance"), self.lexicon)


def _verified(folder: Path, manifest: dict[str, Any]) -> bytes:
    """Read the artifact's bytes, which are those that the manifest vouches for."""
    path = folder / ARTIFACT
    try:
        content = path.read_bytes()
    except OSError as error:
        msg = f"{path} cannot be read ({error}): run `make train`, or restore the shipped models/ folder"
        raise ArtifactError(msg) from None
    found = hashlib.sha256(content).hexdigest()
    if found != manifest.get("sha256"):
        msg = f"{path} is not the artifact that its manifest describes (SHA-256 {found}): restore it, or run `make train`"
        raise ArtifactError(msg)
    return content


def _unpickled(folder: Path, manifest: dict[str, Any], content: bytes) -> Fitted:
    """Unpickle bytes that have been verified, with the libraries they were made with."""
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
    try:
        # Not at the top: together with the scikit-learn that it loads it costs more than everything else that serving needs.
        import joblib  # noqa: PLC0415

        held = joblib.load(io.BytesIO(content))
        return Fitted(held["sentiment"], held["stance"], held["lexicon"])
    except Exception as error:
        msg = f"{folder / ARTIFACT} could not be loaded ({type(error).__name__}): run `make train` with this version of the code"
        raise ArtifactError(msg) from error


def _compiled(folder: Path, manifest: dict[str, Any], content: bytes) -> Parts:
    """Compile what has been verified."""
    fitted = _unpickled(folder, manifest, content)
    try:
        return fitted.compiled()
    except Exception as error:
        msg = (
            f"{folder / ARTIFACT} could not be compiled ({type(error).__name__}): run `make train` with this version of the code"
        )
        raise ArtifactError(msg) from error


def load_fitted(folder: Path) -> Fitted:
    """
    Verify and load the pipelines of a folder's artifact as they were fitted.

    :param folder: The folder with artifact and manifest.
    :return: The pipelines.
    :raises ArtifactError: If either is missing, the hash differs, or a library's version does.
    """
    manifest = read_manifest(folder)
    return _unpickled(folder, manifest, _verified(folder, manifest))


def load(folder: Path) -> Model:
    """
    Verify and load the artifact of a folder: from its compiled form where it has one, else from the joblib file.

    :param folder: The folder with artifact and manifest.
    :return: The model.
    :raises ArtifactError: If either is missing, the hash differs, or a library's version does where the joblib file is loaded.
    """
    manifest = read_manifest(folder)
    content = _verified(folder, manifest)
    kept = compilation.load(folder / COMPILED, manifest["sha256"])
    parts = kept or _compiled(folder, manifest, content)
    return Model(parts.sentiment, parts.stance, parts.lexicon, manifest, precompiled=kept is not None)


def precompile(folder: Path) -> bool:
    """
    Write the compiled form of a folder's artifact beside it.

    :param folder: The folder with artifact and manifest.
    :return: Whether it was written; False where it is there already.
    :raises ArtifactError: If the artifact cannot be used.
    :raises OSError: If the folder cannot be written to.
    """
    manifest = read_manifest(folder)
    content = _verified(folder, manifest)
    if compilation.load(folder / COMPILED, manifest["sha256"]) is not None:
        return False
    compilation.save(folder / COMPILED, _compiled(folder, manifest, content), manifest["sha256"])
    return True
