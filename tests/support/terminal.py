"""Commands at a terminal that is played: what is typed, and what is shown."""

from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner
from factsheet.command import prompts
from factsheet.command.line import group
from factsheet.values import fold, scan
from hypothesis import strategies as st

# any text that a file may hold
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"]),
    min_size=1,
    max_size=60,
).filter(lambda text: bool(fold(text)) and scan(text, "", lambda issue: None))


def typed(project: Path, call: list[str], *lines: str) -> tuple[int, str]:
    """(exit status, what is shown) of a call at a terminal where these lines are typed."""
    with patch.object(prompts, "at_terminal", lambda: True):
        done = CliRunner().invoke(
            group,
            ["--root", str(project), *call, "--on", "2025-01-31"],
            input="\n".join(lines) + "\n",
            standalone_mode=False,
        )
    return (1 if done.exception else done.return_value), done.output
