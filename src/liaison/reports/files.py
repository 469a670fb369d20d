"""A report as a file: the ending says which format; that it was given out is recorded with it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from liaison.errors import InvalidInputError
from liaison.reports.document import Report
from liaison.stewardship.disclosures import Given, Handout
from liaison.stewardship.giving_out import give_out
from liaison.store.store import Store
from liaison.text.words import _, listed

ENDINGS = (".xlsx", ".docx", ".pdf", ".md", ".csv", ".json")
_CONTACT_FIELDS = ("name", "happened_on", "kind", "place", "summary")
_FIELDS: Mapping[Given, tuple[str, ...]] = {
    Given.VISITS: (*_CONTACT_FIELDS, "text"),
    Given.COVERAGE: ("name",),
    Given.REVIEW: ("name",),
    Given.BEFORE_CALL: (*_CONTACT_FIELDS, "text", "unit", "post", "phone"),
}
_FIELDS_OF_RECORDS = ("name", "sector", "tier", "unit", "post", "town", "country", "city", "status")
"""What a workbook and data hold besides, in the records behind the figures."""


def check_ending(path: Path) -> str:
    """The ending of a file that a report can be written to.

    Raises:
        InvalidInputError: for any other.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        sentence = _("{path}: a file to write to ends in one of: {endings}.")
        raise InvalidInputError(sentence.format(path=path, endings=listed(ENDINGS)), field="output")
    return ending


def save_report(store: Store, report: Report, target: Path, *, recipient: str = "", purpose: str = "") -> int:
    """Write a report to a file, whole or not at all, and record that it was given out, to whom and why.

    Returns the number of the disclosure.

    Raises:
        InvalidInputError: for another ending, or when the file cannot be written.
        NotFoundError: when the folder does not exist.
        PrintError: when its pages cannot be set.
    """
    ending = check_ending(target)
    fields = _FIELDS[report.given]
    if ending == ".xlsx":
        fields = tuple(dict.fromkeys((*fields, *_CONTACT_FIELDS, "text", *_FIELDS_OF_RECORDS)))
    handout = Handout(
        report.given,
        ending[1:],
        report.made_on,
        people=report.people,
        fields=fields,
        scope=" · ".join(text for text in (report.title, report.span) if text),
        recipient=recipient,
        purpose=purpose,
    )
    return give_out(store, target, handout, _writer(store, report, ending))


def _writer(store: Store, report: Report, ending: str) -> Callable[[Path], object]:
    """What writes a format; each is loaded only when it is asked for."""
    if ending == ".xlsx":
        from liaison.reports.workbook import write_workbook  # noqa: PLC0415 - one format of several

        return lambda path: store.read(write_workbook, report, path)
    if ending == ".docx":
        from liaison.reports.word_file import write_word  # noqa: PLC0415 - likewise

        return lambda path: write_word(report, path)
    if ending == ".pdf":
        from liaison.reports.pages import write_pages  # noqa: PLC0415 - likewise

        return lambda path: write_pages(report, path)
    from liaison.reports import plain_text  # noqa: PLC0415 - likewise

    plain = {".md": plain_text.write_markdown, ".csv": plain_text.write_csv, ".json": plain_text.write_json}[ending]
    return lambda path: plain(report, path)
