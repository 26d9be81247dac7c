import re
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deploy.native import MODULES, ROOT, prepared

SOURCE = '''"""A module."""

from stance.records import record

_WORDS = frozenset(
    "a the".split()
)


@record
class Mark:
    """A mark."""

    first: int
    form: str = "name"

    def fails(self) -> None:
        """Fail."""
        raise ValueError
'''


def _run(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "prepared"}
    exec(compile(source, "prepared.py", "exec"), names)  # noqa: S102
    return names


def test_a_prepared_record_is_made_compared_and_replaced_as_before() -> None:
    mark = _run(prepared(SOURCE))["Mark"]
    assert mark(3) == mark(first=3, form="name") != mark(3, "role")
    assert len({mark(3), mark(3, "name"), replace(mark(4), first=3)}) == 1


def test_a_traceback_through_prepared_code_points_into_the_source() -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        _run(prepared(SOURCE))["Mark"](1).fails()
    line = traceback.extract_tb(caught.value.__traceback__)[-1].lineno
    assert line is not None
    assert SOURCE.split("\n")[line - 1].strip() == "raise ValueError"


@pytest.mark.parametrize("name", MODULES)
def test_a_prepared_module_has_final_constants_and_no_line_more(name: str) -> None:
    source = Path(ROOT / "stance" / f"{name}.py").read_text(encoding="utf-8")
    written = prepared(source)
    assert written.rstrip("\n").count("\n") == source.rstrip("\n").count("\n")
    assert not re.search(r"^_?[A-Z_]+ = frozenset", written, re.MULTILINE)
