"""Writing the office workbook: asks for the place, and before anything that is there is replaced."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

from platformdirs import user_documents_path
from textual.app import App

from liaison.errors import InvalidInputError
from liaison.exchange.export import export_store
from liaison.text.fields import Field, clean
from liaison.text.words import _
from liaison.tui.desk import Desk
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.modals import ConfirmScreen


def usual_place(day: date) -> Path:
    """Where an export goes unless somebody says otherwise: the user's documents, else the home folder."""
    documents = user_documents_path()
    folder = documents if documents.is_dir() else Path.home()
    return folder / f"liaison-{day.isoformat()}.xlsx"


async def export_office(app: App[Any], desk: Desk) -> None:
    """Ask for the place in a worker, and write the file there."""

    async def write(values: dict[str, Any]) -> Path:
        path: Path = values["path"]
        if path.exists() and not await app.push_screen_wait(_replace_question(path)):
            raise InvalidInputError(_("Not written: {path} exists already.").format(path=path), field="path")
        await asyncio.to_thread(export_store, desk.store, path)
        return path

    field = Field(
        "path",
        "",
        lambda: _("Write to"),
        _read_path,
        required=True,
        hint=lambda: _("The ending says what: .xlsx everything, .json everything, .csv the representatives."),
    )
    place = str(usual_place(desk.today()))
    remark = _("Everything but the history goes into the file: keep it as safe as the store itself.")
    dialog = FormDialog(_("Export the office"), lambda: Form([field], values={"path": place}), write, remark=remark)
    path = await app.push_screen_wait(dialog)
    if path is not None:
        app.notify(_("Written: {path}").format(path=path), markup=False)


def _replace_question(path: Path) -> ConfirmScreen:
    question = _("{path} exists already. Replace it?").format(path=path)
    return ConfirmScreen(question, _("Replace"), _("Keep"))


def _read_path(typed: str) -> Path:
    text = clean(typed)
    if not text:
        raise InvalidInputError(_("Say where to write the file."))
    path = Path(text).expanduser()
    return path if path.suffix else path.with_suffix(".xlsx")
