"""What can go wrong in a way that a user can mend: each error has a code and an exit code."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line answers to the shell."""

    DONE = 0
    FINDINGS = 1
    WRONG_USE = 2
    NOT_FOUND = 3
    CONFLICT = 4
    STORE_UNUSABLE = 5
    BUG = 70


class LiaisonError(Exception):
    """An expected error; its text is a whole sentence for the user, in the user's language.

    ``field`` names the field of a form or the option of a command that is wrong, if one is.
    """

    code = "error"
    exit_code = ExitCode.WRONG_USE

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class InvalidInputError(LiaisonError):
    """A value that cannot be taken as it was given."""

    code = "invalid"


class NotFoundError(LiaisonError):
    """Nothing in the store answers to what was asked for."""

    code = "not_found"
    exit_code = ExitCode.NOT_FOUND


class ConflictError(LiaisonError):
    """The change contradicts what the store already holds."""

    code = "conflict"
    exit_code = ExitCode.CONFLICT


class StoreError(LiaisonError):
    """The store cannot be opened, read or written."""

    code = "store"
    exit_code = ExitCode.STORE_UNUSABLE
