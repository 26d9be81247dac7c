"""
Check behaviour case by case, after CheckList (Ribeiro et al., ACL 2020): `python -m training.behaviour [--verbose] [--json]`.

A case is a row of `tests/behaviour/cases/*.jsonl`. A minimum functionality test (MFT) says what a careful reader finds in a text,
an invariance test (INV) that rewording keeps the labels, a directional test (DIR) that a change moves a probability one way. The
pass rate is that of the whole way of a text, from finding names to pooling sentences.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from stance.engine import Engine
from stance.model import ArtifactError
from stance.seeds import SeedError
from training.behaviour_cases import CASES, Case
from training.behaviour_checks import faults
from training.wholefile import write_whole


class CaseError(ValueError):
    """A row of the suite is not a case."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case and what was wrong with the answer to it; nothing where it passed."""

    case: Case
    faults: tuple[str, ...]


def read_cases(folder: Path = CASES) -> list[Case]:
    """
    Read the suite.

    :param folder: The folder of `*.jsonl` files, one case a line.
    :return: The cases by file name, then line.
    :raises CaseError: If a row is no case, or two rows have one id; the message names file, line and field.
    """
    cases: dict[str, Case] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                case = Case.model_validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                msg = f"{path.name}:{number}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
                raise CaseError(msg) from error
            if case.id in cases:
                msg = f"{path.name}:{number}: id: {case.id} is there twice"
                raise CaseError(msg)
            cases[case.id] = case
    return list(cases.values())


def run(engine: Engine, cases: Iterable[Case]) -> list[Outcome]:
    """
    Put every case to the engine.

    :param engine: The engine.
    :param cases: The cases.
    :return: One outcome a case, in order.
    """
    return [Outcome(case, tuple(faults(engine, case.test))) for case in cases]


def _counted(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    passed = sum(not one.faults for one in outcomes)
    return {"cases": len(outcomes), "passed": passed, "rate": round(passed / len(outcomes), 4)}


def summarise(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """
    Count what passed.

    :param outcomes: One or more outcomes.
    :return: `overall`, `capabilities` and `types`, each with cases, passed and rate (a fraction).
    """
    capabilities = sorted({one.case.capability for one in outcomes})
    types = [name for name in ("MFT", "INV", "DIR") if any(one.case.test.type == name for one in outcomes)]
    return {
        "overall": _counted(outcomes),
        "capabilities": {name: _counted([one for one in outcomes if one.case.capability == name]) for name in capabilities},
        "types": {name: _counted([one for one in outcomes if one.case.test.type == name]) for name in types},
    }


def measure(engine: Engine, folder: Path = CASES) -> dict[str, Any] | None:
    """
    Run the suite, if it is there: an installation without the tests has none.

    :param engine: The engine.
    :param folder: The folder of the cases.
    :return: What `summarise` gives, or None without cases.
    :raises CaseError: If a row is no case.
    """
    cases = read_cases(folder)
    return summarise(run(engine, cases)) if cases else None


def floors(summary: dict[str, Any]) -> dict[str, Any]:
    """
    Say what pass rates a change may not fall below: one case under the present of each capability, one in a hundred overall.

    :param summary: What `summarise` gave.
    :return: `overall` and `capabilities`, the numbers of cases that have to pass.
    """
    overall = summary["overall"]
    return {
        "overall": overall["passed"] - max(1, overall["cases"] // 100),
        "capabilities": {name: max(0, one["passed"] - 1) for name, one in summary["capabilities"].items()},
    }


def table(summary: dict[str, Any]) -> str:
    """
    Lay the pass rates out for a person to read.

    :param summary: What `summarise` gave.
    :return: A text of several lines.
    """
    rows = [*summary["capabilities"].items(), *summary["types"].items(), ("overall", summary["overall"])]
    return "\n".join(f"{name:16} {one['passed']:4} of {one['cases']:4}  {100 * one['rate']:5.1f} %" for name, one in rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: 0, or 1 if the suite or the artifact could not be read; cases that fail are figures, not errors.
    """
    parser = argparse.ArgumentParser(prog="python -m training.behaviour", description="Check behaviour case by case.")
    parser.add_argument("--cases", type=Path, default=CASES, help="the folder of the cases (default: tests/behaviour/cases)")
    parser.add_argument("--model", type=Path, default=Path("models"), help="the artifact's folder (default: models)")
    parser.add_argument("--verbose", action="store_true", help="print every case that fails, and why")
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.add_argument("--floors", type=Path, metavar="FILE", help="write the floors that follow from this run")
    options = parser.parse_args(arguments)
    try:
        cases = read_cases(options.cases)
        outcomes = run(Engine.load(options.model), cases)
    except (ArtifactError, CaseError, SeedError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if not outcomes:
        print(f"error: {options.cases} holds no cases", file=sys.stderr)
        return 1
    if options.verbose:
        for one in outcomes:
            if one.faults:
                print(f"{one.case.id}  {one.case.test.text}", *(f"    {fault}" for fault in one.faults), sep="\n")
    summary = summarise(outcomes)
    print(table(summary))
    if options.floors:
        try:
            write_whole(options.floors, (json.dumps(floors(summary), indent=2) + "\n").encode())
        except OSError as error:
            print(f"error: {options.floors}: {error}", file=sys.stderr)
            return 1
    if options.json:
        print(json.dumps({**summary, "failed": [one.case.id for one in outcomes if one.faults]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
