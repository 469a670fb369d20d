"""What the letters of a campaign say in one language: heading, text with fields, signature; checked as it is typed."""

from collections.abc import Mapping
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static, TextArea

from liaison.errors import ConflictError
from liaison.letters.closings import default_heading, unfit_words
from liaison.letters.fields import LETTER_TEXT_FIELDS
from liaison.letters.queries import CampaignRow, TextRow, campaign_row, text_rows
from liaison.letters.service import set_text
from liaison.letters.texts import TEXT_FIELDS, loose_braces, unknown_fields
from liaison.people.fields import LANGUAGE_WORDS, Language
from liaison.text.display import printable
from liaison.text.fields import Field
from liaison.text.words import _
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.editors import Editor, LineEditor, TextEditor
from liaison.tui.forms.field_row import WRONG_SIGN
from liaison.tui.forms.form import Form
from liaison.tui.forms.modals import ChoiceScreen
from liaison.tui.screens.record_form import Heading, RecordForm

_LEAST_LINES = 8
_OTHER_LINES = 13
"""Lines of the screen that are not the text itself."""


class LetterTextForm(RecordForm):
    """The text of one language; what is typed survives a crash as a draft."""

    COMMAND_SET = (
        Command(
            "letters.field",
            "ctrl+b",
            lambda: _("Insert a field"),
            lambda: _("Put in what differs from person to person, such as {姓名}."),
            "insert_field",
            show=True,
            rank=3,
            priority=True,
        ),
    )
    DEFAULT_CSS = """
    LetterTextForm > #checked { height: auto; max-height: 6; padding: 0 1; background: $surface; }
    LetterTextForm > #checked.-wrong { color: $text-error; }
    """

    def __init__(self, desk: Desk, campaign_id: int, language: Language) -> None:
        super().__init__(desk)
        self._campaign_id, self._language = campaign_id, language
        self._campaign: CampaignRow | None = None
        self._held: TextRow | None = None
        self._begun = False

    def body(self) -> ComposeResult:
        """The form, and what is remarked on what is typed."""
        yield from super().body()
        yield Static("", id="checked", markup=False)

    def title_words(self) -> str:
        """The title."""
        language = _(LANGUAGE_WORDS[self._language])
        name = self._campaign.name if self._campaign else ""
        return _("{campaign}: text, {language}").format(campaign=name, language=language)

    async def prepare(self) -> None:
        """Read what is kept."""
        self._campaign = await self.desk.ask(campaign_row, self._campaign_id, self.desk.today(), counts=False)
        kept = await self.desk.ask(text_rows, self._campaign_id)
        self._held = next((row for row in kept if row.language is self._language), None)

    def fields(self) -> list[Field | Heading]:
        """Heading, text, signature."""
        return list(LETTER_TEXT_FIELDS)

    def editors(self) -> dict[str, Editor]:
        """A wide area for the text."""
        lines = max(self.app.size.height - _OTHER_LINES, _LEAST_LINES)
        usual = default_heading(self._campaign.kind, self._language) if self._campaign else ""
        return {"heading": LineEditor(placeholder=usual), "body": TextEditor(lines=lines)}

    def first_values(self) -> dict[str, str]:
        """What is kept."""
        if self._held is None:
            return {}
        return {field.name: getattr(self._held, field.name) for field in LETTER_TEXT_FIELDS}

    async def save(self, values: dict[str, Any]) -> int:
        """Keep the text."""
        await self.desk.do(set_text, self._campaign_id, self._language, **values)
        self.desk.drafts.discard(self._draft)
        return self._campaign_id

    def said(self, values: Mapping[str, Any]) -> str:  # noqa: ARG002 - part of the form
        """What was done."""
        return _("The text is saved.")

    # Checking as it is typed, and keeping a draft.

    @property
    def _draft(self) -> str:
        return f"letter-{self._campaign_id}-{self._language.value.lower()}"

    def on_descendant_focus(self) -> None:
        """The form is there for the first time: put back what a crash left, and check it."""
        if self._begun:
            return
        self._begun = True
        form = self.query_one(Form)
        form.editor("body").take_focus()
        drafted = self.desk.drafts.load(self._draft)
        if drafted and drafted != form.values():
            form.fill(drafted, typed=True)
            self.notify(_("What you typed last time and did not save is here again."), markup=False)
        self._check()

    @on(Form.Changed)
    def _typed(self) -> None:
        self.desk.drafts.save(self._draft, self.query_one(Form).values())
        self._check()

    @on(Form.Cancelled)
    def _given_up(self) -> None:
        self.desk.drafts.discard(self._draft)

    def _check(self) -> None:
        typed = self.query_one(Form).values()
        whole = "\n".join(typed.values())
        remarks = [WRONG_SIGN + each.sentence() for each in unknown_fields(whole)]
        if self._campaign is not None:
            unfit = unfit_words(whole, self._campaign.festival)
            fits = _("Not fitting for this festival: {words}").format(words=_(", ").join(unfit))
            remarks += [WRONG_SIGN + fits] if unfit else []
        remarks += [_("A brace alone: {text}").format(text=text) for text in loose_braces(whole)]
        line = self.query_one("#checked", Static)
        line.set_class(bool(remarks), "-wrong")
        names = " ".join(f"{{{field.name}}}" for field in TEXT_FIELDS)
        line.update(Content(printable("\n".join(remarks) or _("Fields: {names}").format(names=names), lines=True)))

    @work
    async def action_insert_field(self) -> None:
        """Choose a field and put it in where the cursor stands."""
        offered = [(each.name, f"{{{each.name}}}  {_(each.about)}") for each in TEXT_FIELDS]
        name = await self.app.push_screen_wait(ChoiceScreen(_("Insert a field"), offered))
        editor = self.query_one(Form).editor("body")
        if name is not None:
            editor.query_one(TextArea).insert(f"{{{name}}}")
            editor.take_focus()


async def choose_language(screen: Screen[Any], desk: Desk, campaign_id: int, needed: Mapping[Language, int]) -> None:
    """Ask in a worker for the language, and edit its text."""
    kept = {row.language for row in await desk.ask(text_rows, campaign_id)}
    offered = [(language, _language_line(language, language in kept, needed.get(language, 0))) for language in Language]
    language = await screen.app.push_screen_wait(ChoiceScreen(_("Text in which language?"), offered))
    if language is not None:
        await screen.app.push_screen_wait(LetterTextForm(desk, campaign_id, language))


def refuse_frozen(row: CampaignRow) -> None:
    """Texts of a frozen list stay.

    Raises:
        ConflictError: when the list is frozen.
    """
    if row.frozen_on is not None:
        raise ConflictError(_("The list is frozen: its texts stay as they are. Open it again with y to change them."))


def _language_line(language: Language, written: bool, count: int) -> str:
    state = _("written") if written else "! " + _("missing") if count else _("not needed")
    return f"{_(LANGUAGE_WORDS[language])}  ({state}, {count})"
