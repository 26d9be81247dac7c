"""Write the model card from a manifest."""

from typing import Any


def write(manifest: dict[str, Any]) -> str:
    """
    Write the card.

    :param manifest: A manifest with its metrics.
    :return: Markdown.
    """
    return f"# Model card {manifest['version']}\n"
