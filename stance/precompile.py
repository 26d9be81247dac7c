"""Write the compiled form of an artifact beside it: `python -m stance.precompile [FOLDER]`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from stance.compilation import COMPILED
from stance.model import ArtifactError, precompile


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Write the compiled form of a folder's artifact, unless it is there already.

    :param arguments: The folder, `models` where none is given; the arguments of the process where None.
    :return: The exit status.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    folder = Path(given[0] if given else "models")
    try:
        made = precompile(folder)
    except (ArtifactError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{folder / COMPILED}: {'made' if made else 'up to date'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
