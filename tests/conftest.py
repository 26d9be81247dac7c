"""What every test may use: one engine over the shipped artifact, and the folder of the real corpora where there is one."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from deploy.native import stale
from stance.__main__ import MODELS
from stance.engine import Engine

# The same examples on every run: the gate must not fail, or pass, by luck.
settings.register_profile("stancewire", deadline=None, derandomize=True, database=None, max_examples=100)
settings.load_profile("stancewire")


def pytest_configure() -> None:
    """Refuse to test compiled modules in place of the sources that somebody has just changed."""
    if changed := stale():
        msg = f"compiled before their sources were changed: {', '.join(changed)}; run `make native` or `make plain`"
        raise pytest.UsageError(msg)


@pytest.fixture(scope="session")
def models_dir() -> Path:
    """Give the folder of the shipped artifact."""
    return MODELS


@pytest.fixture(scope="session")
def engine(models_dir: Path) -> Engine:
    """Load the shipped artifact, once for all tests."""
    return Engine.load(models_dir)


@pytest.fixture(scope="session")
def corpora_dir() -> Path:
    """Give the folder of the real corpora, or skip."""
    folder = os.environ.get("DATA_MIRROR")
    if not folder:
        pytest.skip("needs the real corpora: set DATA_MIRROR to the folder that holds newsmtsc/ and dse/")
    path = Path(folder)
    if not (path / "newsmtsc/train.jsonl").is_file() or not (path / "dse/train.txt").is_file():
        pytest.skip(f"needs the real corpora: {path} does not hold newsmtsc/ and dse/")
    return path
