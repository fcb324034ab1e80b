"""What was read to make a page, as numbers: no reading is ever lost."""

from factsheet.cache import Packed, Reads, Written, number, pack
from hypothesis import given
from hypothesis import strategies as st

keys = st.sets(st.text(max_size=12), max_size=80)


@given(keys, keys, st.sampled_from(["", "ar/"]))
def test_what_was_read_is_met_by_whatever_changed(
    read: set[str], changed: set[str], at: str
) -> None:
    reads = Reads.of(read, at)
    for found in (reads, Reads.from_text(reads.text())):
        assert all(found.meet({number(f"{at}{key}")}) for key in read)
        if any(f"{at}{key}" in changed for key in read):
            assert found.meet({number(key) for key in changed})


def test_what_was_not_read_is_not_met() -> None:
    reads = Reads.of(f"groups/g{n}" for n in range(1_000))
    others = [number(f"groups/g{n}") for n in range(1_000, 1_200)]
    assert not any(reads.meet({one}) for one in others)
    assert not reads.meet({*others}), "nor all at once"
    assert not Reads.of(()).meet({*others})


@given(st.text(), st.text(), st.lists(st.text()))
def test_a_page_opens_as_it_was_written(html: str, title: str, ids: list[str]) -> None:
    page = Written.of(html, [[1, "a", title, []]], ids, [("", title, html)], title, {})
    assert page.html == html and page.title == title
    assert page.more == ([[1, "a", title, []]], ids, [["", title, html]])
    assert page == Written.of(html, [[1, "a", title, []]], ids, [("", title, html)], title, {})


def test_packed_files_open_as_they_were() -> None:
    files = Packed({"data/a.csv": pack(b"1,2\r\n"), "empty": pack(b"")})
    assert dict(files) == {"data/a.csv": b"1,2\r\n", "empty": b""}
    assert "data/b.csv" not in files and files.get("data/b.csv") is None
