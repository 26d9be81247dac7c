"""Getting the corpora: verified byte for byte, whole or not at all."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from training import corpora
from training.corpora import FILES, CorpusError, fetch, main, require, verify

ORIGINALS = {file.path for file in FILES if not file.held_back}


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def mirror(small_files: Path, tmp_path: Path) -> Path:
    """Copy the small corpora to a place where they may be spoilt."""
    folder = tmp_path / "mirror"
    for path in _files(small_files):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes((small_files / path).read_bytes())
    return folder


def test_every_file_is_pinned_to_a_commit_and_a_hash() -> None:
    for file in FILES:
        assert len(file.sha256) == 64
        assert any(len(part) == 40 and int(part, 16) for part in file.url.split("/") if set(part) <= set("0123456789abcdef"))
        assert file.url.startswith("https://")


def test_only_the_test_splits_are_held_back() -> None:
    assert {file.path for file in FILES if file.held_back} == {"newsmtsc/test_rw.jsonl", "newsmtsc/test_mt.jsonl", "dse/test.txt"}


def test_a_mirror_is_copied_byte_for_byte(mirror: Path, tmp_path: Path) -> None:
    report = fetch(tmp_path / "data", mirror)
    assert _files(tmp_path / "data") == ORIGINALS
    for path in ORIGINALS:
        assert (tmp_path / "data" / path).read_bytes() == (mirror / path).read_bytes()
        assert f"fetched {path}" in report


def test_held_back_files_that_are_not_there_are_reported(mirror: Path, tmp_path: Path) -> None:
    report = fetch(tmp_path / "data", mirror)
    for path in ("newsmtsc/test_rw.jsonl", "newsmtsc/test_mt.jsonl", "dse/test.txt"):
        assert [line for line in report if line.startswith(f"absent  {path}")]


def test_a_held_back_file_that_is_there_is_fetched(mirror: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (mirror / "dse/test.txt").write_bytes(b"made up")
    digest = hashlib.sha256(b"made up").hexdigest()
    files = tuple(replace(file, sha256=digest) if file.path == "dse/test.txt" else file for file in corpora.FILES)
    monkeypatch.setattr(corpora, "FILES", files)
    assert "fetched dse/test.txt" in fetch(tmp_path / "data", mirror)
    assert (tmp_path / "data/dse/test.txt").read_bytes() == b"made up"


def test_what_is_there_and_right_is_left_alone(mirror: Path, tmp_path: Path) -> None:
    fetch(tmp_path / "data", mirror)
    stamps = {path: (tmp_path / "data" / path).stat().st_mtime_ns for path in ORIGINALS}
    report = fetch(tmp_path / "data", tmp_path / "no-mirror-needed")
    assert {path: (tmp_path / "data" / path).stat().st_mtime_ns for path in ORIGINALS} == stamps
    assert sum(line.startswith("have") for line in report) == len(ORIGINALS)


def test_what_is_there_and_wrong_is_replaced(mirror: Path, tmp_path: Path) -> None:
    fetch(tmp_path / "data", mirror)
    (tmp_path / "data/dse/valid.txt").write_text("spoilt")
    fetch(tmp_path / "data", mirror)
    assert (tmp_path / "data/dse/valid.txt").read_bytes() == (mirror / "dse/valid.txt").read_bytes()


@pytest.mark.parametrize("path", sorted(ORIGINALS))
def test_an_altered_file_is_named_and_not_taken(mirror: Path, tmp_path: Path, path: str) -> None:
    (mirror / path).write_bytes((mirror / path).read_bytes() + b" ")
    with pytest.raises(CorpusError, match=rf"{path} is not the original: SHA-256 .* expected"):
        fetch(tmp_path / "data", mirror)
    assert path not in _files(tmp_path / "data")
    assert _files(tmp_path / "data") <= ORIGINALS


def test_a_missing_file_is_named_with_what_to_do(mirror: Path, tmp_path: Path) -> None:
    (mirror / "dse/train.txt").unlink()
    with pytest.raises(CorpusError, match=r"dse/train\.txt is missing: run `make data`.*DATA_MIRROR"):
        fetch(tmp_path / "data", mirror)
    assert _files(tmp_path / "data") <= ORIGINALS - {"dse/train.txt"}


def test_a_copy_that_breaks_off_leaves_nothing_half_written(
    mirror: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path, to: Path) -> None:
        to.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr("shutil.copyfile", broken)
    with pytest.raises(KeyboardInterrupt):
        fetch(tmp_path / "data", mirror)
    assert _files(tmp_path / "data") == set()


def test_a_full_disk_is_a_clear_error(mirror: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path, to: Path) -> None:
        to.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(CorpusError, match=r"newsmtsc/train\.jsonl could not be fetched .*No space left.*DATA_MIRROR"):
        fetch(tmp_path / "data", mirror)
    assert _files(tmp_path / "data") == set()


def test_an_address_out_of_reach_is_a_clear_error(small_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert small_files
    monkeypatch.setattr(corpora, "FILES", tuple(replace(file, url=(tmp_path / "gone").as_uri()) for file in corpora.FILES))
    with pytest.raises(CorpusError, match=r"newsmtsc/train\.jsonl could not be fetched from file:.*try again"):
        fetch(tmp_path / "data")
    assert _files(tmp_path / "data") == set()


def test_a_download_is_verified_as_a_copy_is(mirror: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = corpora.FILES[0]
    files = (replace(first, url=(mirror / first.path).as_uri()),)
    monkeypatch.setattr(corpora, "FILES", files)
    assert fetch(tmp_path / "data") == [f"fetched {first.path}"]
    assert (tmp_path / "data" / first.path).read_bytes() == (mirror / first.path).read_bytes()
    (mirror / first.path).write_text("altered on the way")
    with pytest.raises(CorpusError, match="is not the original"):
        fetch(tmp_path / "other")
    assert _files(tmp_path / "other") == set()


def test_training_asks_for_every_file_that_is_not_held_back(mirror: Path) -> None:
    assert set(require(mirror)) == ORIGINALS
    (mirror / "newsmtsc/dev_mt.jsonl").unlink()
    with pytest.raises(CorpusError, match=r"newsmtsc/dev_mt\.jsonl is missing"):
        require(mirror)


def test_a_folder_in_a_file_s_place_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="is missing"):
        verify(tmp_path, FILES[0])


def test_the_command_says_what_it_did(mirror: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "data"), "--mirror", str(mirror)]) == 0
    assert "fetched dse/train.txt" in capsys.readouterr().out


def test_the_command_ends_with_an_error_and_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "data"), "--mirror", str(tmp_path / "empty")]) == 1
    assert capsys.readouterr().err.startswith("error: ")


def test_the_mirror_can_be_given_by_the_environment(
    mirror: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA_MIRROR", str(mirror))
    assert main(["--data", str(tmp_path / "data")]) == 0
    assert "fetched dse/train.txt" in capsys.readouterr().out
