"""A table is imported in the browser: brought, understood, looked at, written, taken back."""

import html
import io
import json
import re
from pathlib import Path
from typing import Any

import html5lib
import openpyxl
import pytest
from benches import Visitor
from desk import ON
from projects import stand
from werkzeug.test import TestResponse

from factsheet.bench.edits.edit import Edit
from factsheet.bench.forms import table_rows, tables_brought
from factsheet.bench.imports.table_import import prepare
from factsheet.bench.imports.import_plan import Wish
from factsheet.bench.imports.tables import How

TOWNS = b"Town;People;Year\nHoms;652609;2004\nHama;312994;2004\nIdlib;98791;2004\n"


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(tmp_path / "site")


class Page:
    """A page of the import as a browser has it: the fields of its form, and where that is sent."""

    def __init__(self, visitor: Visitor, answer: TestResponse) -> None:
        while answer.status_code == 303:
            answer = visitor.get(answer.headers["Location"].partition("/_bench/")[2])
        self.visitor, self.answer, self.text = visitor, answer, answer.text
        if answer.mimetype != "text/html":
            return  # a file to be saved
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(self.text)
        form = next((f for f in tree.iter("form") if f.get("id") == "form"), None)
        self.action = (form.get("action", "") if form is not None else "").partition("/_bench/")[2]
        self.fields = dict[str, str]()
        for one in form.iter() if form is not None else ():
            name = one.get("name")
            if one.tag == "textarea":
                self.fields[name] = one.text or ""
            elif one.tag == "select":
                chosen = [
                    o.get("value") for o in one.iter("option") if o.get("selected") is not None
                ]
                self.fields[name] = chosen[0] if chosen else ""
            elif one.tag == "input" and one.get("type") not in ("file", "radio", "checkbox"):
                self.fields[name] = one.get("value") or ""

    def press(self, do: str, **other: Any) -> "Page":
        """Press a button of the form, with some fields filled in otherwise."""
        sent = {**self.fields, **{k.replace("_", " "): v for k, v in other.items()}, "do": do}
        return Page(self.visitor, self.visitor.post(self.action, sent))

    @property
    def counts(self) -> str:
        found = re.search(r'class="counts">(.*?)</p>', self.text, re.S)
        assert found, self.text[:2_000]
        return " ".join(re.sub("<[^>]+>", " ", found[1]).split())

    @property
    def alert(self) -> str:
        found = re.search(r'role="alert">(.*?)</div>', self.text, re.S)
        return html.unescape(re.sub("<[^>]+>", " ", found[1])) if found else ""


def bring(visitor: Visitor, content: bytes = TOWNS, name: str = "towns.csv", **more: str) -> Page:
    sent = {"kind": "cities", "source": "paper", **more, "file": (io.BytesIO(content), name)}
    return Page(visitor, visitor.post("import", sent))


def mapped(page: Page, **other: str) -> Page:
    """The rows of the towns, all columns said."""
    said = {"what_People": "field population", "what_Year": "when", "records": "create", **other}
    return page.press("look", **said)


def test_it_writes_what_the_command_writes_and_nothing_the_second_time(
    visitor: Visitor, tmp_path: Path
) -> None:
    page = bring(visitor)
    assert "3 rows" in page.text and "parted by semicolon" in page.text
    assert page.fields["what Town"] == "label name" and page.fields["source"] == "paper"
    before = stand(visitor.root)
    rows = mapped(page)
    assert rows.counts == "0 rejected 0 different 3 new 0 same", rows.alert
    assert stand(visitor.root) == before
    saved = rows.press("write")
    assert "Remembered in imports/" in saved.text and "Undo" in saved.text
    after = stand(visitor.root)
    again = Visitor(tmp_path / "command")
    map_ = rows.press("mapping").answer
    assert "towns.yml" in map_.headers["Content-Disposition"]
    found = prepare(Edit(again.root, ON), ("towns.csv", TOWNS), ("m.yml", map_.data), How())
    found.decide(Wish())
    found.apply("towns.csv")
    assert found.edit.finish().written
    assert after == stand(again.root)
    second = mapped(bring(visitor))
    assert second.counts == "0 rejected 0 different 0 new 3 same"
    assert "all of it is there already" in second.text and 'value="write"' not in second.text
    assert "all of it is there already" in second.press("write").text
    assert visitor.post("undo/1", {}).status_code == 200
    assert stand(visitor.root) == before


def test_a_choice_is_put_into_the_mapping_and_all_else_stays_as_typed(visitor: Visitor) -> None:
    page = bring(visitor)
    typed = page.fields["mapping"] + "facts:\n  said: {text: 'It had {People}.'}  # so it said\n"
    page.fields["mapping"] = typed
    text = page.press("mapping", what_People="field population").answer.text
    assert "  People: {field: population}\n" in text
    assert text.endswith("facts:\n  said: {text: 'It had {People}.'}  # so it said\n")
    assert "  # Homs; Hama; Idlib\n" in text
    page.fields["mapping"] = typed.replace("{is: nothing}", "{field: population}", 1)
    assert "People: {field: population}" in page.press("mapping").answer.text  # typed, not chosen
    unit = page.press("mapping", decimal_People=",", **{"link Town": "create"}).answer.text
    assert '{field: population, decimal: ","}' in unit and "{label: name, link: create}" in unit


def test_what_is_wrong_with_the_mapping_stands_at_its_column_with_what_was_chosen_kept(
    visitor: Visitor,
) -> None:
    page = bring(visitor, source="")
    wrong = page.press("look", what_People="field population", records="create")
    assert wrong.answer.status_code == 422 and "no source is named" in wrong.alert
    assert wrong.fields["what People"] == "field population" and wrong.fields["records"] == "create"
    broken = page.fields["mapping"].replace("{label: name}", "{label: name")
    kept = page.press("look", mapping=broken, what_People="field population")
    assert kept.answer.status_code == 422 and "of the mapping" in kept.alert
    assert kept.fields["mapping"] == broken and kept.fields["what People"] == "field population"
    mended = kept.press("look", mapping=page.fields["mapping"], source="paper", records="create")
    assert mended.counts == "0 rejected 0 different 3 new 0 same"
    assert "People: {field: population}" in mended.fields["mapping"]
    unknown = page.press("look", source="nobody")
    assert 'no source "nobody"' in unknown.alert and "#in-source" in unknown.text


def test_how_a_table_is_read_can_be_chosen_where_it_is_found_out_wrongly(visitor: Visitor) -> None:
    latin = bring(visitor, "Town;People\nMünchen;1\n".encode("cp1252"))
    assert latin.answer.status_code == 422 and "is not UTF-8" in latin.alert
    form = re.search(r'action="/_bench/(import/\w+)" class="reading-table"', latin.text)
    assert form
    at = f"{form[1]}?kind=cities&source=paper&encoding=cp1252"
    assert "München" in visitor.get(at).text
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Remark"])
    sheet = book.create_sheet("Towns")
    for row in (["Town", "People", "Year"], ["Homs", 1, 2004]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    first = bring(visitor, out.getvalue(), "t.xlsx")
    assert "sheet <bdi>Notes</bdi>" in first.text and ">Towns</option>" in first.text
    other = Page(visitor, visitor.get(f"{first.action}?kind=cities&source=paper&sheet=Towns"))
    assert "sheet: Towns" in other.fields["mapping"]
    mapped(other).press("write")
    assert "paper#Towns, row 2" in (visitor.root / "data/cities/homs.yml").read_text()


def test_rejected_rows_are_told_with_their_place_and_saved_as_the_command_writes_them(
    visitor: Visitor,
) -> None:
    content = TOWNS + b"=1+1;many;2004\n"
    rows = mapped(bring(visitor, content))
    assert rows.counts == "1 rejected 0 different 3 new 0 same"
    assert "row 5" in rows.text and "column 2: " in rows.text
    before = stand(visitor.root)
    refused = rows.press("write")
    assert refused.answer.status_code == 422 and "#in-accept" in refused.text
    assert stand(visitor.root) == before
    file = rows.press("rejected").answer
    assert "towns.rejected.csv" in file.headers["Content-Disposition"]
    assert file.text.startswith("Town,People,Year,row,rejected because\n'=1+1,many,2004,5,")
    assert "3 new" in rows.press("write", accept="true").text
    assert (visitor.root / "data/cities/idlib.yml").is_file()


def test_rows_that_differ_are_rejected_cited_rivals_or_changes(visitor: Visitor) -> None:
    mapped(bring(visitor)).press("write")
    other = TOWNS.replace(b"652609", b"700000")
    rows = mapped(bring(visitor, other, source="wire"))
    assert rows.counts.startswith("3 rejected")
    cited = rows.press("look", different="reference")
    assert cited.counts == "1 rejected 2 different 0 new 0 same"
    rival = rows.press("look", different="rival", question="How many?", note="They differ.")
    assert rival.counts == "0 rejected 3 different 0 new 0 same", rival.text
    assert "is a dispute over" in rival.text
    change = rows.press("look", different="change")
    assert change.answer.status_code == 422 and "#in-why" in change.text
    done = rows.press("write", different="change", change="correction", why="It was a slip.")
    assert "Undo" in done.text
    homs = (visitor.root / "data/cities/homs.yml").read_text()
    assert "value: 700000" in homs and "why: It was a slip." in homs


def test_a_table_that_is_kept_no_more_is_brought_again_and_what_was_chosen_stands_there(
    visitor: Visitor,
) -> None:
    page = bring(visitor)
    visitor.bench.tables.__init__(tables_brought.MAX_TABLES)  # type: ignore[misc]
    gone = page.press("look", what_People="field population", records="create")
    assert gone.answer.status_code == 422 and "bring it again" in gone.alert
    assert "records: create" in gone.fields["mapping"]
    assert "People: {field: population}" in gone.fields["mapping"]
    back = bring(visitor, mapping=gone.fields["mapping"])
    assert back.press("look").counts == "0 rejected 0 different 3 new 0 same"
    assert visitor.get(page.action).status_code == 422
    for n in range(tables_brought.MAX_TABLES):
        bring(visitor, TOWNS + f"T{n};1;2004\n".encode())
    assert visitor.get(back.action).status_code == 422


def test_the_same_file_has_the_same_address_so_that_a_browser_finds_what_it_kept(
    visitor: Visitor, tmp_path: Path
) -> None:
    one, two = bring(visitor), bring(Visitor(tmp_path / "other"))
    assert one.action == two.action and "data-draft" in one.text
    assert one.action != bring(visitor, TOWNS, "other.csv").action


def test_an_earlier_import_is_taken_back_and_that_can_be_undone(visitor: Visitor) -> None:
    before = stand(visitor.root)
    mapped(bring(visitor)).press("write")
    once = stand(visitor.root)
    [name] = re.findall(r"imports/([^\"]+)\"", visitor.get("import").text)
    shown = visitor.get(f"imports/{name}").text
    assert "6 things go again, 0 stay" in shown and stand(visitor.root) == once
    homs = visitor.root / "data/cities/homs.yml"
    homs.write_text(homs.read_text().replace("value: 652609", "value: 652610"))
    assert "was edited since" in visitor.get(f"imports/{name}").text
    homs.write_bytes(once["data/cities/homs.yml"])
    Page(visitor, visitor.post(f"imports/{name}", {}))
    assert stand(visitor.root) == before
    visitor.post("undo/2", {})
    assert stand(visitor.root) == once
    assert visitor.get("imports/nothing").status_code == 400


def test_the_list_of_rows_is_of_bounded_length(visitor: Visitor) -> None:
    many = b"Town\n" + b"".join(b"T%d\n" % n for n in range(1_000))
    rows = bring(visitor, many).press("look", records="create")
    assert rows.counts == "0 rejected 0 different 1000 new 0 same"
    assert rows.text.count("<small>row ") == table_rows.MOST
    assert "950 more" in rows.text and "800 are not on this page" in rows.text
    saved = rows.press("write")
    assert len(saved.text) < 50_000 and "1001 files" in saved.text


def test_many_facts_of_one_record_come_in_at_once_and_to_change_as_many_is_left_to_the_command(
    visitor: Visitor,
) -> None:
    many = b"Group;Year\n" + b"".join(b"The Army;%d\n" % (n + 1_000) for n in range(301))

    def look(source: str, **wish: str) -> Page:
        page = bring(visitor, many, kind="groups", source=source)
        page.fields["mapping"] += "facts:\n  seen: {text: 'It was seen in {Year}.'}\n"
        return page.press("look", what_Year="when", **wish)

    rows = look("paper")
    assert rows.counts == "0 rejected 0 different 301 new 0 same", rows.alert
    assert "Saved" in rows.press("write").text
    other = look("wire", different="reference")
    assert other.answer.status_code == 422 and "facts of groups/army" in other.alert, other.text


HOSTILE = (
    "{a: b}", "&x", "*y", "!!python/object/apply:os.system [ls]", "<script>alert(1)</script>", '"q"', "what Town",
    "source", "a: b #c", "'", "- x", "? k", "=cmd|' /C calc'!A0", "{{ fact('x') }}", "</textarea><b>", "لا إله",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_cells_and_names_of_columns_are_data(visitor: Visitor, text: str) -> None:
    cell = '"' + text.replace('"', '""') + '"'
    page = bring(visitor, f"Town,{cell}\n{cell},{cell}\n".encode())
    assert f"what {text}" in page.fields
    rows = page.press("look", records="create", **{f"what {text}": "label short_name"})
    assert rows.counts == "0 rejected 0 different 1 new 0 same", rows.alert + rows.text
    rows.press("write")
    made = [*(visitor.root / "data/cities").iterdir()]
    record = Edit(visitor.root, ON).library.records[f"cities/{made[0].stem}"]
    assert record.name == text and record.labels["short_name"] == text
    for one in (page, rows):
        assert "<script>alert" not in one.text and "<b>" not in one.text.replace(
            "<b>0", ""
        ).replace("<b>1", "")


def test_what_cannot_be_a_table_is_refused_where_it_is_brought(visitor: Visitor) -> None:
    for content, name, why in (
        (b"", "a.csv", "choose the file"), (b"PK\3\4", "a.xlsx", "cannot be read"), (b"x", "../../etc/passwd", "no CSV"),
        (b"x" * 10_000_001, "a.csv", "more than 10,000,000 bytes"),
    ):  # fmt: skip
        page = bring(visitor, content, name)
        assert page.answer.status_code == 422 and why in page.alert, (name, page.alert)
        assert page.fields["kind"] == "cities" and page.fields["source"] == "paper"
    assert "say what the rows are about" in bring(visitor, kind="x").alert
    assert "more than 5,000 rows" in bring(visitor, b"Town,P\n" + b"a,b\n" * 100_000).alert


def test_a_memory_of_an_import_that_somebody_wrote_is_refused(visitor: Visitor) -> None:
    folder = visitor.root / "imports"
    folder.mkdir()
    for n, data in enumerate(({"made": [{"what": "x", "at": "y"}]}, {"file": 1}, [])):
        (folder / f"x{n}.json").write_text(json.dumps(data))
        assert visitor.get(f"imports/x{n}").status_code == 400
