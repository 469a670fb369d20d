"""The mailing list as a file that goes out: that it was given out, to whom and why, is recorded with it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from liaison.letters.job import people_on
from liaison.letters.pieces import PrintJob
from liaison.printing.engine import Progress, Stopped
from liaison.printing.jobs import PrintReport, print_list
from liaison.printing.options import PrintOptions
from liaison.stewardship.disclosures import Given, Handout
from liaison.stewardship.giving_out import give_out
from liaison.store.store import Store

_FIELDS = ("name", "country", "region", "city", "district", "lines", "postcode")


@dataclass(frozen=True)
class Reader:
    """Who gets a list, on which day and why; nobody but the office without a recipient."""

    given_on: date
    recipient: str = ""
    purpose: str = ""


def give_out_list(
    store: Store,
    job: PrintJob,
    target: Path,
    options: PrintOptions,
    reader: Reader,
    *,
    progress: Progress | None = None,
    stopped: Stopped | None = None,
) -> PrintReport:
    """Print the mailing list of a job as `print_list` does, and record that it was given out.

    Raises:
        As `print_list` and `give_out`; then there is neither a file nor a record.
    """
    reports: list[PrintReport] = []
    handout = Handout(
        Given.MAILING_LIST,
        target.suffix.lower().removeprefix("."),
        reader.given_on,
        people=store.read(people_on, _ids(job)),
        fields=_FIELDS,
        scope=job.campaign,
        recipient=reader.recipient,
        purpose=reader.purpose,
    )

    def write(path: Path) -> None:
        reports.append(print_list(job, path, options, progress=progress, stopped=stopped))

    give_out(store, target, handout, write)
    return replace(reports[0], path=target)


def _ids(job: PrintJob) -> Collection[int]:
    return {piece.id for piece in job.pieces}
