"""The workflows: valid, least privilege, pinned; and the locked requirements name no registry."""

import json
import re
import subprocess
import sys
from importlib.metadata import metadata, requires
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from projects import ROOT

STARTER = ROOT / "generator/factsheet/command/starter/common/dot-github/workflows/site.yml"
FILES = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), STARTER]
FILE = ROOT / ".github" / "workflows" / "site.yml"


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


def test_permissions_are_the_least_that_work() -> None:
    workflows = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES]
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
        "facts": {"contents": "read"},
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }


def test_every_action_is_pinned_by_commit() -> None:
    uses = [
        use
        for file in FILES
        for use in re.findall(r"uses: (\S+)", file.read_text(encoding="utf-8"))
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
    assert runs.index(guard) < runs.index("python3 dev.py build")

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
