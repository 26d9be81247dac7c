"""Compile what a text goes through to C with mypyc: `python -m deploy.native`, and `--remove` to run the plain modules again.

A compiled module lies beside its source and is imported in its place, so that an edit shows only after the next run. Nothing
else changes: without compiled modules everything runs as it stands. What is compiled is a copy, in which records have an
`__init__` of their own (mypyc leaves a dataclass's to the interpreter) and constants are final, so that they are not looked up
at each use; lines keep their numbers, so that a traceback points into the source.
"""

import argparse
import ast
import re
import shutil
import tempfile
from contextlib import chdir
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The order is the text's way; what is not named, such as what pydantic or numpy does, gains nothing.
MODULES = (
    "text headlines dashes apostrophes finder mentions capitals composed knownnames localroles places describingnames offices "
    "selfsame localnames shortnames coreference pronouns quotations chunks phrases issueclauses namedissues textissues "
    "othernames actors registry attribution complements contents cues nounphrases sources speakers antecedents appositions "
    "sourceless transcripts statements unpaired asides scopes clauses nominals joining timephrases phrasewalks subjects "
    "arguments features units masking stretch mentionviews pairviews pairframes roleviews stretches "
    "avowals bystanders analysis"
).split()
_CONSTANT = re.compile(r"^_*[A-Z][A-Z0-9_]*$")
_RECORDS = ("record", "dataclass(frozen=True, slots=True)")
_GROUP = "stancewire"
_CONFIG = "[mypy]\nexplicit_package_bases = True\nignore_missing_imports = True\n"


def _constructor(node: ast.ClassDef) -> tuple[int, str] | None:
    """Write the constructor of a record on one line; give the line that it takes, which is the blank one after the fields."""
    fields = [field for field in node.body if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)]
    if not fields:
        return None
    given = [ast.unparse(field) for field in fields]
    names = [ast.unparse(field.target) for field in fields]
    sets = "; ".join(f"self.{name} = {name}" for name in names)
    return (fields[-1].end_lineno or 0) + 1, f"    def __init__(self, {', '.join(given)}) -> None: {sets}"


def prepared(source: str) -> str:
    """
    Rewrite a module for mypyc.

    :param source: The module.
    :return: The same, line by line, with constructors for its records and final constants.
    """
    lines = [*source.split("\n"), ""]
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            for decorator in node.decorator_list:
                written = _constructor(node) if ast.unparse(decorator) in _RECORDS else None
                if written is not None:
                    lines[decorator.lineno - 1] = "@dataclass(init=False, unsafe_hash=True)"
                    lines[written[0] - 1] = written[1]
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _CONSTANT.match(node.targets[0].id):
            name = node.targets[0].id
            lines[node.lineno - 1] = lines[node.lineno - 1].replace(f"{name} =", f"{name}: Final =", 1)
    first = next(node.lineno for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom | ast.Assign))
    lines[first - 1] = f"from dataclasses import dataclass; from typing import Final; {lines[first - 1]}"
    return "\n".join(lines)


def built(folder: Path) -> list[Path]:
    """
    Compile a copy of the modules.

    :param folder: An empty folder.
    :return: The compiled modules, in that folder.
    """
    # Only needed here, and no part of what serving installs.
    from mypyc.build import mypycify  # noqa: PLC0415
    from setuptools import setup  # noqa: PLC0415

    shutil.copytree(ROOT / "stance", folder / "stance", ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    for name in MODULES:
        path = folder / "stance" / f"{name}.py"
        path.write_text(prepared(path.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "mypy.ini").write_text(_CONFIG, encoding="utf-8")
    with chdir(folder):
        options = ["--config-file", "mypy.ini", *(f"stance/{name}.py" for name in MODULES)]
        extensions = mypycify(options, opt_level="1", debug_level="0", group_name=_GROUP)
        setup(name=_GROUP, packages=[], ext_modules=extensions, script_args=["--quiet", "build_ext", "--inplace"])
    return [*folder.glob("*.so"), *(folder / "stance").glob("*.so")]


def remove() -> None:
    """Take compiled modules away."""
    for path in (*ROOT.glob(f"{_GROUP}__mypyc*.so"), *(ROOT / "stance").glob("*.so")):
        path.unlink()


def native() -> list[Path]:
    """
    Find compiled modules.

    :return: Those that lie beside their sources.
    """
    return sorted((ROOT / "stance").glob("*.so"))


def stale() -> list[str]:
    """
    Find modules whose source has changed since they were compiled.

    :return: Their names; none where nothing is compiled.
    """
    compiled = {path.name.split(".")[0]: path.stat().st_mtime for path in native()}
    return [name for name, made in compiled.items() if (ROOT / "stance" / f"{name}.py").stat().st_mtime > made]


def main() -> None:
    """Compile in place, or take compiled modules away."""
    parser = argparse.ArgumentParser(prog="python -m deploy.native", description="Compile what a text goes through to C.")
    parser.add_argument("--remove", action="store_true", help="take compiled modules away")
    if parser.parse_args().remove:
        remove()
        return
    if native() and not stale():
        print("up to date")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compiled = built(folder)
        remove()
        for path in compiled:
            shutil.copy(path, ROOT / path.relative_to(folder))
    print(f"{len(compiled)} modules compiled")


if __name__ == "__main__":
    main()
