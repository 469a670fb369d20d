"""Sending a file out: where to, which kind, whose data, to whom and why; asks before anything is replaced."""

import asyncio
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from platformdirs import user_documents_path
from textual import on
from textual.app import App

from liaison.errors import InvalidInputError
from liaison.exchange.going_out import ENDINGS, Errand, send_out
from liaison.text.fields import Field, clean, many_lines, one_line
from liaison.text.words import N_, _, n_
from liaison.tui.desk import Desk
from liaison.tui.forms.editors import ChoiceEditor
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.modals import ConfirmScreen
from liaison.tui.segment_lookups import segment_editor

KINDS: Mapping[str, str] = {
    ".xlsx": N_("workbook (.xlsx)"),
    ".csv": N_("list of people (.csv)"),
    ".vcf": N_("address cards (.vcf, version 4.0)"),
    ".vcf 3.0": N_("address cards for older telephones (.vcf, version 3.0)"),
    ".ics": N_("calendar (.ics)"),
    ".json": N_("for other programs (.json)"),
}
"""Each kind of file by its ending, with the version where there are several."""
_OLDER = "3.0"


def usual_place(day: date) -> Path:
    """Where an export goes unless somebody says otherwise: the user's documents, else the home folder."""
    documents = user_documents_path()
    folder = documents if documents.is_dir() else Path.home()
    return folder / f"liaison-{day.isoformat()}.xlsx"


class ExportForm(Form):
    """The questions; choosing another kind of file gives the path its ending."""

    def __init__(self, desk: Desk, values: Mapping[str, str]) -> None:
        # No label: the path needs the whole line.
        path = Field("path", "", lambda: _("Write to"), _read_path, required=True, hint=_path_hint)
        kind = Field("kind", "", lambda: _("Kind of file"), str, choices=_kinds, hint=_kind_hint)
        segment = Field("segment", "", lambda: _("Segment"), one_line(500), hint=_segment_hint)
        recipient = Field("recipient", "", lambda: _("Given to"), one_line(), hint=_recipient_hint)
        purpose = Field("purpose", "", lambda: _("What for"), many_lines(), hint=_purpose_hint)
        super().__init__(
            [path, kind, segment, recipient, purpose],
            values=values,
            editors={"segment": segment_editor(desk, empty_is_all=True), "kind": ChoiceEditor(_kinds(), ".xlsx")},
        )
        self._kind = values.get("kind", ".xlsx")

    @on(Form.Changed)
    def _give_ending(self) -> None:
        kind = self.values()["kind"]
        if kind and kind != self._kind:
            self._kind = kind
            typed = Path(self.values()["path"])
            if typed.name:
                self.editor("path").set_typed(str(typed.with_suffix(kind.split()[0])))


async def export_office(app: App[Any], desk: Desk, segment: str = "") -> None:
    """Ask in a worker, write the file, and say what was noted; ``segment`` is what is offered to be chosen."""

    async def write(values: dict[str, Any]) -> tuple[Path, int]:
        path: Path = values["path"]
        if path.exists() and not await app.push_screen_wait(_replace_question(path)):
            raise InvalidInputError(_("Not written: {path} exists already.").format(path=path), field="path")
        older = values["kind"].endswith(_OLDER)
        errand = Errand(
            desk.today(),
            recipient=values["recipient"],
            purpose=values["purpose"],
            segment=values["segment"],
            version=_OLDER if older else "4.0",
        )
        sent = await asyncio.to_thread(send_out, desk.store, path, errand)
        return path, sent.left_out

    typed = {"path": str(usual_place(desk.today())), "kind": ".xlsx", "segment": segment}
    remark = _("What goes out is noted: what, whose, to whom and why. Keep the file as safe as the store itself.")
    dialog = FormDialog(_("Export"), lambda: ExportForm(desk, typed), write, remark=remark)
    done = await app.push_screen_wait(dialog)
    if done is None:
        return
    path, left_out = done
    said = _("Written: {path}").format(path=path)
    if left_out:
        sentence = n_(
            "{count} person who is not to be contacted, has died or is archived is not in it.",
            "{count} people who are not to be contacted, have died or are archived are not in it.",
            left_out,
        )
        said = f"{said}\n{sentence.format(count=left_out)}"
    app.notify(said, markup=False)


def _kinds() -> list[tuple[str, str]]:
    return [(ending, _(words)) for ending, words in KINDS.items()]


def _path_hint() -> str:
    return _("The ending says what kind of file it is: {endings}.").format(endings=" ".join(ENDINGS))


def _kind_hint() -> str:
    return _("A workbook and JSON hold everything but the history; with a segment, only its people.")


def _segment_hint() -> str:
    return _("Whose data goes out; everybody's when empty.")


def _recipient_hint() -> str:
    return _("Who gets the file; leave it empty for the office's own use.")


def _purpose_hint() -> str:
    return _("What it is given out for, such as an invitation.")


def _replace_question(path: Path) -> ConfirmScreen:
    question = _("{path} exists already. Replace it?").format(path=path)
    return ConfirmScreen(question, _("Replace"), _("Keep"))


def _read_path(typed: str) -> Path:
    text = clean(typed)
    if not text:
        raise InvalidInputError(_("Say where to write the file."))
    path = Path(text).expanduser()
    return path if path.suffix else path.with_suffix(".xlsx")
