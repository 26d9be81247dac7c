"""Records compare, hash and show as frozen dataclasses do."""

from stance.text import Sentence


def test_records_with_the_same_fields_are_one_key() -> None:
    assert {Sentence(0, 5, 0, 1, 0), Sentence(0, 5, 0, 1, 0)} == {Sentence(0, 5, 0, 1, 0)}
    assert Sentence(0, 5, 0, 1, 0) != Sentence(0, 5, 0, 1, 1)


def test_records_show_their_fields() -> None:
    assert repr(Sentence(0, 5, 0, 1, 2)) == "Sentence(start=0, end=5, first=0, last=1, paragraph=2)"


def test_records_have_no_room_for_anything_else() -> None:
    assert not hasattr(Sentence(0, 5, 0, 1, 0), "__dict__")
