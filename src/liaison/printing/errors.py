"""What can go wrong while printing."""

from liaison.errors import ConflictError, LiaisonError


class PrintError(LiaisonError):
    """Something could not be printed; no file was written, and an older one is as it was."""

    code = "print"


class PrintStoppedError(ConflictError):
    """The print was stopped before it was done; no file was written, and an older one is as it was."""

    code = "print_stopped"


class GlyphError(PrintError):
    """A text has characters that none of the fonts has."""

    code = "glyph"
