"""How much of each explainer rests on facts, as text for a terminal."""

from collections.abc import Mapping

from factsheet.build import handwritten
from factsheet.build.built import Built
from factsheet.language import plural
from factsheet.pages import coverage


def of(built: Built, tree: Mapping[str, bytes]) -> str:
    """A line for each explainer; below it, with their lines, the sentences that rest on none."""
    lines: list[str] = []
    for path, text in handwritten.bodies(tree).items():
        if not coverage.explains(text):
            continue
        found = coverage.of(text, built.library)
        share = 100 * found.resting // found.words if found.words else 100
        ours = f", {plural(found.judgement, 'word')} are judgement" if found.judgement else ""
        lines.append(f"{path}: {share} % of {plural(found.words, 'word')} rest on facts{ours}")
        lines += [f"  {line}: {said}" for line, said in found.bare]
        lines += [f"  {line}: (judgement) {said}" for line, said in found.judged]
    return "\n".join(lines) or "there is no explainer"
