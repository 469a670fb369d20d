"""Writing the report that is shown: asks where, for whom and why, then writes in the background."""

import asyncio
from pathlib import Path
from typing import Any

from textual.app import App

from liaison.errors import InvalidInputError, LiaisonError
from liaison.reports.document import Report
from liaison.reports.files import ENDINGS, check_ending, save_report
from liaison.stewardship.disclosures import Given
from liaison.text.fields import Field, clean
from liaison.text.words import _
from liaison.tui.desk import Desk
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.given_fields import given_fields
from liaison.tui.forms.modals import ConfirmScreen
from liaison.tui.screens.export_dialog import usual_place

_USUAL_ENDINGS = {Given.BEFORE_CALL: ".pdf"}


async def write_report(app: App[Any], desk: Desk, report: Report) -> None:
    """Ask in a worker, and write the file; the screen is free meanwhile."""

    async def check(values: dict[str, Any]) -> dict[str, Any]:
        path: Path = values["path"]
        if path.exists():
            question = _("{path} exists already. Replace it?").format(path=path)
            if not await app.push_screen_wait(ConfirmScreen(question, _("Replace"), _("Keep"))):
                raise InvalidInputError(_("Not written: {path} exists already.").format(path=path), field="path")
        return values

    dialog = FormDialog(
        _("Write a file"),
        lambda: _form(desk, report),
        check,
        remark=_("That the file went out is recorded, with whom it went to and why."),
    )
    values = await app.push_screen_wait(dialog)
    if values is None:
        return
    app.notify(_("Writing {path} …").format(path=values["path"].name), markup=False)
    try:
        await asyncio.to_thread(
            save_report,
            desk.store,
            report,
            values["path"],
            recipient=values["recipient"],
            purpose=values["purpose"],
        )
    except LiaisonError as error:
        app.notify(error.sentence, severity="error", markup=False)
        return
    app.notify(_("Written: {path}").format(path=values["path"]), markup=False)


def _form(desk: Desk, report: Report) -> Form:
    name = "".join("-" if character in '/\\:*?"<>|' else character for character in report.title)
    place = usual_place(desk.today()).parent / f"{name}-{report.made_on}{_USUAL_ENDINGS.get(report.given, '.xlsx')}"
    fields = [
        Field(
            "path",
            "",
            lambda: _("Write to"),
            _read_path,
            required=True,
            hint=lambda: _("The ending says what: {endings}.").format(endings=" ".join(ENDINGS)),
        ),
        *given_fields(),
    ]
    return Form(fields, values={"path": str(place)})


def _read_path(typed: str) -> Path:
    text = clean(typed)
    if not text:
        raise InvalidInputError(_("Say where to write the file."))
    path = Path(text).expanduser()
    path = path if path.suffix else path.with_suffix(".xlsx")
    check_ending(path)
    return path
