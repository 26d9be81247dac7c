"""`python -m service`: serve under gunicorn, as the settings say."""

import os
import sys

from service.settings import Settings, SettingsError


def main() -> None:
    """Check the settings, then become gunicorn: the process keeps its number, so signals reach the right one."""
    try:
        Settings.from_environment()
    except SettingsError as error:
        sys.exit(f"stancewire: {error}")
    command = [sys.executable, "-m", "gunicorn", "--config", "python:service.gunicorn_conf", *sys.argv[1:]]
    os.execv(sys.executable, command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
