"""What keeps a row from being measured."""

_WIDTH = 160


class RowFailedError(RuntimeError):
    """A row cannot be measured; the message says why, and the run goes on with the next one."""


class NoAnswerError(RowFailedError):
    """Not one answer came within a stretch of load."""


def last_lines(text: str, most: int = 6) -> str:
    """
    Give the end of a log.

    :param text: The log.
    :param most: How many lines.
    :return: Its last lines that are not empty, each cut to a width that a terminal shows.
    """
    return "\n".join([line.rstrip()[:_WIDTH] for line in text.splitlines() if line.strip()][-most:])
