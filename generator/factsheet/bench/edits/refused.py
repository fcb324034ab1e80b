"""What the bench will not do, told to the person who asked for it."""


class Refused(Exception):
    """An edit that was not begun; the message says why, `hint` what to do instead.

    `code` is that of the issue for which a file is not read, if that is why.
    """

    def __init__(self, message: str, hint: str = "", code: str = "") -> None:
        super().__init__(f"{message}; {hint}" if hint else message)
        self.hint, self.code = hint, code
