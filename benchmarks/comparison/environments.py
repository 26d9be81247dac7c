"""An environment for each peer that is no dependency of the project: `.cache/benchmarks/NAME`, made when first asked for."""

import hashlib
import subprocess
import sys
from pathlib import Path

from benchmarks.comparison.faults import RowFailedError, last_lines
from benchmarks.comparison.servers import ROOT

_FOLDER = ROOT / ".cache" / "benchmarks"
_PATIENCE_SECONDS = 900


def python_with(name: str, *requirements: str) -> Path:
    """
    Give an interpreter that has what some requirement files ask for.

    :param name: The environment's name; it is made anew where the files have changed since.
    :param requirements: The files, from the root of the repository.
    :return: The interpreter.
    :raises RowFailedError: If something cannot be installed, with the end of what pip says.
    """
    files = [ROOT / one for one in requirements]
    folder = _FOLDER / name
    python, stamp = folder / "bin" / "python", folder / "requirements.sha256"
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    print(f"installing {', '.join(requirements)} into {folder.relative_to(ROOT)} …", file=sys.stderr, flush=True)
    asked = [part for file in files for part in ("--requirement", str(file))]
    _run(sys.executable, "-m", "venv", "--clear", str(folder))
    _run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *asked)
    stamp.write_text(wanted, encoding="utf-8")
    return python


def _run(*command: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=_PATIENCE_SECONDS
        )
    except subprocess.TimeoutExpired:
        msg = f"not installed: no end after {_PATIENCE_SECONDS} s"
        raise RowFailedError(msg) from None
    except OSError as error:
        msg = f"not installed: {error}"
        raise RowFailedError(msg) from None
    if done.returncode:
        msg = f"not installed: {last_lines(done.stdout, 3)}"
        raise RowFailedError(msg)
