"""The documentation says what the code does."""

import re
from pathlib import Path

from service.app import create_app
from service.errors import STATUS
from service.schemas import RolledStanceOut, RolledUpOut, ScoreRequest, StanceEvidenceOut
from service.settings import ROOT, Settings, known_settings

SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def _rows(page: str) -> list[list[str]]:
    rows = [line.strip().strip("|").split("|") for line in page.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in row] for row in rows]


def test_every_setting_is_documented_as_it_is() -> None:
    expected = []
    for setting in known_settings():
        default = "models/" if isinstance(setting.default, Path) else str(setting.default or "none")
        expected.append([f"`{setting.name}`", f"`{default}`", setting.allowed, setting.rule.help])
    assert _rows(SETTINGS) == expected


def test_every_error_code_is_documented_with_its_status() -> None:
    documented = {row[0].strip("`"): int(row[1]) for row in _rows(API) if re.fullmatch(r"\d{3}", row[1])}
    assert documented == {code.value: status for code, status in STATUS.items()}


def test_every_field_of_a_request_is_documented() -> None:
    documented = {row[0].strip("`") for row in _rows(API)}
    assert set(ScoreRequest.model_fields) <= documented


def test_every_field_of_evidence_and_of_sums_is_documented() -> None:
    for answered in (StanceEvidenceOut, RolledUpOut, RolledStanceOut):
        assert all(f"`{name}`" in API or f".{name}" in API for name in answered.model_fields)


def test_every_route_is_documented(fake_engine: object) -> None:
    rules = create_app(Settings(), fake_engine).url_map.iter_rules()  # type: ignore[arg-type]
    for rule in rules:
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            assert f"## {method} {rule.rule}" in API.replace("`", "")
