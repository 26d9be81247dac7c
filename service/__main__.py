"""`python -m service`: serve under gunicorn, as the settings say."""

import os
import sys

from service.settings import Settings, SettingsError
from stance import seeds as tables
from stance.registries import merge
from stance.registries.rows import RegistryError
from stance.seeds import SeedError


def main() -> None:
    """Check the settings and the registry, then become gunicorn: the process keeps its number, so signals reach the right one."""
    try:
        merge.load(Settings.from_environment().registry, tables.load())
    except (SettingsError, RegistryError) as error:
        sys.exit(f"stancewire: {error}")
    except SeedError:
        # Told by the service itself, which stays up and answers 503.
        pass
    command = [sys.executable, "-m", "gunicorn", "--config", "python:service.gunicorn_conf", *sys.argv[1:]]
    os.execv(sys.executable, command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
