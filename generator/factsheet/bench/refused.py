"""What the bench will not do, told to the person who asked for it."""


class Refused(Exception):
    """An edit that was not begun; the message says why, `hint` what to do instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}; {hint}" if hint else message)
        self.hint = hint
