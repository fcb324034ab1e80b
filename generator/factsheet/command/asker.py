"""The questions of one call, asked at a terminal: each answer is read back in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factsheet.command import prompts

if TYPE_CHECKING:
    from collections.abc import Callable

    from factsheet.bench import Edit, asking

    Typed = dict[str, list[str]]
    # adds a source of which so much is typed; gives how it is cited, or nothing
    NewSource = Callable[[str], str]


class Asker:
    """Asks the questions of one call, and knows what the site's records are called."""

    def __init__(self, edit: Edit, new_source: NewSource | None = None) -> None:
        from factsheet.reading import outlines

        self.kinds, self.new_source = edit.built.kinds, new_source
        self.names = dict(outlines(edit.tree, self.kinds))

    def fill(self, questions: list[asking.Question], typed: Typed, draft: bool = False) -> None:
        """Put the answers to what is required, usual or wanted beside what is typed already."""
        from dataclasses import replace

        from factsheet.bench import asking
        from factsheet.build import say

        say("? explains a question; nothing is written before you say so")
        self.fact = any(question.key == "text" and question.required for question in questions)
        for question in questions:
            if (question.required or question.usual) and question.key not in typed:
                if not (draft and question.source):
                    self._put(question, typed)
        self.more(questions, typed)
        while lacking := asking.missing(questions, typed, draft):
            self._put(replace(lacking[0], required=True), typed)

    def more(self, questions: list[asking.Question], typed: Typed, said: str = "more?") -> None:
        """Ask for what can be left out, as long as some of it is wanted."""
        from factsheet.build import say
        from factsheet.issues import closest

        while rest := {q.key: q for q in questions if q.key not in typed and not q.required}:
            help_ = "\n  ".join(f"{key}: {_help(question)}" for key, question in rest.items())
            answer = prompts.text(f"{said} ({', '.join(rest)}; Enter: no)", help_=help_)
            if not answer or answer.lower() in prompts.NOTHING:
                return
            key = closest(answer.lower().replace(" ", "_"), rest)
            if key in rest:
                self._put(rest[key], typed)
            else:
                say(f'  "{answer}" is none of these')

    def _put(self, question: asking.Question, typed: Typed) -> None:
        """Ask one question, for several answers where there can be several."""
        found = self.ask(question, needed=question.required)
        while found and question.many and (more := self.ask(question, needed=False, again=True)):
            found += more
        if found:
            typed[question.key] = found

    def ask(self, question: asking.Question, needed: bool, again: bool = False) -> list[str]:
        """One answer that is sound, read back in words; none where it may be left out."""
        from factsheet.build import say

        said = _shown(question, needed, again)
        while True:
            answer = prompts.text(said, help_=_help(question))
            if not needed and (not answer or (again and answer.lower() in prompts.NOTHING)):
                return []
            if not answer:
                say(f"  {prompts.NEEDED}: {_help(question)}")
            elif found := self._understood(question, answer):
                return [found]

    def _understood(self, question: asking.Question, answer: str) -> str:
        """An answer as it stands in a file; nothing when it is told why it is none."""
        from factsheet.bench import answers
        from factsheet.build import say

        if question.source:
            return self._source(question, answer)
        if question.to is not None and answer not in self.names:
            answer = self._record(question, answer)
        elif question.choices and answer.isdigit() and 0 < int(answer) <= len(question.choices):
            answer = list(question.choices)[int(answer) - 1]
        if not answer:
            return ""
        try:
            answers.read(question, [answer])
        except answers.Unfit as why:
            say(f"  {why}")
            return ""
        if words := answers.in_words(question, answer, self.names, self.fact):
            say(f"  {answer}: {words}")
        return answer

    def _record(self, question: asking.Question, answer: str) -> str:
        """The address that words mean; the words themselves where somebody without one may be."""
        from factsheet.bench import answers
        from factsheet.build import say

        found = answers.candidates(question, answer, self.names)
        rows = [self._called(address) for address in found]
        if len(found) == 1 and prompts.sure(f"  {rows[0]}?"):
            return found[0]
        if len(found) > 1 and (at := prompts.choice("  which?", rows)) is not None:
            return found[at]
        if question.words:
            return answer
        where = f" among {', '.join(question.to)}" if question.to else ""
        say(f'  nothing is called "{answer}"{where}; factsheet add makes a record')
        return ""

    def _source(self, question: asking.Question, answer: str) -> str:
        """A source with the place in it: one that is there, or one that is added with this."""
        from factsheet.build import say

        words, hash_, place = answer.partition("#")
        words = words.strip().removeprefix(f"{self.kinds.sources}/")
        address = f"{self.kinds.sources}/{words}"
        if "://" in answer or answer.lower().endswith((".html", ".htm")):
            return self._added(answer)
        if address not in self.names:
            address = self._meant(question, words)
        if not address:
            return self._added(words)
        say(f"  {self._called(address)}")
        return f"{address.partition('/')[2]}{hash_}{place}"

    def _meant(self, question: asking.Question, words: str) -> str:
        """The address of the source that words mean, if one is meant."""
        from dataclasses import replace

        from factsheet.bench import answers

        sources = replace(question, to=(self.kinds.sources,))
        found = answers.candidates(sources, words, self.names)
        if len(found) == 1:
            return found[0] if prompts.sure(f"  {self._called(found[0])}?") else ""
        at = prompts.choice("  which?", [self._called(a) for a in found]) if found else None
        return "" if at is None else found[at]

    def _added(self, typed: str) -> str:
        """The id of a source that is added with what is under way."""
        from factsheet.build import say

        if self.new_source is None:
            say("  no such source; factsheet add source adds one")
            return ""
        return self.new_source(typed)

    def _called(self, address: str) -> str:
        """An address with what it is called; a source with its title, publisher and day."""
        names = self.names[address].names
        source = address.startswith(f"{self.kinds.sources}/")
        called = dict.fromkeys((names[0], names[-1]) if source else names[:1])
        return f"{address}: {', '.join(called)}"


def _shown(question: asking.Question, needed: bool, again: bool) -> str:
    """A question as it is asked: `Status (1 accepted, 2 claimed …; Enter: leave out)`."""
    if again:
        return f"{question.label}, one more (Enter: no)"
    notes = [f"{n} {key}" for n, key in enumerate(question.choices, 1)]
    hint = ", ".join(notes) or (f"as in {question.example}" if question.example else "")
    left = "" if needed else "Enter: leave out"
    told = "; ".join(filter(None, (hint, left)))
    return f"{question.label} ({told})" if told else question.label


def _help(question: asking.Question) -> str:
    to = f"one of: {', '.join(question.to)}" if question.to else ""
    return "; ".join(filter(None, (question.help, to))) or question.label
