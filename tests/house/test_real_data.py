"""The real facts: sound, complete against their ledgers, and with every slip of the hand told in its place."""

import re

import pytest
import yaml
from factsheet.build.whole import build
from factsheet.document.escape import in_markdown as encode
from factsheet.issues.issue import errors
from factsheet.kinds import schema
from factsheet.kinds import kinds_of
from projects import ROOT, built, real, run

KINDS = kinds_of(real())[0]
SCHEMAS = schema.schemas(KINDS)


def test_the_real_site_has_no_problem_at_all() -> None:
    assert built().issues == []


def test_every_claim_of_the_seed_article_is_kept_or_left_out_with_a_reason() -> None:
    ledger = next(s for s in built().ledgers if s.source == "sources/abc-retranslated-2024-12-08")
    ids = [c.id for c in ledger.claims]
    assert [i for i in ids if i.startswith("S")] == [f"S{n:03}" for n in range(1, 84)]
    assert [i for i in ids if i.startswith("Q")] == [f"Q{n:02}" for n in range(1, 17)]
    assert all(bool(c.facts) != bool(c.left_out) for c in ledger.claims)


def test_coverage_prints_both_counts() -> None:
    done = run("factsheet", "coverage", cwd=ROOT)
    assert done.returncode == 0
    claims, kept, left = map(
        int,
        re.search(r"all: (\d+) claims, (\d+) in the data, (\d+) left out", done.stdout).groups(),
    )  # type: ignore[union-attr]
    assert claims == kept + left and claims > 340
    assert done.stdout.count(" left out: ") == left


def test_every_claim_of_a_party_names_its_claimant_on_every_page() -> None:
    site = built()
    claimed = [s for s in site.library.statements.values() if s.status == "claimed"]
    assert len(claimed) > 30
    assert all(s.asserted_by for s in claimed)
    for statement in claimed:
        words = str(encode(statement.text.removesuffix("."))) if statement.text else ""
        shown = [
            str(site.files[page])
            for page, addresses in site.shows.items()
            if statement.address in addresses and not page.startswith("ar/")
        ]
        told = (line for page in shown for line in page.split("\n") if line[:8] != "linked: ")
        lines = [line for line in told if words and words in line]
        assert lines or not words, statement.address
        for line in lines:
            said = line[line.index(words) :][: len(words) + 400]
            assert "according to" in said or "by its own account" in said, (statement.address, line)
            assert "Claimed" in line, (statement.address, line)


def test_quotes_carry_the_wording_as_printed_and_the_better_one() -> None:
    library = built().library
    both = 0
    for record in library.of("quotes"):
        renditions = {w.rendition for w in record.of("wordings")}  # type: ignore[attr-defined]
        both += "as-printed" in renditions and len(renditions) > 1
    assert (
        both >= 9
    )  # the nine of the sixteen printed quotations for which a better-attested wording was found


def test_the_retranslated_article_and_its_original_count_once() -> None:
    page = str(built().files["sources/abc-retranslated-2024-12-08.md"])
    assert "counts as one source together with" in page and "abc-2024-12-08.md" in page


def test_no_page_reuses_the_garbled_heading() -> None:
    assert not [
        name for name, text in built().files.items() if "responsible for the situation" in str(text)
    ]


def test_every_data_file_names_its_schema_and_the_schemas_are_current() -> None:
    for path, content in real().items():
        if path.startswith("data/") and path.count("/") == 2 and path.endswith(".yml"):
            kind = path.split("/")[1]
            kind = "kind" if kind == "kinds" else kind
            assert content.decode().startswith(
                f"# yaml-language-server: $schema=../schema/{kind}.json\n"
            ), path
    for name, text in SCHEMAS.items():
        assert (ROOT / "data" / "schema" / name).read_text(encoding="utf-8") == text, (
            f"run: factsheet schema ({name} is old)"
        )


def test_the_schemas_accept_every_real_file() -> None:
    import json

    from jsonschema import Draft7Validator

    class Core(yaml.SafeLoader):
        """YAML 1.2, as editors read it: `on` is a text."""

    Core.yaml_implicit_resolvers = {
        c: [(t, r) for t, r in found if t != "tag:yaml.org,2002:bool" or c in "tTfF"]
        for c, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    validators = {kind: Draft7Validator(json.loads(SCHEMAS[f"{kind}.json"])) for kind in KINDS}
    validators["kinds"] = Draft7Validator(json.loads(SCHEMAS["kind.json"]))
    for path, content in real().items():
        if path.startswith("data/") and path.count("/") == 2 and path.endswith(".yml"):
            loaded = json.loads(json.dumps(yaml.load(content, Loader=Core), default=str))
            problems = [e.message for e in validators[path.split("/")[1]].iter_errors(loaded)]
            assert not problems, (path, problems)


ADDRESS = re.compile(
    r"(?<![\w/.-])((?:groups|people|cities|places|quotes|dates|sources)/[a-z0-9-]{4,})(?=[\s,\]#\"]|$)",
    re.M,
)


@pytest.mark.slow
def test_every_misspelt_id_in_the_data_is_told_with_the_nearest_one() -> None:
    """All at once: each address loses its last letter but one, and each line that names one must have its error."""
    tree, wanted = dict(real()), set()
    for path, content in real().items():
        if not path.startswith("data/") or not path.endswith(".yml") or path.count("/") < 2:
            continue
        text = content.decode()
        for number, line in enumerate(text.split("\n"), 1):
            if (
                ADDRESS.search(line)
                and not line.startswith("#")
                and "text:" not in line
                and "note:" not in line
            ):
                wanted.add((path, number))
        lines = [
            line
            if line.startswith("#") or "text:" in line or "note:" in line
            else ADDRESS.sub(lambda m: m[1][:-2] + "q" + m[1][-1], line)
            for line in text.split("\n")
        ]
        tree[path] = "\n".join(lines).encode()
    issues = build(tree).issues
    told = {
        (i.spot.path, i.spot.line) for i in issues if i.code in ("unknown-address", "wrong-kind")
    }
    assert len(wanted) > 500
    assert wanted <= told
    hinted = [
        i for i in issues if i.code == "unknown-address" and i.hint.startswith("did you mean")
    ]
    assert len(hinted) > 0.9 * len(told)


@pytest.mark.slow
def test_every_misspelt_id_in_the_prose_is_told_with_the_nearest_one() -> None:
    tree, count = dict(real()), 0
    pattern = re.compile(r'(\{\{ *\w+\(")([^"]{8,})"')
    for path in [p for p in tree if p.startswith("content/") and p.endswith(".md")]:
        text, changed = pattern.subn(
            lambda m: f'{m[1]}{m[2][:-2]}q{m[2][-1]}"', tree[path].decode()
        )
        tree[path], count = text.encode(), count + changed
    found = [i for i in build(tree).issues if i.code == "prose-address"]
    assert count > 60
    assert len(found) >= count
    assert sum(i.hint.startswith("did you mean") for i in found) > 0.9 * count


MISTAKES = [  # (file, what stands there, what is put there, the code that answers)
    ("data/groups/hts.yml", "name:", "nmae:", "unknown-key"),
    ("data/groups/hts.yml", "people/jolani", "people/jolany", "unknown-address"),
    ("data/groups/sna.yml", "checked: 2026-11-22", "checked: 2026-02-30", "bad-date"),
    ("data/groups/sdf.yml", "en: Syrian", "en: &a Syrian", "yaml-feature"),
    ("data/groups/rebels.yml", "references: [", "references: [no-such-paper, ", "unknown-address"),
    ("data/people/assad.yml", "name:", "name: Twice\nname:", "yaml-duplicate"),
    ("data/people/trump.yml", "checked: 2026-11-22", "checked: tomorrow", "bad-date"),
    ("data/people/lavrov.yml", "aliases: [", "aliases: nobody [", "wrong-shape"),
    ("data/people/rubio.yml", "en: Marco", "en:\tMarco", "bad-character"),
    ("data/cities/aleppo.yml", "value: [37", "value: [237", "bad-point"),
    ("data/cities/homs.yml", "status: claimed", "status: clamed", "bad-choice"),
    ("data/cities/hama.yml", "value: 312994", "value: 312,994", "bad-number"),
    (
        "data/cities/daraa.yml",
        "checked: 2026-11-22",
        "checked: 2026-11-22\ncolour: red",
        "unknown-key",
    ),
    ("data/places/syria.yml", "en: Syria", "en: [Syria]", "wrong-shape"),
    ("data/places/iran.yml", "name: Iran", "name: Iran: a country", "yaml-syntax"),
    ("data/sources/abc-2024-12-08.yml", "URL: https:", "URL: javascript:", "bad-url"),
    ("data/sources/ria-2024-12-07.yml", "language: ru", "language: Russian", "bad-choice"),
    ("data/quotes/trump-not-our-fight.yml", "preferred: true", "preferred: false", "bad-quote"),
    ("data/dates/offensive-begins.yml", "when: 2024-11-27", "when: 2024-11-31", "bad-date"),
    ("data/dates/hama-lost.yml", "text:", "txet:", "missing-key"),
]


def test_twenty_different_mistakes_at_once_are_twenty_messages_on_their_lines() -> None:
    tree = dict(real())
    wanted = []
    for path, old, new, code in MISTAKES:
        text = tree[path].decode()
        assert old in text, (path, old)
        at = text.index(old)
        line = (
            text.count("\n", 0, at)
            + 1
            + (1 if code == "yaml-duplicate" or "\ncolour" in new else 0)
        )
        tree[path] = text.replace(old, new, 1).encode()
        wanted.append((path, line, code))
    told = {(i.spot.path, i.spot.line, i.code) for i in errors(build(tree).issues)}
    # a required key that is missing is told at its record, a quote at its wordings
    loose = {(p, c) for p, _, c in told}
    for path, line, code in wanted:
        if code in ("missing-key", "bad-quote"):
            assert (path, code) in loose
        else:
            assert (path, line, code) in told, (
                path,
                line,
                code,
                sorted(t for t in told if t[0] == path),
            )
    assert len(wanted) == 20
