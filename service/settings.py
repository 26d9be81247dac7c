"""The settings: one list, read once from the environment at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self, TypeAlias, cast

PREFIX = "STANCEWIRE_"
ROOT = Path(__file__).resolve().parent.parent


class Paths(tuple[Path, ...]):
    """Several paths, as `PATH` has them: joined by `:` (by `;` on Windows)."""

    __slots__ = ()

    def __new__(cls, joined: str = "") -> Self:
        """
        Take joined paths apart.

        :param joined: The paths; empty parts are passed over.
        :return: The paths in order.
        """
        return super().__new__(cls, (Path(part.strip()) for part in joined.split(os.pathsep) if part.strip()))


Value: TypeAlias = int | float | str | Path | Paths


class SettingsError(ValueError):
    """A setting holds something that it cannot mean."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a setting is for and which values it takes; `minimum` and `maximum` are inclusive."""

    help: str
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: the environment variable's name, the field of `Settings`, its type, default and rule."""

    name: str
    field: str
    kind: type[Value]
    default: Value
    rule: Rule

    @property
    def allowed(self) -> str:
        """Say in words which values the setting takes."""
        if self.rule.choices:
            return "one of " + ", ".join(self.rule.choices)
        if self.kind is int:
            return f"a whole number from {self.rule.minimum} to {self.rule.maximum}"
        if self.kind is float:
            return f"a number from {self.rule.minimum} to {self.rule.maximum}"
        if self.kind is Paths:
            return f"paths joined by `{os.pathsep}`"
        return "a path" if self.kind is Path else "a name or an address"

    def parse(self, raw: str) -> Value:
        """
        Read a value.

        :param raw: The variable as it stands in the environment.
        :return: The value in the setting's type.
        :raises SettingsError: If it is not allowed; the message names the variable and what is.
        """
        text = raw.strip()
        if self.rule.choices:
            text = text.upper()
        try:
            value = self.kind(text)
        except ValueError:
            raise self._refusal(raw) from None
        if self.rule.choices and value not in self.rule.choices:
            raise self._refusal(raw)
        # Written so that NaN, which compares false with everything, is refused.
        if isinstance(value, int | float) and not self._within_range(value):
            raise self._refusal(raw)
        return value

    def _within_range(self, value: float) -> bool:
        low, high = self.rule.minimum, self.rule.maximum
        return (low is None or low <= value) and (high is None or value <= high)

    def _refusal(self, raw: str) -> SettingsError:
        return SettingsError(f"{self.name} is {raw!r}; allowed is {self.allowed}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of the service; docs/settings.md lists them, and a test holds it to this class."""

    models_dir: Path = field(
        default=ROOT / "models",
        metadata={"rule": Rule("folder of the artifact and its `manifest.json`")},
    )
    registry: Paths = field(
        default=Paths(),
        metadata={"rule": Rule("files of actors and issues that come before the seeds, or folders of them")},
    )
    max_body_bytes: int = field(
        default=2 * 1024 * 1024,
        metadata={"rule": Rule("largest request body, in bytes; above it the answer is 413", minimum=1, maximum=2**30)},
    )
    max_text_characters: int = field(
        default=100_000,
        metadata={"rule": Rule("longest text of one document, in characters", minimum=1, maximum=10_000_000)},
    )
    max_documents: int = field(
        default=100,
        metadata={"rule": Rule("most documents in one request", minimum=1, maximum=100_000)},
    )
    max_actors: int = field(
        default=50,
        metadata={"rule": Rule("most entries in `actors` of one request", minimum=0, maximum=100_000)},
    )
    max_issues: int = field(
        default=50,
        metadata={"rule": Rule("most entries in `issues` of one request", minimum=0, maximum=100_000)},
    )
    min_confidence: float = field(
        default=0.4,
        metadata={
            "rule": Rule("confidence under which an answer is `unclear`, where the request names none", minimum=0, maximum=1)
        },
    )
    log_level: str = field(
        default="INFO",
        metadata={"rule": Rule("least level that is logged", choices=("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))},
    )
    host: str = field(
        default="127.0.0.1",
        metadata={"rule": Rule("address to listen on; the container image sets `0.0.0.0`")},
    )
    port: int = field(
        default=8000,
        metadata={"rule": Rule("port to listen on", minimum=1, maximum=65535)},
    )
    workers: int = field(
        default=2,
        metadata={"rule": Rule("worker processes", minimum=1, maximum=512)},
    )
    threads: int = field(
        default=4,
        metadata={"rule": Rule("threads of each worker", minimum=1, maximum=512)},
    )
    keep_alive: int = field(
        default=75,
        metadata={
            "rule": Rule(
                "seconds for which an idle connection is kept for its next request; 0 keeps none", minimum=0, maximum=3600
            )
        },
    )
    timeout: int = field(
        default=30,
        metadata={
            "rule": Rule(
                "seconds after which a silent worker is replaced, and that a stopping one may take", minimum=1, maximum=3600
            )
        },
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """
        Read the settings; a variable that is unset or empty means the default.

        :param environment: The variables, `os.environ` where it is None.
        :return: The settings.
        :raises SettingsError: If a variable holds something that is not allowed.
        """
        environment = os.environ if environment is None else environment
        values: dict[str, Any] = {
            setting.field: setting.parse(environment[setting.name])
            for setting in known_settings()
            if environment.get(setting.name, "").strip()
        }
        return cls(**values)


def known_settings() -> tuple[Setting, ...]:
    """
    List every setting.

    :return: The settings, in the order in which the documentation gives them.
    """
    return tuple(
        # By the annotation: the default of a path is of the platform's own subclass.
        Setting(PREFIX + entry.name.upper(), entry.name, entry.type, cast("Value", entry.default), entry.metadata["rule"])
        for entry in fields(Settings)
        if isinstance(entry.type, type)
    )


def unknown_variables(environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """
    Find variables that look like settings and are none: most are misspelt, and would else be passed over in silence.

    :param environment: The variables, `os.environ` where it is None.
    :return: Their names, sorted.
    """
    environment = os.environ if environment is None else environment
    known = {setting.name for setting in known_settings()}
    return tuple(sorted(name for name in environment if name.startswith(PREFIX) and name not in known))
