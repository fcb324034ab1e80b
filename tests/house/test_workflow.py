"""The workflows: valid, least privilege, pinned; and the locked requirements name no registry."""

import json
import re
import subprocess
import sys
from importlib.metadata import metadata, requires
from pathlib import Path
from typing import Any

import pytest
import yaml
from factsheet.bench.requests import answering, made, previews
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from projects import ROOT

STARTER = ROOT / "generator/factsheet/command/starter/common/dot-github"
OURS = ROOT / ".github"
FILES = [*sorted(OURS.glob("workflows/*.yml")), *sorted(STARTER.glob("workflows/*.yml"))]
FILE = OURS / "workflows" / "site.yml"
# how the generator is installed: here from its source, elsewhere from the index
INSTALL = "pip install --require-hashes -r requirements/site.txt && pip install --no-deps --no-build-isolation -e ."
INSTALLED = "pip install -r requirements.txt && pip install --no-deps -r requirements-factsheet.txt"


def tool(name: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).with_name(name)), *args], cwd=ROOT, capture_output=True, text=True
    )


def test_zizmor_finds_nothing() -> None:
    done = tool("zizmor", "--offline", *map(str, FILES))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflows_fit_their_schema() -> None:
    done = tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, FILES))
    assert done.returncode == 0, done.stdout + done.stderr


def test_forms_for_readers_fit_their_schema() -> None:
    forms = [path for top in (OURS, STARTER) for path in top.glob("ISSUE_TEMPLATE/*.yml")]
    more = STARTER.parents[1] / "languages"
    forms += more.glob("*/common/dot-github/ISSUE_TEMPLATE/*.yml")
    done = tool(
        "check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", *map(str, forms)
    )
    assert len(forms) == 6 and done.returncode == 0, done.stdout + done.stderr
    for form in forms:
        found = yaml.safe_load(form.read_text(encoding="utf-8"))
        ids = [one.get("id") for one in found["body"]]
        assert ids == [None, "wrong", "evidence", "page", "fact", "says", "sources"], form
        assert found["labels"] == ["correction"], form


def workflow(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_permissions_are_the_least_that_work() -> None:
    workflows = [workflow(file) for file in FILES]
    assert all(workflow["permissions"] == {} for workflow in workflows)
    granted = {
        name: job["permissions"] for workflow in workflows for name, job in workflow["jobs"].items()
    }
    assert granted == {
        "full": {"contents": "read"},
        "quick": {"contents": "read"},
        "package": {"contents": "read"},
        "install": {},
        "publish": {"id-token": "write"},
        "test": {"contents": "read"},
        "engines": {"contents": "read"},
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
        "heard": {},
        "answer": {
            "actions": "read", "contents": "read", "pull-requests": "write", "statuses": "write",
        },
        "allow": {"statuses": "write"},
        "gather": {
            "actions": "read", "contents": "read", "pull-requests": "read", "statuses": "read",
        },
    }  # fmt: skip


@pytest.mark.parametrize("name", ["review.yml", "answer.yml", "preview.yml"])
def test_new_sites_answer_requests_as_this_one_does(name: str) -> None:
    ours, theirs = (top / "workflows" / name for top in (OURS, STARTER))
    text = theirs.read_text(encoding="utf-8")
    assert ours.read_text(encoding="utf-8") == text.replace(INSTALLED, INSTALL)


def test_new_sites_are_built_and_reported_on_as_this_one_is() -> None:
    ours, theirs = (workflow(top / "workflows/site.yml")["jobs"] for top in (OURS, STARTER))
    for step in theirs["build"]["steps"]:
        step |= {"run": INSTALL} if step.get("run") == INSTALLED else {}
    assert ours["build"] == theirs["build"]
    for key in ("if", "permissions", "environment", "steps"):
        assert ours["deploy"][key] == theirs["deploy"][key]


def test_the_tests_of_a_request_are_those_before_publishing() -> None:
    request, main = (workflow(OURS / "workflows" / n)["jobs"] for n in ("tests.yml", "site.yml"))
    for name, job in request.items():
        assert main[name] == {"if": "github.event_name == 'push'", **job}
        assert name in main["deploy"]["needs"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parents[2].name}/{file.name}")
def test_what_has_rights_runs_nothing_that_a_request_brings_along(file: Path) -> None:
    found = workflow(file)
    events = found[True] if isinstance(found[True], dict) else {found[True]: None}  # YAML's "on"
    assert "pull_request_target" not in events and "issue_comment" not in events
    for name, job in found["jobs"].items():
        uses = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
        assert all(step["with"]["persist-credentials"] is False for step in uses), name
        if "pull_request" in events:
            pushed = str(job.get("if", "")).startswith("github.event_name == 'push'")
            assert pushed or "write" not in job["permissions"].values(), name
        if "workflow_run" in events:
            main = "${{ github.event.repository.default_branch }}"
            assert all(step["with"]["ref"] == main for step in uses), name
            runs = " ".join(str(step.get("run", "")) for step in job["steps"])
            assert "${{" not in runs, name
            with_token = [s for s in job["steps"] if "TOKEN" in str(s.get("env", {}))]
            assert len(with_token) <= 1, "what is installed never sees the token"


def test_no_job_takes_up_what_an_earlier_one_kept() -> None:
    """A cache of the host can be written by an earlier commit of a request, and pages come out of it unseen."""
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert "actions/cache" not in text and "cache:" not in text, file


def test_workflows_are_called_what_others_wait_for() -> None:
    for top in (OURS, STARTER):
        called = {workflow(file)["name"] for file in top.glob("workflows/*.yml")}
        for name in ("answer.yml", "preview.yml"):
            waited = workflow(top / "workflows" / name)[True]["workflow_run"]["workflows"]
            assert waited == ["site", "review"] and called.issuperset(waited)
    assert (ROOT / made.WORKFLOW).is_file()
    said = (STARTER / "workflows/answer.yml").read_text(encoding="utf-8")
    assert f'"{answering.CONTEXT}"' in said
    allow = (STARTER / "workflows/preview.yml").read_text(encoding="utf-8")
    assert f'context="{previews.CONTEXT}"' in allow


def test_every_action_is_pinned_by_commit() -> None:
    uses = [
        use
        for file in FILES
        for use in re.findall(r"^[ -]*uses: (\S+)", file.read_text(encoding="utf-8"), re.M)
    ]
    assert len(uses) >= 5 and all(re.search(r"@[0-9a-f]{40}$", use) for use in uses)


def test_only_what_was_tested_and_built_apart_is_published() -> None:
    jobs = yaml.safe_load((FILE.parent / "release.yml").read_text(encoding="utf-8"))["jobs"]
    assert set(jobs["publish"]["needs"]) == jobs.keys() - {"publish"}
    assert jobs["publish"]["environment"] == "release"
    assert not [step for step in jobs["publish"]["steps"] if "run" in step]


def test_every_requirement_is_pinned_and_hashed_and_no_registry_is_named() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text and "--index" not in text and "--find-links" not in text
        pins = re.findall(r"^[a-z0-9]\S*==\S+ \\$", text, re.M | re.I)
        starts = [line for line in text.splitlines() if re.match(r"[a-zA-Z0-9]", line)]
        assert len(pins) == len(starts) > 15
        assert text.count("--hash=sha256:") >= len(pins)


def test_every_requirement_runs_on_the_oldest_python_that_the_readme_promises() -> None:
    promised = re.findall(
        r"Python (3\.\d+) or newer", (ROOT / "README.md").read_text(encoding="utf-8")
    )
    names = re.findall(
        r"^([a-z0-9][^=\s]*)==",
        (ROOT / "requirements/test.txt").read_text(encoding="utf-8"),
        re.M | re.I,
    )
    wanted = {name: metadata(name)["Requires-Python"] or "" for name in names}
    assert len(promised) == 1 and len(wanted) > 40
    assert [
        name for name, python in wanted.items() if f"{promised[0]}.0" not in SpecifierSet(python)
    ] == []


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("system", ["Windows win32 nt", "Darwin darwin posix", "Linux linux posix"])
def test_what_a_system_or_python_needs_besides_is_pinned_too(system: str, python: str) -> None:
    """A lock is made on one machine; elsewhere packages ask for others, which must be in it."""
    keys = ("platform_system", "sys_platform", "os_name")
    version = {"python_version": python, "python_full_version": f"{python}.5"}
    there = {**dict(zip(keys, system.split(), strict=True)), **version, "extra": ""}
    pinned = (ROOT / "requirements/test.txt").read_text(encoding="utf-8")
    names = re.findall(r"^([a-z0-9][^=\s]*)==", pinned, re.M | re.I)
    wanted = [Requirement(text) for name in names for text in requires(name) or ()]
    asked = {w.name for w in wanted if w.marker is None or w.marker.evaluate(there)}
    assert {canonicalize_name(name) for name in asked} <= {canonicalize_name(n) for n in names}


def test_every_npm_package_is_pinned_and_hashed_and_no_registry_is_named() -> None:
    folder = ROOT / "tests" / "web"
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    wanted = {key: package[key] for key in ("devDependencies", "optionalDependencies")}
    assert all(
        re.fullmatch(r"\d+\.\d+\.\d+", version)
        for versions in wanted.values()
        for version in versions.values()
    )
    text = (folder / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert packages.pop("").items() >= wanted.items()
    assert len(packages) > 50
    for name, package in packages.items():
        assert (
            "resolved" not in package
            and "funding" not in package
            and package["integrity"].startswith("sha512-")
        ), name


@pytest.mark.skipif(sys.platform == "win32", reason="the workflow runs elsewhere")
def test_a_cache_in_somebody_s_contribution_is_never_built_from(tmp_path: Path) -> None:
    steps = yaml.safe_load(FILE.read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    guard = next(run for run in runs if ".cache" in run)
    builds = [run for run in runs if run.startswith(("factsheet report", "mkdocs build"))]
    assert len(builds) == 2 and all(runs.index(guard) < runs.index(run) for run in builds)

    def shell(command: str) -> int:
        return subprocess.run(["bash", "-ec", command], cwd=tmp_path).returncode

    assert (
        shell("git init -q . && mkdir -p .cache/factsheet && touch .cache/factsheet/facts.sqlite")
        == 0
    )
    assert shell(guard) == 0
    assert shell("git add -f .cache") == 0 and shell(guard) != 0


def test_ci_is_the_test_command_of_the_readme_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == [
        "set -euo pipefail",
        'cd "$(dirname "$0")/.."',
        "python3 dev.py test",
    ]
    assert "```sh\npython3 dev.py test\n```" in (ROOT / "README.md").read_text(encoding="utf-8")
