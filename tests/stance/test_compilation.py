"""The compiled form beside the artifact: written whole, believed where it fits the artifact, harmless where it is broken."""

import io
import shutil
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stance import compilation, precompile
from stance import model as artifacts
from stance.compilation import COMPILED, Parts
from stance.compiled import Weights
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
    assert loaded.precompiled
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
    loaded = artifacts.load(copy)
    assert loaded.version == read_manifest(copy)["version"]
    assert not loaded.precompiled


def _spoilt(parts: Parts, change: Callable[[Weights], Weights]) -> Parts:
    parts.stance.weights = change(parts.stance.weights)
    return parts


def _without_a_view(parts: Parts) -> Parts:
    del parts.sentiment.names.written["sides"]
    return parts


@pytest.mark.parametrize(
    "spoil",
    [
        lambda parts: parts,
        _without_a_view,
        lambda parts: _spoilt(parts, lambda held: replace(held, idf=held.idf[:-1])),
        lambda parts: _spoilt(parts, lambda held: replace(held, idf=held.idf * 0)),
        lambda parts: _spoilt(parts, lambda held: replace(held, idf=held.idf * np.nan)),
        lambda parts: _spoilt(parts, lambda held: replace(held, idf=held.idf.astype(np.float32))),
        lambda parts: _spoilt(parts, lambda held: replace(held, coefficients=held.coefficients.T)),
        lambda parts: _spoilt(parts, lambda held: replace(held, intercepts=held.intercepts[:2])),
    ],
    ids=["as it is", "view", "fewer", "zero", "nan", "single", "turned", "labels"],
)
def test_what_does_not_fit_together_is_not_believed_though_its_digest_is_right(
    models_dir: Path, tmp_path: Path, spoil: Callable[[Parts], Parts], request: pytest.FixtureRequest
) -> None:
    compilation.save(tmp_path / COMPILED, spoil(load_fitted(models_dir).compiled()), "0" * 64)
    assert (compilation.load(tmp_path / COMPILED, "0" * 64) is not None) == request.node.name.endswith("[as it is]")


def _huge(path: Path) -> None:
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f8", "fortran_order": False, "shape": (2**50,)})
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("head.npy", header.getvalue())


def _deflated(path: Path) -> None:
    # Declared smaller than the file, and not what deflating gives.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("head.npy", bytes(range(256)) * 2)
    whole = bytearray(path.read_bytes())
    begin = whole.index(b"head.npy") + len(b"head.npy")
    whole[begin : begin + 20] = b"\xff" * 20
    path.write_bytes(bytes(whole) + b"\0" * 1000)


@pytest.mark.parametrize("write", [_huge, _deflated])
def test_what_is_no_such_file_at_all_is_left_alone(tmp_path: Path, write: Callable[[Path], None]) -> None:
    write(tmp_path / COMPILED)
    assert compilation.load(tmp_path / COMPILED, "0" * 64) is None


def test_what_would_unpack_to_much_more_is_not_unpacked(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / COMPILED, head=np.zeros(20_000_000, np.uint8))
    tracemalloc.start()
    try:
        assert compilation.load(tmp_path / COMPILED, "0" * 64) is None
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


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
