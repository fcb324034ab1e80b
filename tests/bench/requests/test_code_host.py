"""The API of the host is asked with bounds, and the token goes nowhere else."""

from collections.abc import Iterator

import pytest
from code_host import HEAD, REPOSITORY, TOKEN, CodeHost, archive, played
from factsheet.bench.requests.host import Host, HostFault


@pytest.fixture
def there() -> Iterator[CodeHost]:
    with played() as host:
        yield host


def client(there: CodeHost) -> Host:
    return Host(there.api, REPOSITORY, TOKEN)


def test_a_list_is_read_page_after_page(there: CodeHost) -> None:
    there.paths[:] = [{"filename": f"data/people/{n}.yml"} for n in range(95)]
    found = client(there).pages("pulls/7/files", 3_000)
    assert [one["filename"] for one in found] == [one["filename"] for one in there.paths]
    assert client(there).pages("pulls/7/files", 95) == found


def test_a_list_that_is_longer_than_it_may_be_is_no_list(there: CodeHost) -> None:
    there.paths[:] = [{"filename": f"data/people/{n}.yml"} for n in range(95)]
    with pytest.raises(HostFault, match="more than 90 pulls files"):
        client(there).pages("pulls/7/files", 90)


def test_what_is_downloaded_is_asked_for_without_the_token(there: CodeHost) -> None:
    there.artifact = archive(("report.json", "{}"))
    assert client(there).download("actions/artifacts/51/zip", 1_000) == there.artifact
    (_, api, token), (_, blob, none) = there.asked
    assert api.endswith("/51/zip") and token == f"Bearer {TOKEN}"
    assert blob.startswith("/blob") and none == ""


def test_a_download_is_no_longer_than_it_may_be(there: CodeHost) -> None:
    there.artifact = b"x" * 1_001
    with pytest.raises(HostFault, match="answers too much about actions artifacts zip"):
        client(there).download("actions/artifacts/51/zip", 1_000)


@pytest.mark.parametrize(("status", "said"), [(403, "has the job the permission"), (500, "500")])
def test_a_refusal_is_told_without_what_the_host_wrote(
    there: CodeHost, status: int, said: str
) -> None:
    there.fails["/pulls/7"] = status
    with pytest.raises(HostFault) as fault:
        client(there).get("pulls/7")
    assert said in str(fault.value) and TOKEN not in str(fault.value)


@pytest.mark.parametrize(
    ("api", "repository", "token"),
    [
        ("http://host.example", REPOSITORY, TOKEN),
        ("https://you@host.example", REPOSITORY, TOKEN),
        ("https://host.example/?x=", REPOSITORY, TOKEN),
        ("file:///etc", REPOSITORY, TOKEN),
        ("https://[", REPOSITORY, TOKEN),
        ("https://host.example", "desk", TOKEN),
        ("https://host.example", "desk/facts/../../other", TOKEN),
        ("https://host.example", REPOSITORY, ""),
        ("https://host.example", REPOSITORY, "two\r\nHost: lines"),
    ],
)
def test_the_token_is_sent_to_no_odd_place(api: str, repository: str, token: str) -> None:
    with pytest.raises(HostFault) as fault:
        Host(api, repository, token)
    assert not token or token not in str(fault.value)


def test_the_token_shows_in_no_picture_of_the_host() -> None:
    assert TOKEN not in repr(Host("https://host.example", REPOSITORY, TOKEN))


def test_a_host_that_is_not_there_is_told_in_words() -> None:
    with pytest.raises(HostFault, match="cannot be asked for the repository: the connection"):
        Host("http://127.0.0.1:9", REPOSITORY, TOKEN).get("")


def test_a_status_is_told_as_json(there: CodeHost) -> None:
    client(there).send("POST", f"statuses/{HEAD}", {"state": "success"})
    assert there.statuses == [(HEAD, {"state": "success"})]
