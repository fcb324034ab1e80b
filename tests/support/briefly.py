"""Runs Python as it is called, but what would run until somebody ends it only until it is ready; then it gets a Ctrl+C.

`python briefly.py -m mkdocs serve` serves on a port that is free. Ends with the exit status of what was run.
"""

import signal
import socket
import subprocess
import sys

READY = {
    "serve": "Serving on",
    "--watch": "watching for changes",
}  # an argument -> what is then said


def main(call: list[str]) -> int:
    """Run Python with the arguments `call`; gives its exit status."""
    command = [sys.executable, *call]
    ready = next((said for word, said in READY.items() if "-m" in call and word in call), "")
    if not ready:
        return subprocess.run(command).returncode
    if "serve" in call and "-a" not in call:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            command += ["-a", f"127.0.0.1:{free.getsockname()[1]}"]
    told = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    listen = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731 - tests in the background ignore Ctrl+C
    with subprocess.Popen(command, encoding="utf-8", preexec_fn=listen, **told) as going:  # type: ignore[call-overload]
        for line in going.stdout:
            print(line, end="", flush=True)
            if ready in line:
                going.send_signal(signal.SIGINT)
        return int(going.wait(20))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
