"""What is other in a file, as git would show it."""

import difflib


def of_file(path: str, was: bytes | None, now: bytes | None) -> str:
    """The lines that differ, with two around them; None is a file that is not there."""
    if any(b"\0" in (one or b"")[:8_000] for one in (was, now)):  # as git tells it
        return f"Binary files a/{path} and b/{path} differ"
    old, new = ((one or b"").decode("utf-8", "replace").split("\n") for one in (was, now))
    before = f"a/{path}" if was is not None else "/dev/null"
    after = f"b/{path}" if now is not None else "/dev/null"
    return "\n".join(difflib.unified_diff(old, new, before, after, n=2, lineterm=""))
