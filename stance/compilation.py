"""The compiled form of the artifact: made from the joblib file, kept beside it, loaded without scikit-learn or a pickle.

`python -m stance.precompile` writes it; without it the service starts from the joblib file, which takes longer and more memory.
"""

import hashlib
import io
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from stance.compiled import Compiled, Weights
from stance.featurenames import FeatureNames
from stance.lexicon import Lexicon
from stance.lexiconrows import lexicon_of, rows
from stance.views import MENTION_PREFIXES, PAIR_PREFIXES

COMPILED = "compiled.npz"
FORMAT = 2
_PREFIXES = {"sentiment": MENTION_PREFIXES, "stance": PAIR_PREFIXES}
_WEIGHTS = ("idf", "coefficients", "intercepts")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a compiled form holds: both classifiers and the lexicon."""

    sentiment: Compiled
    stance: Compiled
    lexicon: Lexicon


def from_pipeline(task: str, pipeline: Any, labels: tuple[str, ...], temperature: float) -> Compiled:
    """
    Compile a fitted pipeline.

    :param task: `sentiment` or `stance`.
    :param pipeline: A union of TF-IDF blocks and a logistic regression, both of scikit-learn.
    :param labels: The labels in the order of the regression's classes.
    :param temperature: What scores are divided by.
    :return: A classifier with the same probabilities.
    :raises KeyError: If there is a view that this version of the code does not make.
    :raises ValueError: If the vocabulary of a block is not sorted, or the weights do not fit the features.
    """
    blocks = pipeline[0].transformer_list
    vocabularies = {view: [str(feature) for feature in block.get_feature_names_out()] for view, block in blocks}
    if any(features != sorted(features) for features in vocabularies.values()):
        msg = "the features of each view must be sorted"
        raise ValueError(msg)
    weights = Weights(
        np.concatenate([block.idf_ for _, block in blocks]),
        np.ascontiguousarray(pipeline[-1].coef_.T, dtype=np.float32),
        np.asarray(pipeline[-1].intercept_, dtype=np.float64),
    )
    names = FeatureNames({view: FeatureNames.write(features) for view, features in vocabularies.items()})
    return Compiled(labels, temperature, names, weights, _PREFIXES[task])


def _arrays(parts: Parts) -> Iterator[tuple[str, NDArray[Any]]]:
    """Lay out everything as arrays."""
    for task in _PREFIXES:
        one: Compiled = getattr(parts, task)
        for view, written in one.names.written.items():
            yield f"{task}.{view}", np.frombuffer(written, np.uint8)
        for name in _WEIGHTS:
            yield f"{task}:{name}", getattr(one.weights, name)
    yield "lexicon", np.frombuffer(orjson.dumps(rows(parts.lexicon)), np.uint8)


def _digest(head: bytes, arrays: Mapping[str, NDArray[Any]]) -> str:
    """Hash everything that is held, names and shapes included."""
    total = hashlib.sha256(head)
    for name in sorted(arrays):
        held = arrays[name]
        total.update(f"{name} {held.dtype.str} {held.shape}".encode())
        total.update(np.ascontiguousarray(held).data)
    return total.hexdigest()


def save(path: Path, parts: Parts, source: str) -> None:
    """
    Write a compiled form; the file appears whole or not at all.

    :param path: Where.
    :param parts: What is held.
    :param source: The SHA-256 of the joblib file it was made from.
    :raises OSError: If it cannot be written.
    """
    arrays = dict(_arrays(parts))
    tasks = {
        task: {"labels": one.labels, "temperature": one.temperature, "views": list(one.names.written)}
        for task, one in (("sentiment", parts.sentiment), ("stance", parts.stance))
    }
    head = orjson.dumps({"format": FORMAT, "source": source, "tasks": tasks})
    buffer = io.BytesIO()
    np.savez(
        buffer,
        allow_pickle=False,
        head=np.frombuffer(head, np.uint8),
        digest=np.frombuffer(_digest(head, arrays).encode(), np.uint8),
        **arrays,
    )
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(buffer.getvalue())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def load(path: Path, source: str) -> Parts | None:
    """
    Load a compiled form.

    :param path: Where it should be.
    :param source: The SHA-256 of the joblib file that it must have been made from.
    :return: What it holds; None where there is none, or one that is damaged, or made from another artifact or by another version.
    """
    try:
        arrays = _read(path)
        head, digest = arrays.pop("head").tobytes(), arrays.pop("digest").tobytes().decode()
        described = orjson.loads(head)
        if described["format"] != FORMAT or described["source"] != source or _digest(head, arrays) != digest:
            return None
        return Parts(
            _classifier("sentiment", described["tasks"], arrays),
            _classifier("stance", described["tasks"], arrays),
            lexicon_of(orjson.loads(arrays["lexicon"].tobytes())),
        )
    except Exception:  # noqa: BLE001 - whatever is wrong with it, there is the file that it was made from
        return None


def _read(path: Path) -> dict[str, NDArray[Any]]:
    """Read the arrays of a file that may be anything."""
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        # `save` compresses nothing: a file that would unpack to more than it is was not written by it.
        if sum(member.file_size for member in archive.infolist()) > len(content):
            msg = f"{path} is not a compiled form"
            raise ValueError(msg)
    # From bytes, since numpy leaves a damaged file open.
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def _classifier(task: str, described: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Compiled:
    held = described[task]
    names = FeatureNames({view: arrays[f"{task}.{view}"].tobytes() for view in held["views"]})
    weights = Weights(*(arrays[f"{task}:{name}"] for name in _WEIGHTS))
    return Compiled(tuple(held["labels"]), held["temperature"], names, weights, _PREFIXES[task])
