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
from factsheet.build import MARKDOWN, Built, build, facts, load, past
from factsheet.cache import Memory
from factsheet.evidence import Library
from factsheet.issues import Issue, errors
from factsheet.pages import Stale
from factsheet.reading import Record
from factsheet.values import ID

Loaded = tuple[Built, dict[str, bytes]]  # what was built, and from which files
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

    `memory` has what former edits of the same project worked out, if there were any. What is
    `loaded` already spares reading and building it; such an edit makes no pages from facts, and
    judges facts and hand-written pages alone.

    Raises `Refused`, and CannotWrite when an interrupted edit cannot be finished.
    """

    def __init__(
        self, root: Path, on: date, memory: Memory | None = None, loaded: Loaded | None = None
    ) -> None:
        self.root, self.on = root, on
        self._memory = Memory() if memory is None else memory
        self._form = None if loaded else MARKDOWN
        self.finished = [] if loaded else disk.journal.finish(root)
        self.built, self.tree = loaded or load(root, memory=self._memory)[:2]
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
        return self.before(path)

    def before(self, path: str) -> bytes | None:
        """A file as it was before the edit, also one beside the facts; None: not there."""
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
        return {path: new for path, new in sorted(now.items()) if new != self.before(path)}

    def files(self) -> dict[str, bytes]:
        """The files of the project as edited so far; of those beside the facts what changed."""
        now = {**self.tree, **self.changes()}
        return {path: content for path, content in now.items() if content is not None}

    def check(self, work: Collection[str] = ()) -> Outcome:
        """What the edit would do; `work` are the codes of errors that it makes on purpose."""
        changes, tree = self.changes(), self._tree()
        stale = Stale(past=past.of(self.root))
        built = self.built
        if changes:
            built = build(tree, memory=self._memory, stale=stale, form=self._form)
        told = [difference.of_file(path, self.before(path), now) for path, now in changes.items()]
        outcome = Outcome(list(changes), "\n".join(told), built=built, tree=tree)
        self._judge(outcome, work)
        return outcome

    def judged(self) -> None:
        """Judge it as it stands, so that the next judgement has what this one has worked out."""
        build(
            self._tree(), memory=self._memory, stale=Stale(past=past.of(self.root)), form=self._form
        )

    def try_out(self) -> Outcome:
        """What the facts would be, and what is wrong with them, without any page: at once."""
        outcome = Outcome(list(self.changes()), tree=self._tree())
        outcome.built = facts(outcome.tree, self._memory)
        self._judge(outcome)
        return outcome

    def _tree(self) -> dict[str, bytes]:
        files = self.files().items()
        return {path: now for path, now in files if path.partition("/")[0] in disk.FOLDERS}

    def _judge(self, outcome: Outcome, work: Collection[str] = ()) -> None:
        """Tell the issues that the edit newly causes from those that were there."""
        before = Counter((i.code, i.message) for i in self.built.issues)
        for issue in outcome.built.issues:
            if before[issue.code, issue.message] > 0:
                before[issue.code, issue.message] -= 1
            elif not errors([issue]):
                outcome.warnings.append(issue)
            else:
                meant = issue.code in work or issue.code in ALWAYS_WORK
                (outcome.work if meant else outcome.refused).append(issue)

    def finish(self, work: Collection[str] = (), dry_run: bool = False) -> Outcome:
        """Write the edit, unless it would cause errors that it does not make on purpose.

        Raises CannotWrite when somebody changed one of the files meanwhile.
        """
        outcome = self.check(work)
        if not outcome.refused and not dry_run and outcome.changed:
            changes = self.changes()
            before = {path: self.before(path) for path in changes}
            disk.journal.replace_all(self.root, changes, before)
            outcome.written = True
        return outcome
