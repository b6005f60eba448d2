"""The one error a user may see: a sentence saying what, where and what to do. Only the command line prints it."""


class DrillgrokError(Exception):
    """Something the user can mend.

    `what` says what is wrong, `where` names the file, line or command, `mend` says what to do next.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        mend = f" {self.mend}" if self.mend else ""
        return f"{place}{self.what}{mend}"
