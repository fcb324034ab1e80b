"""Shell completion: the scripts for the shells, and the answers to what they ask while one types.

A shell asks by calling the command with `_FACTSHEET_COMPLETE` in the environment. Whatever goes
wrong is silence: a message would land in the middle of the line that somebody types.
"""

from __future__ import annotations

from os.path import commonprefix
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ZshComplete

if TYPE_CHECKING:
    from click.shell_completion import ShellComplete

VARIABLE = "_FACTSHEET_COMPLETE"


# The answer: what to do; then each candidate, and what is said of it, on a line of their own.
ZSH = """\
#compdef %(prog_name)s

%(complete_func)s() {
    local -a answer values shown
    local value said
    answer=("${(@f)$(COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT - 1)) \
        %(complete_var)s=zsh_complete ${words[1]/#\\~/$HOME} 2>/dev/null)}")
    case $answer[1] in
        dir) _path_files -/; return ;;
        file) _path_files -f; return ;;
    esac
    for value said in "${(@)answer[2,-1]}"; do
        values+=("$value")
        shown+=("$value${said:+  -- $said}")
    done
    (( $#values )) || return 1
    [[ $answer[1] == keep ]] && compstate[insert]='' compstate[list]='list force'
    compadd -U -l -V unsorted -d shown -a values
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""


def _lost(found: list[CompletionItem[Any]], typed: str) -> bool:
    """Whether a shell that puts in what all candidates begin with would take the word away."""
    begin = commonprefix([str(one.value) for one in found])
    whole = begin.startswith(typed) or "#" in begin  # behind it, the word has been understood
    return len(found) > 1 and not whole


class Bash(BashComplete):
    """Bash: where it would take the word away, the word is one more candidate."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """The candidates."""
        found = super().get_completions(args, incomplete)
        return [*found, CompletionItem(incomplete)] if _lost(found, incomplete) else found

    @staticmethod
    def _check_version() -> None:
        """Whoever asks for the script has the shell."""


class Zsh(ZshComplete):
    """Zsh: told to `keep` the word and list the candidates, or to `put` in what they share."""

    source_template = ZSH

    def complete(self) -> str:
        """The answer to the script."""
        args, incomplete = self.get_completion_args()
        found = self.get_completions(args, incomplete)
        if other := next((one.type for one in found if one.type != "plain"), ""):
            return other
        lines = ["keep" if _lost(found, incomplete) else "put"]
        for one in found:
            lines += [str(one.value), " ".join((one.help or "").split())]
        return "\n".join(lines)


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": FishComplete}


@click.command()
@click.argument("shell", type=click.Choice([*SHELLS]), metavar="SHELL", help="bash, zsh or fish")
def completion(shell: str) -> int:
    """Print the script with which a shell completes commands, addresses, sources, kinds."""
    from factsheet.command.line import group

    print(SHELLS[shell](group, {}, "factsheet", VARIABLE).source(), end="")
    return 0


def answer(group: click.Group, asked: str) -> int:
    """Print what may complete the line that a shell hands over; gives the exit status.

    `asked` is `bash_complete` and the like.
    """
    shell, _, what = asked.partition("_")
    if shell not in SHELLS or what != "complete":
        return 1
    try:
        print(SHELLS[shell](group, {}, "factsheet", VARIABLE).complete())
    except Exception:
        return 1
    return 0
