"""Who is named in a text: known names, composed ones, those only this text tells of, and places that do not act."""

from collections.abc import Callable

import pytest

from stance.report import CustomActor, CustomIssue

Named = Callable[..., list[tuple[str, str]]]


def _ids(found: list[tuple[str, str]]) -> list[str]:
    return [identifier for _, identifier in found]


# Known names ---------------------------------------------------------------------------------------------------------


def test_the_full_name_of_a_group_is_one_actor(named: Named) -> None:
    assert named("Fighters of the Free Syrian Army left.") == [("Free Syrian Army", "free-syrian-army")]


def test_an_acronym_is_told_from_a_word(named: Named) -> None:
    assert _ids(named("The WHO sent doctors who stayed behind.")) == ["world-health-organization"]
    assert _ids(named("The US warned them but nobody warned us.")) == ["united-states-government"]


def test_a_question_word_is_not_the_acronym_that_stood_before_it(named: Named) -> None:
    assert _ids(named("The WHO sent doctors. Who will pay for them?")) == ["world-health-organization"]


@pytest.mark.parametrize("spelling", ["Erdoğan", "Erdogan", "Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"])
def test_a_leader_is_known_with_and_without_accents(named: Named, spelling: str) -> None:
    assert named(f"Then {spelling} left the hall.") == [(spelling, "recep-tayyip-erdogan")]


@pytest.mark.parametrize("spelling", ["Guinea-Bissau", "Guinea–Bissau"])
def test_a_state_is_known_whatever_its_dash(named: Named, spelling: str) -> None:
    assert named(f"{spelling} signed first.") == [(spelling, "guinea-bissau-government")]


def test_a_capital_stands_for_its_government(named: Named) -> None:
    assert _ids(named("Moscow weighed the draft and Washington waited.")) == ["russia-government", "united-states-government"]


def test_a_possessive_is_not_part_of_the_name(named: Named) -> None:
    assert ("Tehran", "iran-government") in named("Nobody knows Tehran's mind.")


# Composed actors -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Russian officials left early.", "russia-government"),
        ("Syrian rebels took the hill.", "syria-rebels"),
        ("Assad's forces shelled the town.", "syria-military"),
        ("Egyptian police cleared the square.", "egypt-police"),
        ("Kenyan lawmakers debated all night.", "kenya-legislature"),
        ("The Bolivian army stayed in its barracks.", "bolivia-military"),
        ("Chadian protesters blocked the bridge.", "chad-protesters"),
        ("The Zambian government raised the price of maize.", "zambia-government"),
    ],
)
def test_a_demonym_and_a_role_noun_make_an_actor(named: Named, text: str, identifier: str) -> None:
    assert _ids(named(text)) == [identifier]


def test_two_owners_of_one_role_noun_are_two_actors(named: Named) -> None:
    found = _ids(named("The U.S. and Russian foreign ministers shook hands."))
    assert found == ["united-states-government", "russia-government"]


def test_a_demonym_alone_is_nobody(named: Named) -> None:
    assert named("He likes Russian novels and Syrian bread.") == []


def test_a_role_noun_alone_belongs_to_the_country_that_the_text_ties_it_to(named: Named) -> None:
    found = named("Syrian rebels took the hill. The rebels then dug in.")
    assert found == [("Syrian rebels", "syria-rebels"), ("rebels", "syria-rebels")]


def test_the_government_alone_is_that_of_the_country_the_text_is_about(named: Named) -> None:
    found = named("Peru sent a note and Peru waited. The government hoped for an answer.")
    assert found[-1] == ("government", "peru-government")


# Offices and dates ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("office", "published", "identifier"),
    [
        ("The Syrian president", "2013-05-25", "bashar-al-assad"),
        ("The U.S. president", "2013-05-25", "barack-obama"),
        ("The U.S. president", "2018-05-25", "donald-trump"),
        ("The U.S. president", "2022-05-25", "joe-biden"),
        ("The French president", "2009-05-25", "nicolas-sarkozy"),
        ("The French president", "2013-05-25", "francois-hollande"),
    ],
)
def test_an_office_means_who_held_it_when_the_text_was_published(
    named: Named, office: str, published: str, identifier: str
) -> None:
    assert _ids(named(f"{office} spoke at noon.", published)) == [identifier]


def test_a_title_before_a_name_is_not_a_second_actor(named: Named) -> None:
    assert _ids(named("Russian President Vladimir Putin spoke at noon.")) == ["vladimir-putin"]


# What only the text tells --------------------------------------------------------------------------------------------


def test_an_acronym_in_brackets_names_the_body_before_it(named: Named) -> None:
    found = named("The Zanzibar Workers Union (ZWU) called a strike. On Monday the ZWU called it off.")
    assert found == [
        ("Zanzibar Workers Union", "zanzibar-workers-union"),
        ("ZWU", "zanzibar-workers-union"),
        ("ZWU", "zanzibar-workers-union"),
    ]


def test_a_surname_means_the_person_named_in_full_before(named: Named) -> None:
    found = named("Salma Kareem, a lawyer, met reporters. An hour later Kareem left for home.")
    assert found == [("Salma Kareem", "salma-kareem"), ("Kareem", "salma-kareem")]


def test_a_surname_is_found_behind_the_word_that_opens_a_sentence(named: Named) -> None:
    found = named("Salma Kareem, a lawyer, met reporters. Later Kareem left for home.")
    assert found == [("Salma Kareem", "salma-kareem"), ("Kareem", "salma-kareem")]


def test_a_surname_nobody_was_named_with_is_nobody(named: Named) -> None:
    assert named("Later Qworvath went home.") == []


def test_a_ministry_of_its_own_text_is_a_body(named: Named) -> None:
    assert ("Ministry of Fisheries", "ministry-of-fisheries") in named("A note from the Ministry of Fisheries arrived.")


def test_days_and_months_are_nobody(named: Named) -> None:
    assert named("On Monday, in March, it rained.") == []


# Places that do not act ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Fighting went on in Syria.",
        "They gathered in Geneva.",
        "Snow fell across northern Iraq.",
        "The road to Damascus was closed.",
        "The Lebanon border was quiet.",
        "Floods hit parts of the city near Cairo.",
    ],
)
def test_a_place_does_not_act(named: Named, text: str) -> None:
    assert [one for one in named(text) if one[1].endswith("-government")] == []


def test_talks_in_geneva_do_not_make_geneva_or_its_state_an_actor(named: Named) -> None:
    found = _ids(named("The talks in Geneva began on Monday."))
    assert "switzerland-government" not in found
    assert "geneva" not in found


# What the caller adds ------------------------------------------------------------------------------------------------


def test_an_actor_of_the_request_is_found_by_each_of_its_aliases(named: Named) -> None:
    extra = (CustomActor("dockers", "Dockers' League", ("the League of Dockers", "DLX")),)
    found = named("All Dockers’ League halls closed. Then the League of Dockers paused, and DLX resumed.", actors=extra)
    assert [words for words, identifier in found if identifier == "dockers"] == [
        "Dockers’ League",
        "the League of Dockers",
        "DLX",
    ]


def test_an_article_in_an_alias_of_the_request_is_not_a_name(named: Named) -> None:
    extra = (CustomActor("dockers", "Dockers' League", ("the League of Dockers",)),)
    found = named("The strike of the League of Dockers went on. The rain did too.", actors=extra)
    assert found == [("the League of Dockers", "dockers")]


def test_an_actor_of_the_request_comes_before_the_known_one(named: Named) -> None:
    extra = (CustomActor("iran-football", "Iran"),)
    assert named("Iran lost again.", actors=extra) == [("Iran", "iran-football")]


def test_a_shorter_name_of_the_request_comes_before_a_longer_known_one(named: Named) -> None:
    extra = (CustomActor("the-army", "Syrian Army"),)
    assert named("The Free Syrian Army left.", actors=extra) == [("Syrian Army", "the-army")]


def test_a_known_actor_can_be_given_another_name(named: Named) -> None:
    extra = (CustomActor("hezbollah", "Party of the Hills", ("Hill Party",)),)
    assert named("The Hill Party marched.", actors=extra) == [("Hill Party", "hezbollah")]


def test_an_issue_of_the_request_is_found_by_its_phrases(named: Named) -> None:
    extra = (CustomIssue("harbour-toll", "harbour toll", ("toll on the quays",)),)
    text = "A harbour toll came first, and the toll on the quays next."
    assert named(text, issues=extra) == [("harbour toll", "harbour-toll"), ("toll on the quays", "harbour-toll")]


def test_what_one_request_adds_the_next_does_not_know(named: Named) -> None:
    named("The Blue Quay Club met.", actors=(CustomActor("club", "Blue Quay Club"),))
    assert "club" not in _ids(named("The Blue Quay Club met."))
