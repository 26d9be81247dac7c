"""What is worked out once, when it is first asked for."""

from stance.lazily import lazily


class _Text:
    def __init__(self) -> None:
        self.asked = 0

    @lazily
    def size(self) -> int:
        """How long it is."""
        self.asked += 1
        return 3


def test_it_is_worked_out_once_an_object() -> None:
    one, other = _Text(), _Text()
    assert (one.size, one.size, other.size) == (3, 3, 3)
    assert (one.asked, other.asked) == (1, 1)


def test_it_is_not_worked_out_before() -> None:
    assert _Text().asked == 0


def test_the_class_shows_what_it_is() -> None:
    assert isinstance(_Text.size, lazily)
    assert _Text.size.__doc__ == "How long it is."
