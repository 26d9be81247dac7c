"""`python -m service`: serve under gunicorn, as the settings say."""

import gc
import importlib
import sys

from gunicorn import __main__ as by_module
from gunicorn.app import wsgiapp as gunicorn

from service.settings import Settings, SettingsError
from stance.registries.rows import RegistryError


def main() -> None:
    """
    Check the settings, load what is served, and be gunicorn.

    All in one process, so that signals reach the right one, and nothing is imported and loaded twice.
    """
    # What is loaded stays, and to look through it for garbage again and again is a fifth of the loading; see gunicorn_conf.
    gc.disable()
    try:
        Settings.from_environment()
        # gunicorn finds it made. A model that cannot be used is told by the service itself, which stays up and answers 503.
        importlib.import_module("service.wsgi")
    except (SettingsError, RegistryError) as error:
        sys.exit(f"stancewire: {error}")
    # As `python -m gunicorn` has it: with these arguments it starts itself anew when it is told to upgrade, see gunicorn_conf.
    sys.argv = [str(by_module.__file__), "--config", "python:service.gunicorn_conf", *sys.argv[1:]]
    gunicorn.run(prog="gunicorn")


if __name__ == "__main__":
    main()
