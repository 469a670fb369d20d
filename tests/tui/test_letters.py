"""The Letters room for a user: a campaign from its first day until its letters are in the post."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader
from textual.pilot import Pilot
from textual.widgets import OptionList, TextArea

from letters_office import FROZEN, SENT, frozen, furnish, letter_to
from liaison.calendar.festivals import Festival
from liaison.letters.fields import EXCLUSION_WORDS, CampaignStage, Choice, Exclusion, LetterChannel, PieceState
from liaison.letters.planning import RecipientRow, recipients
from liaison.letters.queries import campaign_rows, sender_rows, text_rows
from liaison.letters.service import delete_campaign, delete_sender
from liaison.people.fields import Language
from liaison.printing.errors import PrintStoppedError
from liaison.printing.jobs import PrintReport
from liaison.stewardship.disclosures import DisclosureFilter, Given, disclosure_rows
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.store.undo import undo
from liaison.text.words import _
from liaison.tui.app import LiaisonApp
from liaison.tui.desk import Desk
from liaison.tui.forms.form import Form
from liaison.tui.screens.letters_campaign import CampaignScreen
from liaison.tui.screens.letters_form import CampaignForm
from liaison.tui.screens.letters_print import PrintingScreen
from liaison.tui.screens.letters_senders import SenderForm
from liaison.visits.queries import VisitFilter, visit_ids
from screens import screen_lines, screen_text, settle

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
Ids = dict[str, int]


async def press(pilot: Pilot[int], *keys: str) -> str:
    """Press keys one after another; what is shown when all is quiet."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
    return screen_text(pilot.app)


async def open_campaign(pilot: Pilot[int]) -> CampaignScreen:
    await settle(pilot)
    await press(pilot, "f5", "enter")
    screen = pilot.app.screen
    assert isinstance(screen, CampaignScreen)
    return screen


async def fill(pilot: Pilot[int], **typed: str) -> str:
    """Type into the form in front and save it; what is shown then."""
    form = pilot.app.screen.query_one(Form)
    for name, text in typed.items():
        form.editor(name).set_typed(text)
    await pilot.pause()
    return await press(pilot, "ctrl+s")


async def choose(pilot: Pilot[int], words: str) -> str:
    """Choose the first option that has the words, with the keys; what is shown then."""
    options = pilot.app.screen.query_one(OptionList)
    labels = [str(options.get_option_at_index(index).prompt) for index in range(options.option_count)]
    place = next(index for index, label in enumerate(labels) if words in label)
    await pilot.press("home", *["down"] * place)
    return await press(pilot, "enter")


def an_app(store: Store) -> LiaisonApp:
    return LiaisonApp(Desk(store, FROZEN))


def found(store: Store, ids: Ids) -> dict[str, RecipientRow]:
    """Everybody of the campaign by name, as stored."""
    return {row.person.name: row for row in store.read(recipients, ids["批次"], FROZEN).rows}


async def test_a_newcomer_is_led_from_the_sender_to_a_campaign(store: Store, tmp_path: Path) -> None:
    ids = furnish(store)
    store.write(delete_campaign, ids["批次"])
    store.write(delete_sender, ids["联谊会"])
    picture = tmp_path / "signature.svg"
    picture.write_text(PICTURE, encoding="utf-8")
    async with an_app(store).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "先按 s 填寄件单位" in await press(pilot, "f5")
        await press(pilot, "s", "a")
        assert isinstance(pilot.app.screen, SenderForm)
        assert "没有这个文件" in await fill(pilot, name="临溪县侨联", signature=str(tmp_path / "none.svg"))
        await fill(pilot, signature=str(picture))
        (sender,) = store.read(sender_rows)
        assert (sender.name, sender.signature[:18]) == ("临溪县侨联", "data:image/svg+xml")
        shown = await press(pilot, "escape", "a")
        assert isinstance(pilot.app.screen, CampaignForm)
        assert "2027年2月6日 周六，农历正月初一" in shown
        assert "邮寄已来不及" not in shown
        assert "邮寄已来不及" in await fill(pilot, arrive_by="2026-12-20", segment="国籍:CA")
        assert "没有“国籍”这个" in await fill(pilot, arrive_by="", segment="国籍:CA")
        assert "名单里没有人" not in await fill(pilot, segment="语言:英文,简体中文")
        assert isinstance(pilot.app.screen, CampaignScreen)
    (campaign,) = store.read(campaign_rows, FROZEN)
    assert (campaign.festival, campaign.year, campaign.stage) == (Festival.SPRING, 2027, CampaignStage.OPEN)
    assert (campaign.sender and campaign.sender.name, campaign.segment) == ("临溪县侨联", "lang:en,zh-Hans")


async def test_a_text_is_checked_as_it_is_written_and_holds_the_freezing_back(store: Store) -> None:
    ids = furnish(store)
    async with an_app(store).run_test(size=(80, 24)) as pilot:
        await open_campaign(pilot)
        await press(pilot, "t")
        await choose(pilot, "简体中文")
        pilot.app.screen.query_one(TextArea).load_text("")
        await pilot.press(*"{外号}你好")
        await press(pilot, "ctrl+b")
        shown = await choose(pilot, "{籍贯}")
        assert pilot.app.screen.query_one(TextArea).text == "{外号}你好{籍贯}"
        assert "没有字段{外号}" in shown
        await press(pilot, "ctrl+s")
        texts = {row.language: row.body for row in store.read(text_rows, ids["批次"])}
        assert texts[Language.ZH_HANS] == "{外号}你好{籍贯}"
        shown = await press(pilot, "z")
        assert "还不能定稿" in shown
        assert "{外号}" in shown
        await press(pilot, "enter")
        assert store.read(campaign_rows, FROZEN)[0].frozen_on is None


async def test_everybody_is_shown_with_the_reason_and_decided_by_hand(store: Store) -> None:
    ids = furnish(store)
    async with an_app(store).run_test(size=(80, 24)) as pilot:
        screen = await open_campaign(pilot)
        assert "6 名 = 3 封 + 合寄 1 人 + 不寄 2 人：" in screen_text(pilot.app)
        await press(pilot, "f")
        await choose(pilot, _(EXCLUSION_WORDS[Exclusion.NO_ADDRESS]))
        assert [row.person.name for row in screen.found.rows if row.reason is Exclusion.NO_ADDRESS] == ["李四"]
        assert screen.table.row_count == 1
        await press(pilot, "f")
        await choose(pilot, "全部")
        places = [row.person.name for row in screen.found.rows]
        for name in ("张伟", "赵强"):
            screen.table.move_cursor(places.index(name))
            await pilot.press("space")
        await press(pilot, "x")
        await fill(pilot, note="本人出国")
        assert [(found(store, ids)[name].reason, found(store, ids)[name].note) for name in ("张伟", "赵强")] == [
            (Exclusion.LEFT_OUT, "本人出国")
        ] * 2
        assert _(EXCLUSION_WORDS[Exclusion.LEFT_OUT]) + " 2" in screen_text(pilot.app)
        screen.table.move_cursor(places.index("赵强"))
        await press(pilot, "u", "c")
        await fill(pilot, channel="by_hand", note="由干部带去")
        rows = found(store, ids)
        assert (rows["赵强"].reason, rows["赵强"].channel) == (None, LetterChannel.BY_HAND)
        assert rows["张伟"].choice is Choice.LEAVE_OUT


async def test_letters_are_looked_at_frozen_and_printed(store: Store, tmp_path: Path) -> None:
    furnish(store)
    async with an_app(store).run_test(size=(120, 40)) as pilot:
        screen = await open_campaign(pilot)
        screen.table.move_cursor([row.person.name for row in screen.found.rows].index("张伟"))
        page = await press(pilot, "v")
        assert "尊敬的张伟先生、陈静女士：" in page
        assert "见字如面，张伟、陈静。值此春节，谨致问候。" in page
        assert "文三路100号" in page
        await press(pilot, "w")
        await fill(pilot, path=str(tmp_path / "one.pdf"))
        assert len(PdfReader(tmp_path / "one.pdf").pages) == 1
        await press(pilot, "escape", "p", "enter")
        assert pilot.app.screen is screen  # nothing is printed before the list is frozen
        await press(pilot, "z", "y")
        assert store.read(campaign_rows, FROZEN)[0].stage is CampaignStage.FROZEN
        await press(pilot, "p", "enter")
        await fill(pilot, path=str(tmp_path / "letters.pdf"), paper="a5", keep="yes")
        printed = PdfReader(tmp_path / "letters.pdf")
        assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [420, 595]
        assert len(printed.pages) == 3
        assert "张伟先生" in "".join(each.extract_text() for each in printed.pages)
        assert "已打印 3" in await choose(pilot, "记为已打印")
        assert letter_to(store, "赵强").state is PieceState.PRINTED
        await press(pilot, "p")
        await choose(pilot, "工作簿")
        await fill(pilot, path=str(tmp_path / "list.xlsx"), recipient="县邮政局")
        assert (tmp_path / "list.xlsx").stat().st_size > 0
        (given,) = store.read(disclosure_rows, DisclosureFilter())
        assert (given.what, given.recipient, given.people) == (Given.MAILING_LIST, "县邮政局", 4)


async def test_what_went_to_the_post_is_written_down_by_zone_and_taken_back(store: Store) -> None:
    ids = frozen(store)
    async with LiaisonApp(Desk(store, SENT)).run_test(size=(80, 24)) as pilot:
        screen = await open_campaign(pilot)
        assert "由 2027年2月6日" in await press(pilot, "w")
        line = next(line for line in screen_lines(pilot.app) if "世界其他地区" in line)
        assert line.split()[-4:] == ["2", "1", "–", "–"]  # days left, letters, posted, too late
        assert "~ 2027-01-07" in line
        await press(pilot, "escape", "d")
        await fill(pilot, which="zone-world")
        assert letter_to(store, "Robert Chen").state is PieceState.POSTED
        assert letter_to(store, "张伟").state is PieceState.DRAFTED
        await press(pilot, "d")
        assert "已寄出 3" in await fill(pilot)
        for name in ("Robert Chen", "张伟", "陈静"):
            assert len(store.read(visit_ids, VisitFilter(representative_id=ids[name]))) == 1
        await press(pilot, "d")
        assert pilot.app.screen is screen  # nothing is left to post
        store.write(undo, store.read(deed_rows, limit=1)[0].id)
        pilot.app.bring_up_to_date()  # type: ignore[attr-defined] # the pilot knows the app as any
        await settle(pilot)
        assert letter_to(store, "张伟").state is PieceState.DRAFTED
        assert "部分寄出" in screen_text(pilot.app)


async def test_a_print_is_stopped_by_a_key_and_says_so(store: Store) -> None:
    asked = threading.Event()

    def endless(progress: Callable[[int, int], None], stopped: Callable[[], bool]) -> PrintReport:
        progress(100, 400)
        asked.set()
        while not stopped():
            pass
        raise PrintStoppedError("stopped, nothing was written")

    async with an_app(store).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        outcomes: list[object] = []
        pilot.app.push_screen(PrintingScreen("信件", endless), outcomes.append)
        await asyncio.to_thread(asked.wait)
        await pilot.pause()
        assert "100 / 400" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert [type(outcome) for outcome in outcomes] == [PrintStoppedError]
