"""Who held an office of a state at a date."""

from collections.abc import Collection

from stance.mentions import in_office
from stance.registry import Actor, Registry

# What one text calls foreign minister another calls foreign secretary.
_SAME_OFFICES = (
    ("prime minister", "premier"),
    ("foreign minister", "foreign secretary", "secretary of state"),
    (
        "defence minister",
        "defense minister",
        "defence secretary",
        "defense secretary",
        "armed forces minister",
        "secretary of defense",
    ),
    ("king", "monarch"),
)


def known_office(office: str, known: Collection[str | None]) -> bool:
    """
    Tell whether an office, or another word for it, is among known ones.

    :param office: The office, lower case.
    :param known: The known offices.
    :return: Whether it is.
    """
    return office in known or any(office in same and not set(same).isdisjoint(known) for same in _SAME_OFFICES)


def leader_at(registry: Registry, government: str, office: str, published: str) -> Actor | None:
    """
    Find who held an office when a text was published.

    :param registry: The seeds' registry.
    :param government: The government's id.
    :param office: The office as the text names it, lower case.
    :param published: The text's date.
    :return: The person, or None where nobody is known.
    """
    offices = next((same for same in _SAME_OFFICES if office in same), (office,))
    people = [actor for actor in registry.leaders.get(government, ()) if actor.role in offices and in_office(actor, published)]
    # Where terms overlap, as those do that a break parts, the one that began last holds; a user's file comes before the seeds.
    return registry.actors[max(people, key=lambda actor: (actor.own, actor.start or "")).id] if people else None
