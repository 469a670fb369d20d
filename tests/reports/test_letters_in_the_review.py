"""Letters in the year review: by festival and country, posted and returned, and the issues of a newsletter."""

from datetime import date
from typing import Any

from sqlmodel import Session

from liaison.calendar.festivals import Festival
from liaison.letters.fields import LetterChannel, LetterKind, PieceState
from liaison.letters.models import Campaign, Piece, PieceMember
from liaison.people.fields import Language
from liaison.reports.document import Figure, Report
from liaison.reports.review import review_report
from liaison.store.store import Store, deed
from liaison.text.words import use_language
from officework import TODAY, Furnish


@deed("letters of a test")
def send(session: Session, person: int, kind: LetterKind, festival: Festival | None, pieces: list[Any]) -> None:
    campaign = Campaign(name=f"{kind} {festival}", kind=kind, festival=festival, year=2026, arrive_by=date(2026, 9, 25))
    session.add(campaign)
    session.flush()
    for position, (country, posted_on, returned_on) in enumerate(pieces, 1):
        piece = Piece(
            campaign_id=campaign.key,
            position=position,
            code=f"{campaign.key}-{position}",
            channel=LetterChannel.POST,
            language=Language.ZH_HANS,
            country=country,
            state=PieceState.RETURNED if returned_on else PieceState.POSTED,
            posted_on=posted_on,
            returned_on=returned_on,
        )
        session.add(piece)
        session.flush()
        if position == 1:
            session.add(
                PieceMember(campaign_id=campaign.key, piece_id=piece.key, representative_id=person, name="覃淼")
            )


def table(report: Report, title: str) -> dict[str, list[object]]:
    found = next(section.table for section in report.sections if section.title == title)
    assert found is not None
    rows = (*found.rows, *((found.total,) if found.total else ()))
    return {str(row.cells[0]): [cell.value for cell in row.cells[1:] if isinstance(cell, Figure)] for row in rows}


def test_letters_are_counted_by_festival_and_country_of_both_years(office: Furnish, store: Store) -> None:
    person = office.person("收信人")
    sent, last_year = date(2026, 9, 10), date(2025, 9, 20)
    home = [("CN", sent, None), ("SG", sent, date(2026, 10, 2)), ("SG", sent, None), ("CN", None, None)]
    store.write(send, person, LetterKind.HOME_LETTER, Festival.MID_AUTUMN, [*home, ("SG", last_year, date(2026, 1, 5))])
    store.write(send, person, LetterKind.NEWSLETTER, None, [("CN", sent, None)])
    report = store.read(review_report, 2026, TODAY)
    # Posted in 2026, in 2025, in the same days of 2025; then those of them that came back.
    assert table(report, "书信（按节日）") == {
        "中秋节": [3, 1, 1, 1, 1, 1],
        "非节日": [1, 0, 0, 0, 0, 0],
        "合计": [4, 1, 1, 1, 1, 1],
    }
    assert table(report, "书信（按国家或地区）") == {
        "中国": [2, 0, 0, 0, 0, 0],
        "新加坡": [2, 1, 1, 1, 1, 1],
        "合计": [4, 1, 1, 1, 1, 1],
    }
    figures = {figure.key: figure.value for figure in report.figures()}
    assert all(key.isascii() for key in figures)
    assert (figures["country.SG.2026.posted"], figures["country.SG.2025_same_days.returned"]) == (2, 1)
    assert (figures["festival.mid_autumn.2026.posted"], figures["festival.none.2026.posted"]) == (3, 1)
    assert figures["letters.posted"] == 4
    assert figures["letters.posted@2025"] == 1
    assert figures["letters.returned"] == 2
    assert figures["letters.issues"] == 1
    said = " ".join(sentence for section in report.sections for sentence in section.sentences)
    assert "寄出书信 4 封，退回 2 封" in said
    assert person in report.people
    use_language("en")
    assert {figure.key for figure in store.read(review_report, 2026, TODAY).figures()} == set(figures)
