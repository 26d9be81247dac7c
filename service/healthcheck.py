"""`python -m service.healthcheck`: exit 0 if the service on this machine is ready. The container's HEALTHCHECK, without curl."""

import sys
from urllib.error import URLError
from urllib.request import urlopen

from service.settings import Settings

_ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "[::]": "[::1]"}  # noqa: S104 - compared with, not bound to
_PATIENCE_SECONDS = 4


def address(settings: Settings) -> str:
    """
    Say where to ask.

    :param settings: The settings of the service.
    :return: The address of /readyz.
    """
    host = _ANY_ADDRESS.get(settings.host, settings.host)
    return f"http://{host}:{settings.port}/readyz"


def main() -> int:
    """
    Ask the service.

    :return: 0 if it is ready, else 1.
    """
    url = address(Settings.from_environment())
    try:
        with urlopen(url, timeout=_PATIENCE_SECONDS):  # noqa: S310 - the address is ours
            return 0
    except (URLError, OSError) as error:
        print(f"{url}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
