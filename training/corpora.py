"""The public corpora: where each file lives, its SHA-256, and how it gets into a data folder, verified."""

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tqdm import tqdm

_NEWSMTSC = "https://raw.githubusercontent.com/fhamborg/NewsMTSC/6b838e00f54423c253806327a0ae24dbffa24c9e/NewsSentiment"
_DSE = "https://raw.githubusercontent.com/bywords/directed_sentiment_analysis/a8e7510b71fe017b38d83ca5b54bdf3d136c97c2/dataset"
_HF = f"{_NEWSMTSC}/experiments/default/datasets"
_TIMEOUT_SECONDS = 60
_CHUNK = 1 << 16


class CorpusError(RuntimeError):
    """A corpus file is missing, altered or out of reach; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One original file: its path in a data folder, its public address and its SHA-256; test files are `held_back`."""

    path: str
    url: str
    sha256: str
    held_back: bool = False


FILES = (
    CorpusFile(
        "newsmtsc/train.jsonl",
        f"{_NEWSMTSC}/controller_data/datasets/NewsMTSC-dataset/train.jsonl",
        "fb80ff05993dd59016c36abefaa7bd00d77cb0cb38a781c1f9edd9ad7c61471e",
    ),
    CorpusFile(
        "newsmtsc/dev_rw.jsonl",
        f"{_HF}/newsmtsc-rw-hf/dev.jsonl",
        "78b5dde35a97b452035c07c142fac5ecf44dd998217921cff62a1519ed01e952",
    ),
    CorpusFile(
        "newsmtsc/dev_mt.jsonl",
        f"{_HF}/newsmtsc-mt-hf/dev.jsonl",
        "9dc6480071836094894ee9606cd6bd810d3edeb2d37638d751e55bbb7d375aaa",
    ),
    CorpusFile(
        "newsmtsc/test_rw.jsonl",
        f"{_HF}/newsmtsc-rw-hf/test.jsonl",
        "9bb6bf992bda28dda7eb0508a55964dbdd1b4a4a0dcc66f5c5417943a854eb2b",
        held_back=True,
    ),
    CorpusFile(
        "newsmtsc/test_mt.jsonl",
        f"{_HF}/newsmtsc-mt-hf/test.jsonl",
        "5019b47c190a32ee88687bd383cfe1c8e921e497af5990abac1f5d1c0479a993",
        held_back=True,
    ),
    CorpusFile("dse/train.txt", f"{_DSE}/train.txt", "0b608a7e376bcd73aad9f0f211d0c29e5fe520a281d1d4b3f5e4e37a20a0636b"),
    CorpusFile("dse/valid.txt", f"{_DSE}/valid.txt", "e4bd17fd9f419acd034912de9bfc746a7e400d84496e6082cd18e30b4cedface"),
    CorpusFile(
        "dse/test.txt",
        f"{_DSE}/test.txt",
        "a1dcda253f3741e5d66018cad7dc757350c853be7d905a11fd707eb708c847d0",
        held_back=True,
    ),
)


def sha256_of(path: Path) -> str:
    """
    Hash a file.

    :param path: The file.
    :return: The SHA-256 in hexadecimal.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(path: Path, expected: CorpusFile) -> None:
    """
    Check that a file is there and is the original, byte for byte.

    :param path: Where the file should lie.
    :param expected: What it should be.
    :raises CorpusError: If it is missing or altered.
    """
    if not path.is_file():
        msg = f"{path} is missing: run `make data`, or `make data DATA_MIRROR=DIR` to copy it from a folder that holds it"
        raise CorpusError(msg)
    found = sha256_of(path)
    if found != expected.sha256:
        msg = f"{path} is not the original: SHA-256 {found}, expected {expected.sha256}; delete it and run `make data`"
        raise CorpusError(msg)


def require(folder: Path) -> dict[str, str]:
    """
    Check that a data folder holds every file that training and development read.

    :param folder: The data folder.
    :return: The SHA-256 of each file by its path.
    :raises CorpusError: If a file is missing or altered.
    """
    needed = [file for file in FILES if not file.held_back]
    for file in needed:
        verify(folder / file.path, file)
    return {file.path: file.sha256 for file in needed}


def _download(url: str, out: IO[bytes]) -> None:
    # The addresses are the constants above, all https.
    with urllib.request.urlopen(url, timeout=_TIMEOUT_SECONDS) as response:  # noqa: S310
        total = int(response.headers.get("content-length") or 0)
        with tqdm(total=total, unit="B", unit_scale=True, desc=url.rsplit("/", 1)[-1], disable=None) as bar:
            while chunk := response.read(_CHUNK):
                out.write(chunk)
                bar.update(len(chunk))


def fetch(folder: Path, mirror: Path | None = None) -> list[str]:
    """
    Bring every file into a data folder, verified; a file already there and right is left alone.

    :param folder: The data folder; made if it does not exist.
    :param mirror: A folder to copy from instead of the public addresses; its held-back files may be absent.
    :return: A line on each file: what was done.
    :raises CorpusError: If a file cannot be had or is not the original; nothing half-written stays.
    """
    report: list[str] = []
    for file in FILES:
        path = folder / file.path
        if path.is_file() and sha256_of(path) == file.sha256:
            report.append(f"have    {file.path}")
            continue
        if mirror is not None and file.held_back and not (mirror / file.path).is_file():
            report.append(f"absent  {file.path} (held back; evaluation on test will skip it)")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as out:
            part = Path(out.name)
        try:
            if mirror is not None:
                verify(mirror / file.path, file)
                shutil.copyfile(mirror / file.path, part)
            else:
                with part.open("wb") as stream:
                    _download(file.url, stream)
            verify(part, file)
            part.replace(path)
        except (urllib.error.URLError, TimeoutError, OSError) as error:
            msg = f"{file.path} could not be fetched from {mirror or file.url}: {error}; try again, or give DATA_MIRROR=DIR"
            raise CorpusError(msg) from error
        finally:
            part.unlink(missing_ok=True)
        report.append(f"fetched {file.path}")
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Fetch and verify the corpora: `python -m training.corpora --data DIR [--mirror DIR]`.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.corpora", description="Fetch and verify the training corpora.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    mirror = os.environ.get("DATA_MIRROR") or None
    parser.add_argument("--mirror", type=Path, default=mirror, help="copy from this folder (default: $DATA_MIRROR)")
    options = parser.parse_args(arguments)
    try:
        print("\n".join(fetch(options.data, options.mirror)))
    except CorpusError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
