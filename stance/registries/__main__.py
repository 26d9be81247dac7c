"""Check registry files: `python -m stance.registries FILE… [--json]`."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from stance import seeds as tables
from stance.registries.check import Checked, check
from stance.registries.rows import Tally

_EXAMPLES = 3


def as_dict(checked: Checked) -> dict[str, Any]:
    """
    Give a check's outcome as JSON has it.

    :param checked: The outcome.
    :return: Objects, lists, strings and numbers.
    """
    return {
        "clean": checked.clean,
        **checked.contents.figures(),
        "files": [
            {
                "file": file,
                "format": form,
                "lines": tally.lines,
                "used": tally.used,
                "known": tally.known,
                "comments": tally.comments,
                "blank": tally.blank,
                "skipped": {reason: {"count": len(lines), "lines": sorted(lines)} for reason, lines in _by_count(tally)},
            }
            for file, form, tally in checked.contents.tallies
        ],
        "faults": list(checked.faults),
        "clashes": [
            {"name": one.name, "owners": [{"id": owner, "file": at.file, "line": at.line} for owner, at in one.owners]}
            for one in checked.clashes
        ],
        "overrides": [
            {"name": one.name, "id": one.owner, "file": one.at.file, "line": one.at.line, "seeds": list(one.before)}
            for one in checked.overrides
        ],
        "changes": [
            {"id": one.id, "field": one.field, "value": one.value, "file": one.at.file, "line": one.at.line, "seeds": one.before}
            for one in checked.changes
        ],
        "warnings": list(checked.warnings),
    }


def _by_count(tally: Tally) -> list[tuple[str, list[int]]]:
    return sorted(tally.skipped.items(), key=lambda entry: (-len(entry[1]), entry[0]))


def _lines(checked: Checked, shown: int) -> Iterator[str]:
    for file, form, tally in checked.contents.tallies:
        skipped = sum(map(len, tally.skipped.values()))
        yield f"{file}: {form}, {tally.lines} lines"
        yield (
            f"  {tally.used} used, {tally.known} known to the seeds already, {tally.comments} comments, {tally.blank} blank, "
            f"{skipped} skipped"
        )
        for reason, lines in _by_count(tally):
            where = ", ".join(map(str, sorted(lines)[:_EXAMPLES])) + (", …" if len(lines) > _EXAMPLES else "")
            yield f"  {len(lines):>6} {reason} (line {where})"
    figures = checked.contents.figures()
    yield (
        f"{figures['actors']} actors with {figures['names']} names, {figures['issues']} issues with {figures['phrases']} "
        f"phrases, {figures['role_nouns']} role nouns"
    )
    yield from _listed("error", list(checked.faults), shown)
    clashes = [f"'{c.name}': " + ", ".join(f"{owner} ({at})" for owner, at in c.owners) for c in checked.clashes]
    yield from _listed("clash", clashes, shown)
    overrides = [f"'{o.name}': {o.owner} ({o.at}), in the seeds {', '.join(o.before)}" for o in checked.overrides]
    overrides += [f"{c.field} of {c.id}: {c.value!r} ({c.at}), in the seeds {c.before!r}" for c in checked.changes]
    yield from _listed("override", overrides, shown)
    yield from _listed("warning", list(checked.warnings), shown)
    yield (
        f"{len(checked.faults)} errors, {len(clashes)} clashes, {len(overrides)} overrides of the seeds, "
        f"{len(checked.warnings)} warnings"
    )


def _listed(word: str, entries: list[str], shown: int) -> Iterator[str]:
    yield from (f"{word}: {entry}" for entry in entries[:shown])
    if len(entries) > shown:
        yield f"{word}: … and {len(entries) - shown} more; --show N lists more, --json all"


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the check.

    :param arguments: Command-line arguments; those of the process where None.
    :return: 0, or 1 where a file is at fault or a name has two owners.
    """
    parser = argparse.ArgumentParser(prog="python -m stance.registries", description="Check registry files before they are used.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a .csv, .jsonl or PETRARCH .txt file, or a folder")
    parser.add_argument("--json", action="store_true", help="everything, as one JSON object")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="entries listed of each sort (default: 20)")
    options = parser.parse_args(arguments)
    try:
        checked = check(options.files, tables.load())
    except tables.SeedError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(as_dict(checked), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(checked, max(0, options.show))))
    return 0 if checked.clean else 1


if __name__ == "__main__":
    sys.exit(main())
