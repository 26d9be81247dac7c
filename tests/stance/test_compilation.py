"""The compiled form beside the artifact: written whole, believed where it fits the artifact, harmless where it is broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from stance import compilation, precompile
from stance import model as artifacts
from stance.compilation import COMPILED
from stance.lexiconrows import lexicon_of, rows
from stance.model import load_fitted, read_manifest

_IMPORTED = "import sys; from pathlib import Path; from stance.engine import Engine; Engine.load(Path(sys.argv[1])).self_test()"


@pytest.fixture(scope="module")
def made(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compile a copy of the shipped artifact."""
    folder = tmp_path_factory.mktemp("models")
    for name in (artifacts.ARTIFACT, artifacts.MANIFEST):
        shutil.copy(models_dir / name, folder / name)
    assert precompile.main([str(folder)]) == 0
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """Copy artifact and compiled form to a place where they may be spoilt."""
    return Path(shutil.copytree(made, tmp_path / "models"))


def _no_pickles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("joblib.load", lambda _: pytest.fail("the artifact was unpickled"))


def test_the_same_model_comes_out(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = load_fitted(made).compiled()
    _no_pickles(monkeypatch)
    loaded = artifacts.load(made)
    assert loaded.lexicon == expected.lexicon
    for task in ("sentiment", "stance"):
        one, other = getattr(loaded, task), getattr(expected, task)
        assert (one.labels, one.temperature, one.names.written) == (other.labels, other.temperature, other.names.written)
        for name in ("idf", "coefficients", "intercepts"):
            np.testing.assert_array_equal(getattr(one.weights, name), getattr(other.weights, name))


def test_serving_imports_no_scikit_learn(made: Path) -> None:
    code = f"{_IMPORTED}; sys.exit(bool({{'sklearn', 'scipy', 'joblib'}} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", code, str(made)], check=True, cwd=Path(__file__).parents[2])


def test_it_is_not_made_twice(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (copy / COMPILED).stat().st_mtime_ns
    assert precompile.main([str(copy)]) == 0
    assert "up to date" in capsys.readouterr().out
    assert (copy / COMPILED).stat().st_mtime_ns == before


def test_making_it_again_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    source = read_manifest(made)["sha256"]
    compilation.save(tmp_path / COMPILED, load_fitted(made).compiled(), source)
    assert (tmp_path / COMPILED).read_bytes() == (made / COMPILED).read_bytes()


def test_one_of_another_artifact_is_left_alone(made: Path) -> None:
    assert compilation.load(made / COMPILED, "0" * 64) is None


@pytest.mark.parametrize("spoil", ["empty", "truncate", "flip", "text", "pickle", "missing"])
def test_a_broken_one_is_not_believed_and_nothing_is_lost(copy: Path, spoil: str) -> None:
    path = copy / COMPILED
    whole = path.read_bytes()
    middle = len(whole) // 2
    if spoil == "missing":
        path.unlink()
    elif spoil == "pickle":
        np.savez(path, head=np.asarray([{"format": 1}], dtype=object), digest=np.asarray(["x"]))
    else:
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        path.write_bytes({"empty": b"", "truncate": whole[:middle], "flip": flipped, "text": b"not an archive"}[spoil])
    assert compilation.load(path, read_manifest(copy)["sha256"]) is None
    assert artifacts.load(copy).version == read_manifest(copy)["version"]


def test_an_altered_artifact_is_refused_though_its_compiled_form_is_sound(copy: Path) -> None:
    with (copy / artifacts.ARTIFACT).open("ab") as file:
        file.write(b"x")
    with pytest.raises(artifacts.ArtifactError, match="not the artifact that its manifest describes"):
        artifacts.load(copy)


def test_a_failed_write_leaves_the_old_one(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (copy / COMPILED).read_bytes()
    parts = load_fitted(copy).compiled()
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        compilation.save(copy / COMPILED, parts, "0" * 64)
    assert (copy / COMPILED).read_bytes() == before
    assert sorted(path.name for path in copy.iterdir()) == sorted([artifacts.ARTIFACT, artifacts.MANIFEST, COMPILED])


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert precompile.main([str(tmp_path)]) == 1
    assert "manifest.json" in capsys.readouterr().err


def test_a_lexicon_survives_being_laid_out(models_dir: Path) -> None:
    lexicon = load_fitted(models_dir).lexicon
    assert lexicon_of(rows(lexicon)) == lexicon
