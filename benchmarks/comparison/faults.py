"""What keeps a row from being measured."""


class RowFailedError(RuntimeError):
    """A row cannot be measured; the message says why, and the run goes on with the next one."""


def last_lines(text: str, most: int = 6) -> str:
    """
    Give the end of a log.

    :param text: The log.
    :param most: How many lines.
    :return: Its last lines that are not empty.
    """
    return "\n".join([line.rstrip() for line in text.splitlines() if line.strip()][-most:])
