"""An edit of a project: files changed in memory, judged whole, written all or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from factsheet import disk
from factsheet.bench.edits import difference
from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.places import Place, parts_of, record_place, unknown
from factsheet.bench.edits.plain_data import Steps
from factsheet.build import Built, build, load, past
from factsheet.cache import Memory
from factsheet.evidence import Library
from factsheet.issues import Issue, errors
from factsheet.pages import Stale
from factsheet.reading import Record
from factsheet.values import ID


ALWAYS_WORK = ("stale-telling",)  # a passage that has to be read again holds up no edit


@dataclass(slots=True)
class Outcome:
    """What an edit does: its difference, and what the site says of it.

    `refused` are errors that the edit would newly cause, `work` those of them that it makes on
    purpose and somebody has to mend, `warnings` the rest that is new.
    """

    changed: list[str] = field(default_factory=list)
    diff: str = ""
    refused: list[Issue] = field(default_factory=list)
    work: list[Issue] = field(default_factory=list)
    warnings: list[Issue] = field(default_factory=list)
    built: Built = field(default_factory=Built)
    tree: dict[str, bytes] = field(default_factory=dict)
    written: bool = False


class Edit:
    """A project that is being edited; `on` is the day of the edit.

    Raises `Refused`, and CannotWrite when an interrupted edit cannot be finished.
    """

    def __init__(self, root: Path, on: date) -> None:
        self.root, self.on = root, on
        self.finished = disk.journal.finish(root)
        self._memory = Memory()
        self.built, self.tree, _ = load(root, memory=self._memory)
        self._docs: dict[str, Doc] = {}
        self._files: dict[str, bytes | None] = {}
        self._read: dict[str, bytes | None] = {}

    @property
    def library(self) -> Library:
        """The facts as they were before the edit."""
        return self.built.library

    def content(self, path: str) -> bytes | None:
        """A file as edited so far, also one beside the facts (mkdocs.yml); None: not there."""
        if path in self._docs:
            return self._docs[path].content
        if path in self._files:
            return self._files[path]
        return self._before(path)

    def _before(self, path: str) -> bytes | None:
        if path in self.tree:
            return self.tree[path]
        if path not in self._read:
            self._read[path] = disk.read_one(self.root, path)
        return self._read[path]

    def doc(self, path: str) -> Doc:
        """A YAML file, to be edited where it stands; an empty one for a path that is not there."""
        if path not in self._docs:
            content = self.content(path)
            self._files.pop(path, None)
            self._docs[path] = Doc(content or b"", path)
        return self._docs[path]

    def put(self, path: str, content: bytes | None) -> None:
        """A whole file: new, in the place of another, or none any more."""
        self._docs.pop(path, None)
        self._files[path] = content

    def record(self, address: str) -> Record:
        """The record of an address, or of the part of one. Raises `Refused`."""
        record: Record | None = self.library.records.get(address.partition("#")[0])
        if record is None:
            raise unknown(self.library, address)
        return record

    def place(self, address: str) -> Place:
        """Where a record, a statement, a wording or a dispute stands. Raises `Refused`."""
        home, hash_, anchor = address.partition("#")
        path, steps = self._home(home, address)
        if not hash_:
            return path, steps
        found = parts_of(self.doc(path), steps).get(anchor)
        if found is None:
            raise unknown(self.library, address)
        return path, found

    def _home(self, home: str, address: str) -> Place:
        """Where a record stands, a draft and one that this edit made included."""
        record = self.library.records.get(home)
        if record and self.content(record.path) is not None:
            return record_place(record)
        kind, _, id_ = home.partition("/")
        path, many = f"data/{home}.yml", f"data/{kind}.yml"
        known = kind in self.built.kinds and ID.fullmatch(id_)
        if known and self.content(path) is not None:
            return path, ()
        if known and self.content(many) is not None and self.doc(many).has((id_,)):
            return many, (id_,)
        raise unknown(self.library, address)

    def statement(self, address: str) -> tuple[Doc, Steps]:
        """The file of a record or a part of one, and where in it that stands."""
        path, steps = self.place(address)
        return self.doc(path), steps

    def changes(self) -> dict[str, bytes | None]:
        """Every file that is not as it was, as it is now."""
        now = {path: doc.content for path, doc in self._docs.items()} | self._files
        return {path: new for path, new in sorted(now.items()) if new != self._before(path)}

    def files(self) -> dict[str, bytes]:
        """The files of the project as edited so far; of those beside the facts what changed."""
        now = {**self.tree, **self.changes()}
        return {path: content for path, content in now.items() if content is not None}

    def check(self, work: Collection[str] = ()) -> Outcome:
        """What the edit would do; `work` are the codes of errors that it makes on purpose."""
        changes = self.changes()
        files = self.files().items()
        tree = {path: now for path, now in files if path.partition("/")[0] in disk.FOLDERS}
        stale = Stale(past=past.of(self.root))
        built = build(tree, memory=self._memory, stale=stale) if changes else self.built
        told = [difference.of_file(path, self._before(path), now) for path, now in changes.items()]
        outcome = Outcome(list(changes), "\n".join(told), built=built, tree=tree)
        before = Counter((i.code, i.message) for i in self.built.issues)
        for issue in built.issues:
            if before[issue.code, issue.message] > 0:
                before[issue.code, issue.message] -= 1
            elif not errors([issue]):
                outcome.warnings.append(issue)
            else:
                meant = issue.code in work or issue.code in ALWAYS_WORK
                (outcome.work if meant else outcome.refused).append(issue)
        return outcome

    def finish(self, work: Collection[str] = (), dry_run: bool = False) -> Outcome:
        """Write the edit, unless it would cause errors that it does not make on purpose.

        Raises CannotWrite when somebody changed one of the files meanwhile.
        """
        outcome = self.check(work)
        if not outcome.refused and not dry_run and outcome.changed:
            changes = self.changes()
            before = {path: self._before(path) for path in changes}
            disk.journal.replace_all(self.root, changes, before)
            outcome.written = True
        return outcome
