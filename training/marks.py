"""Put what a command measured between the marks of a page, and leave the rest of it as people wrote it."""


def fill(page: str, name: str, content: str) -> str:
    """
    Replace what stands between a page's two marks of a name.

    :param page: A Markdown page.
    :param name: The name, as in `<!-- name -->` and `<!-- /name -->`.
    :param content: What is to stand between them.
    :return: The page.
    :raises ValueError: If the page has no such marks.
    """
    opening, closing = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, found, rest = page.partition(opening)
    _, ended, after = rest.partition(closing)
    if not found or not ended:
        msg = f"the page has no marks <!-- {name} --> and <!-- /{name} -->"
        raise ValueError(msg)
    return f"{before}{opening}{content}\n{closing}{after}"
