"""A user's CSV and JSONL files of actors and issues: what they may hold, and that they come before the seeds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from stance.engine import Engine
from stance.model import Model
from stance.registries.merge import load
from stance.registries.rows import RegistryError
from stance.registries.tables import read_csv
from stance.report import CustomActor, Options, TextInput
from stance.seeds import load as load_seeds

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "registry"
Own = Callable[..., Engine]
HEADER = "id,name,kind,aliases,parent,from,to\n"


@pytest.fixture
def own(engine: Engine, tmp_path: Path) -> Own:
    """Make an engine over files with these contents."""
    model: Model = engine.model

    def make(**files: str) -> Engine:
        paths = []
        for name, content in files.items():
            stem, _, suffix = name.rpartition("_")
            path = tmp_path / f"{stem}.{suffix}"
            path.write_text(content, encoding="utf-8")
            paths.append(path)
        return Engine(model, registry=paths)

    return make


def _named(engine: Engine, text: str, published: str = "2013-05-25", **options: object) -> list[tuple[str, str]]:
    found = engine.read(TextInput(text, published=published), Options(**options))  # type: ignore[arg-type]
    return [(text[one.start : one.end], one.id) for one in found.reading.mentions]


def _fault(own: Own, **files: str) -> str:
    with pytest.raises(RegistryError) as caught:
        own(**files)
    return str(caught.value)


def test_an_actor_of_a_csv_file_is_found_by_all_its_names(own: Own) -> None:
    engine = own(a_csv=HEADER + "tern-watch,Tern Watch,ngo,Watch of the Terns|TWI,,,\n")
    text = "Tern Watch criticized Iran. The Watch of the Terns sent letters, and TWI repeated it."
    assert {"Tern Watch", "Watch of the Terns", "TWI"} <= {word for word, owner in _named(engine, text) if owner == "tern-watch"}


def test_an_actor_of_a_jsonl_file_is_found(own: Own) -> None:
    engine = own(a_jsonl='{"id":"tern-watch","name":"Tern Watch","kind":"ngo","aliases":["TWI"],"parent":null}\n')
    assert _named(engine, "Tern Watch criticized the plan.")[0] == ("Tern Watch", "tern-watch")


def test_an_id_is_made_from_the_name_where_none_is_given(own: Own) -> None:
    assert "tern-watch" in own(a_csv="name;kind\nTern Watch;ngo\n").registry.actors


def test_cells_may_be_quoted_and_run_over_lines(own: Own) -> None:
    engine = own(a_csv='\ufeffname,kind,aliases\r\n"Quay, Sons and Co",business,"QSC\r\n| Quay Sons"\r\n')
    assert _named(engine, "Quay Sons praised Turkey.")[0] == ("Quay Sons", "quay-sons-and-co")


def test_an_issue_of_a_file_is_found(own: Own) -> None:
    engine = own(a_csv="id,name,phrases\nnet-quotas,Net quotas,quotas on nets|net quota\n")
    assert ("quotas on nets", "net-quotas") in _named(engine, "Iran rejected the quotas on nets.")
    assert engine.knows_issue("net-quotas")


def test_a_departure_of_a_file_counts_as_one(own: Own, engine: Engine) -> None:
    row = '{"id":"walkout","name":"walkout","phrases":["orderly walkout"],"departure":%s}\n'
    text = TextInput("Turkey demanded the orderly walkout of Bashar al-Assad.", published="2013-05-25")
    bearers = [
        any(one.bearer for one in own(a_jsonl=row % value).read(text, Options()).statements if one.target.id == "walkout")
        for value in ("true", "false")
    ]
    assert bearers == [True, False]
    assert not engine.knows_issue("walkout")


def test_a_role_noun_of_a_file_makes_actors_with_a_country(own: Own, engine: Engine) -> None:
    text = "Norwegian ferrywardens rejected the plan."
    own_engine = own(a_jsonl='{"noun":"ferrywardens","singular":"ferrywarden","kind":"police"}\n')
    assert ("Norwegian ferrywardens", "norway-police") in _named(own_engine, text)
    assert ("Norwegian ferrywardens", "norway-police") not in _named(engine, text)


def test_an_adjective_of_a_file_makes_actors_with_role_nouns(own: Own) -> None:
    engine = own(a_csv="id,name,kind,adjectives\norun,Orun people,civilians,Orun\n")
    assert ("Orun rebels", "orun-rebels") in _named(engine, "Orun rebels condemned Turkey.")


def test_a_name_of_the_file_is_no_longer_the_seeds(own: Own) -> None:
    engine = own(a_csv=HEADER + "hamas-bakery,Hamas,business,,,,\n")
    assert _named(engine, "Iran condemned Hamas.")[1] == ("Hamas", "hamas-bakery")


def test_the_seeds_keep_a_name_where_only_the_file_has_other_capitals(own: Own) -> None:
    engine = own(a_csv=HEADER + "smart-fund,IRAN,ngo,,,,\n")
    assert _named(engine, "Turkey condemned Iran.")[1] == ("Iran", "iran-government")


def test_a_name_of_the_request_comes_before_the_files(own: Own) -> None:
    engine = own(a_csv=HEADER + "tern-watch,Tern Watch,ngo,,,,\n")
    asked = (CustomActor("other-watch", "Tern Watch"),)
    assert _named(engine, "Tern Watch condemned Iran.", actors=asked)[0] == ("Tern Watch", "other-watch")


def test_a_row_with_a_known_id_adds_names_and_keeps_the_rest(own: Own, engine: Engine) -> None:
    registry = own(a_csv="id,aliases\nhezbollah,the Cedar Guards\n").registry
    assert registry.actors["hezbollah"] == engine.registry.actors["hezbollah"]
    assert {alias.id for alias in registry.aliases if alias.text == "the Cedar Guards"} == {"hezbollah"}


def test_a_row_with_a_known_id_overrides_what_it_gives(own: Own, engine: Engine) -> None:
    before = engine.registry.actors["hezbollah"]
    after = own(a_csv="id,name,kind\nhezbollah,Hizbullah,party\n").registry.actors["hezbollah"]
    assert (after.name, after.kind, after.parent) == ("Hizbullah", "party", before.parent)


def test_a_later_file_may_name_a_parent_of_an_earlier_one(own: Own) -> None:
    engine = own(
        a_csv=HEADER + "tern-watch,Tern Watch,ngo,,,,\n",
        b_jsonl='{"id":"tern-youth","name":"Tern Youth","kind":"movement","parent":"tern-watch"}\n',
    )
    assert engine.registry.actors["tern-youth"].parent == "tern-watch"


@pytest.mark.parametrize(
    ("published", "parent"), [("2008-03-01", "ghana-government"), ("2012-03-01", "syria-opposition"), ("2020-01-01", None)]
)
def test_the_date_of_the_text_decides_to_whom_somebody_belongs(own: Own, published: str, parent: str | None) -> None:
    first = "m-danso,Mirela Danso,person,,ghana-government,2005-02,2011-06\n"
    second = "m-danso,Mirela Danso,person,,syria-opposition,2011-09,2015\n"
    engine = own(a_csv=HEADER + first + second)
    found = engine.read(TextInput("Mirela Danso condemned Iran.", published=published), Options())
    assert found.reading.actors["m-danso"].parent == parent


def test_an_office_of_the_file_is_found_by_its_date(own: Own) -> None:
    header = "id,name,kind,parent,role,from,to\n"
    engine = own(a_csv=header + "mirela-danso,Mirela Danso,person,ghana-government,President,2041-02,2044-06\n")
    assert ("Ghanaian president", "mirela-danso") in _named(engine, "The Ghanaian president condemned Iran.", "2042-01-01")
    assert ("Ghanaian president", "mirela-danso") not in _named(engine, "The Ghanaian president condemned Iran.", "2045-01-01")


def test_an_office_holder_of_the_file_comes_before_the_seeds(own: Own) -> None:
    header = "id,name,kind,parent,role,from,to\n"
    engine = own(a_csv=header + "mirela-danso,Mirela Danso,person,russia-government,president,2009,2015\n")
    text = "The Russian president condemned Iran."
    assert ("Russian president", "mirela-danso") in _named(engine, text, "2013-05-25")
    assert ("Russian president", "vladimir-putin") in _named(engine, text, "2017-05-25")


def test_a_known_leader_who_gets_another_name_stays_in_office(own: Own) -> None:
    engine = own(a_csv="id,aliases\nvladimir-putin,V. V. Putin\n", b_csv="id,name\nangela-merkel,Dr Angela Merkel\n")
    assert ("Russian president", "vladimir-putin") in _named(engine, "The Russian president condemned Iran.", "2013-05-25")
    assert ("German chancellor", "angela-merkel") in _named(engine, "The German chancellor condemned Iran.", "2013-05-25")


@pytest.mark.parametrize(
    ("published", "parent"), [("2004-03-01", None), ("2008-03-01", "ghana-government"), ("2012-03-01", None)]
)
def test_outside_of_its_one_dated_row_an_actor_has_no_parent(own: Own, published: str, parent: str | None) -> None:
    engine = own(a_csv=HEADER + "m-danso,Mirela Danso,person,,ghana-government,2005-02,2011-06\n")
    assert engine.registry.actor_at("m-danso", published).parent == parent


def test_a_dated_row_that_names_no_parent_leaves_the_known_one(own: Own, engine: Engine) -> None:
    parent = engine.registry.actors["vladimir-putin"].parent
    registry = own(a_csv="id,from\nvladimir-putin,1999\n").registry
    assert registry.actor_at("vladimir-putin", "2013-05-25").parent == parent
    assert registry.actor_at("vladimir-putin", "1990-05-25").parent is None


def test_a_bare_surname_that_the_file_gives_two_people_is_nobodys(own: Own) -> None:
    rows = "ada-quill,Ada Quill,person,Quill,,,\nben-quill,Ben Quill,person,Quill,,,\n"
    engine = own(a_csv=HEADER + rows)
    assert "ada-quill" not in dict(map(reversed, _named(engine, "Quill condemned Iran.")))  # type: ignore[arg-type]
    assert _named(engine, "Ada Quill spoke. Later Quill condemned Iran.")[1] == ("Quill", "ada-quill")


@pytest.mark.parametrize(
    "content",
    [
        HEADER + "persia,Iran,party,,,,\nh-r,Hassan Rouhani,person,,,,\n",
        "id,name,phrases\niran-policy,Iran policy,Iran|Iran deal\n",
        "id,name,phrases\nx,Everything,Iran|Syria|Hassan Rouhani|Rouhani|Iranian President|air strikes\n",
    ],
)
def test_the_health_check_does_not_depend_on_the_names_of_a_file(own: Own, content: str) -> None:
    own(a_csv=content).self_test()


@pytest.mark.parametrize(
    ("content", "where", "field"),
    [
        (HEADER + "a b,Tern Watch,ngo,,,,\n", ":2:", "id:"),
        (HEADER + "\ntern,Tern Watch,bird,,,,\n", ":3:", "kind:"),
        (HEADER + "tern,Tern Watch,,,,,\n", ":2:", "kind:"),
        (HEADER + "tern,,ngo,,,,\nx,Y,ngo\n", ":3:", "row: has 3 cells where the header has 7"),
        (HEADER + "tern,Tern Watch,ngo,,nobody-at-all,,\n", ":2:", "parent:"),
        (HEADER + "tern,Tern Watch,ngo,,tern,,\n", ":2:", "parent:"),
        (HEADER + "tern,Tern Watch,ngo,--|TW,,,\n", ":2:", "aliases:"),
        (HEADER + "tern,Tern Watch,ngo,,,May 2010,\n", ":2:", "from: 'May 2010' is no date; write YYYY"),
        (HEADER + "tern,Tern Watch,ngo,,,2010-13,\n", ":2:", "from:"),
        (HEADER + "tern,Tern Watch,ngo,,,2010,2009\n", ":2:", "'from' (2010) is after 'to' (2009)"),
        (HEADER + "tern,Tern Watch,ngo,,,,\ntern,Tern Watch,ngo,,,,\n", ":3:", "id:"),
        (HEADER + ",丁七,ngo,,,,\n", ":2:", "needs an id"),
        (HEADER + f",{'Tern ' * 30},ngo,,,,\n", ":2:", "needs an id: the one made from the name has more than 100"),
        (HEADER + "tern,T,ngo,,,,\n", ":2:", "name: 'T' is no name: a single letter"),
        (HEADER + "tern,Tern Watch,ngo,T.,,,\n", ":2:", "aliases: 'T.' is no name: a single letter"),
        (HEADER + "tern,Tern\x00Watch,ngo,,,,\n", ":2:", "does not print"),
        (HEADER + "tern,Tern Watch,ngo,,,2010-02-30,\n", ":2:", "from: there is no such date as 2010-02-30"),
        (HEADER + "a,Aa,ngo,,b,,\nb,Bb,ngo,,c,,\nc,Cc,ngo,,a,,\n", ":4:", "parent: 'a' closes a ring of parents: 'a', 'b', 'c'"),
        (HEADER + "hamas,,,,al-qassam,,\nal-qassam,Al Qassam,rebels,,hamas,,\n", ":3:", "parent: 'hamas' closes a ring"),
        ("id,name,phrases\nnet,Nets,net levy\nnet,Knots,net tax\n", ":3:", "name: 'net' is 'Nets' at"),
        ("", "", "holds nothing that can be used"),
        (HEADER, "", "holds nothing that can be used"),
        (HEADER + 'tern,"Tern" Watch,ngo,,,,\n', ":2:", "not CSV"),
        ("id,name,colour\n", ":1:", "header: 'colour' is no column"),
        ("id,name,name\n", ":1:", "header: 'name' is given twice"),
        ("kind,aliases\n", ":1:", "header: names neither"),
        ("id,phrases\nnew-issue,some phrase\n", ":2:", "name:"),
        ("id,name,phrases,departure\nnew-issue,New,some phrase,perhaps\n", ":2:", "departure:"),
    ],
)
def test_a_malformed_csv_row_is_named_by_line_and_field(own: Own, content: str, where: str, field: str) -> None:
    message = _fault(own, a_csv=content)
    assert f"a.csv{where}" in message
    assert field in message


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('{"name":', "row: not JSON"),
        ("[1]", "row: a line must be a JSON object"),
        ('{"name":"Tern","kind":"ngo","wings":2}', "wings:"),
        ('{"name":"Tern","kind":"ngo","aliases":"T"}', "aliases:"),
        ('{"noun":"wardens","kind":"birds"}', "kind:"),
        ('{"noun":"w","kind":"police"}', "noun: 'w' is no name"),
        ('{"name":"Tern","kind":"ngo","kind":"party"}', "row: the key 'kind' is given twice"),
        ('{"name":7,"phrases":["x y"]}', "name:"),
    ],
)
def test_a_malformed_jsonl_row_is_named_by_line_and_field(own: Own, line: str, field: str) -> None:
    message = _fault(own, a_jsonl='{"name":"Tern Watch","kind":"ngo"}\n' + line + "\n")
    assert "a.jsonl:2: " + field in message


def test_two_may_be_each_others_parent_at_different_times(own: Own) -> None:
    rows = "a,Aa,ngo,,b,2001,2005\nb,Bb,ngo,,a,2006,2009\n"
    assert own(a_csv=HEADER + rows).registry.actor_at("b", "2007-01-01").parent == "a"


def test_a_long_chain_of_parents_is_no_ring_and_takes_no_time(own: Own) -> None:
    rows = "".join(f"a{n},Tern {n},ngo,,a{n - 1},,\n" for n in range(1, 5000))
    assert len(own(a_csv=HEADER + "a0,Tern 0,ngo,,,,\n" + rows).registry.actors) > 5000


def test_the_lines_after_a_quote_that_is_not_closed_are_malformed() -> None:
    tally = read_csv("a", 'name,kind\nTern,ngo\n"Gull,ngo\nAuk,ngo\nSkua,ngo\n').tallies[0][2]
    assert (tally.used, tally.skipped) == (2, {"malformed": [3, 4, 5]})


def test_a_carriage_return_ends_a_line_and_capitals_may_end_a_files_name(tmp_path: Path) -> None:
    path = tmp_path / "A.CSV"
    path.write_bytes(b"name,kind\rTern Watch,ngo\rGull Watch,ngo\r")
    assert {"tern-watch", "gull-watch"} <= set(load([tmp_path], load_seeds()).registry.actors)


def test_a_dictionary_of_which_no_line_can_be_used_is_named(own: Own) -> None:
    assert "a.txt: holds nothing that can be used" in _fault(own, a_txt="TOMA_ [---]\n")


def test_spaces_of_any_kind_in_a_name_are_one_blank(own: Own) -> None:
    assert _named(own(a_csv="name,kind\nTern\u00a0 Watch,ngo\n"), "Tern Watch spoke.") == [("Tern Watch", "tern-watch")]


def test_all_faults_are_told_and_nothing_is_loaded(own: Own) -> None:
    message = _fault(own, a_csv=HEADER + "x,X y,bird,,,,\nz,Z w,fish,,,,\n", b_csv="id,wing\n")
    assert len(message.splitlines()) == 3


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"nowhere\.csv: cannot be read"):
        load([tmp_path / "nowhere.csv"], load_seeds())


def test_a_file_in_another_encoding_is_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"name,kind\nTern,ngo\nCaf\xe9,ngo\n")
    with pytest.raises(RegistryError, match=r"a\.csv:3: row: not UTF-8"):
        load([path], load_seeds())


def test_a_file_of_no_known_format_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("nothing in brackets\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"notes\.txt: neither"):
        load([path], load_seeds())


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="holds no"):
        load([tmp_path], load_seeds())


def test_the_examples_of_the_documentation_load(engine: Engine) -> None:
    examples = Engine(engine.model, registry=[EXAMPLES])
    text = "The Veldt Alliance rejected the harbour levy, and Tern Watch International praised Norwegian ferrymen."
    found = dict(_named(examples, text))
    assert found["Veldt Alliance"] == "veldt-alliance"
    assert found["harbour levy"] == "harbour-levy"
    assert found["Norwegian ferrymen"] == "norway-business"
