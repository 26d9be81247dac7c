"""Who can be named in a text: actors and issues with the names that newswire gives them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from stance.records import record
from stance.report import CustomActor, CustomIssue
from stance.seeds import Leader, Seeds, State, slug


@record
class Actor:
    """
    An entity that can hold a stance; `start` and `end` bound its time in office, `role` names the office.

    `own` tells a term in office from a user's file, which comes before the seeds' terms in the same office.
    """

    id: str
    name: str
    kind: str
    parent: str | None = None
    origin: str = "registry"
    role: str | None = None
    start: str | None = None
    end: str | None = None
    own: bool = False


@record
class Alias:
    """
    One name of something.

    `what` is `actor`, `issue`, `adjective` (a demonym: an actor only together with a role noun), `people` (the nouns for a
    state's people) or `exempt` (a phrase in which an issue's words do not name it). `place` tells a name that is a place as often
    as an actor; `short` a bare surname; `own` a name from a user's file, which comes before the same name of the seeds.
    """

    text: str
    id: str
    what: str = "actor"
    place: bool = False
    short: bool = False
    own: bool = False


@dataclass(frozen=True)
class Registry:
    """
    Actors and issues by id, and the aliases that name them.

    `states` gives each state's slug by its government's id, `peoples` the slug of each people that has an adjective by its id,
    `leaders` everybody's terms in office by government id, a person's every term apart; `terms` gives, for an actor whose kind or
    parent changed with time, what it was from `start` to `end`, in the order in which they count: the latest begun first.
    """

    actors: dict[str, Actor]
    issues: dict[str, str]
    aliases: tuple[Alias, ...]
    states: dict[str, str] = field(default_factory=dict)
    peoples: dict[str, str] = field(default_factory=dict)
    leaders: dict[str, tuple[Actor, ...]] = field(default_factory=dict)
    terms: dict[str, tuple[Actor, ...]] = field(default_factory=dict)

    def actor_at(self, actor_id: str, published: str) -> Actor:
        """
        Give an actor as it was when a text was published.

        :param actor_id: The id of an actor of this registry.
        :param published: An ISO date.
        :return: The term that covers the date, the latest begun of several; the actor itself where it has no terms.
        """
        return next((term for term in self.terms.get(actor_id, ()) if covers(term, published)), self.actors[actor_id])

    def state_of(self, actor_id: str) -> str | None:
        """
        Find the government, or the people, that an actor belongs to.

        :param actor_id: An actor's id.
        :return: Its id, the actor's own included, or None.
        """
        for _ in range(5):
            if actor_id in self.states or actor_id in self.peoples:
                return actor_id
            actor = self.actors.get(actor_id)
            if actor is None or actor.parent is None:
                return None
            actor_id = actor.parent
        return None

    def with_request(self, actors: Iterable[CustomActor], issues: Iterable[CustomIssue]) -> "Registry":
        """
        Add what a caller brings, which takes precedence over what is known.

        :param actors: Extra actors; an id that is known already replaces that actor's name and keeps its kind.
        :param issues: Extra issues.
        :return: A registry of the additions alone, to be searched before this one.
        """
        added: dict[str, Actor] = {}
        aliases: list[Alias] = []
        for actor in actors:
            known = self.actors.get(actor.id)
            kind, parent = (known.kind, known.parent) if known else ("person", None)
            added[actor.id] = Actor(actor.id, actor.name, kind, parent, "request")
            aliases += (Alias(name, actor.id) for name in dict.fromkeys((actor.name, *actor.aliases)))
        named: dict[str, str] = {}
        for issue in issues:
            named[issue.id] = issue.name
            aliases += (Alias(phrase, issue.id, "issue") for phrase in dict.fromkeys((issue.name, *issue.phrases)))
        return Registry(added, named, tuple(aliases))


def covers(actor: Actor, published: str) -> bool:
    """
    Tell whether an actor's time in office, or of existence, covers a date.

    :param actor: The actor.
    :param published: An ISO date.
    :return: Whether it does; always true for an actor without one.
    """
    after_start = actor.start is None or actor.start <= published
    return after_start and (actor.end is None or published[: len(actor.end)] <= actor.end)


def _person_aliases(actor_id: str, name: str, aliases: Iterable[str]) -> Iterator[Alias]:
    for alias in dict.fromkeys((name, *aliases)):
        yield Alias(alias, actor_id, short=" " not in alias and alias != name)


def _leader_actor(leader: Leader, government: str) -> Actor:
    return Actor(slug(leader.name), leader.name, "person", government, "registry", leader.role, leader.start, leader.end)


def _state_aliases(state: State, government: str) -> Iterator[Alias]:
    for name in dict.fromkeys((state.name, *state.aliases, *state.capital)):
        yield Alias(name, government, place=True)
    for name in dict.fromkeys(state.government):
        yield Alias(name, government)
    for name in state.adjectives:
        yield Alias(name, government, "adjective")
    for name in state.people:
        if name not in state.adjectives:
            yield Alias(name, government, "people")


def build(seeds: Seeds) -> Registry:
    """
    Build the registry of the seeds.

    :param seeds: The loaded tables.
    :return: Every state's government, its leaders, every other actor, and every issue.
    """
    actors: dict[str, Actor] = {}
    aliases: list[Alias] = []
    states: dict[str, str] = {}
    peoples: dict[str, str] = {}
    leaders: dict[str, tuple[Actor, ...]] = {}
    # A body or a person with a row of its own is that row's, whatever another row calls itself after it.
    own = {row.id for row in seeds.actors}
    own_names = {name for row in seeds.actors for name in (row.name, *row.aliases)}
    for state in seeds.states:
        government = f"{state.slug}-government"
        states[government] = state.slug
        actors[government] = Actor(government, state.name, "government")
        aliases += (alias for alias in _state_aliases(state, government) if alias.place or alias.text not in own_names)
        leaders[government] = tuple(_leader_actor(leader, government) for leader in state.leaders)
        for leader, actor in zip(state.leaders, leaders[government], strict=True):
            if actor.id not in actors and actor.id not in own:
                actors[actor.id] = actor
            aliases += _person_aliases(actor.id, leader.name, leader.aliases)
    for row in seeds.actors:
        actors[row.id] = Actor(row.id, row.name, row.kind, row.parent, "registry", None, row.start, row.end)
        if row.kind == "person":
            aliases += _person_aliases(row.id, row.name, row.aliases)
        else:
            aliases += (Alias(name, row.id) for name in dict.fromkeys((row.name, *row.aliases)))
        if row.adjectives:
            peoples[row.id] = slug(row.adjectives[0])
            aliases += (Alias(name, row.id, "adjective") for name in row.adjectives)
    issues: dict[str, str] = {}
    for issue in seeds.issues:
        issues[issue.id] = issue.name
        aliases += (Alias(phrase, issue.id, "issue") for phrase in dict.fromkeys((issue.name, *issue.phrases)))
    return Registry(actors, issues, tuple(dict.fromkeys(aliases)), states, peoples, leaders)
