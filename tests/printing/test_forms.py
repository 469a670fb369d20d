"""Envelopes, labels and lists: where things stand, and what does not fit made smaller."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from liaison.errors import InvalidInputError
from liaison.letters.fields import Zone
from liaison.printing.jobs import print_calibration, print_envelopes, print_labels, print_list
from liaison.printing.lists import zone_counts
from liaison.printing.options import (
    ENVELOPES,
    LABELS,
    OPTION_FIELDS,
    EnvelopeFormat,
    Grouping,
    LabelSheet,
    PrintOptions,
    Reach,
    options_from,
)
from liaison.printing.order import grouped, ordered
from print_jobs import JOB, job_of, numbered_piece

MM = 72 / 25.4


def placed(page: Any) -> Iterator[tuple[str, float, float]]:
    """Each piece of text on a page with where it begins, in millimetres from the top left."""
    found: list[tuple[str, float, float]] = []
    height = float(page.mediabox.height)

    def visit(text: str, outer: list[float], inner: list[float], _font: Any, _size: float) -> None:
        if text.strip():
            x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            found.append((text.strip(), x / MM, (height - y) / MM))

    page.extract_text(visitor_text=visit)
    yield from found


def size_of(page: Any) -> tuple[int, int]:
    return round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM)


@pytest.mark.parametrize("form", list(EnvelopeFormat))
def test_envelopes_have_the_size_of_their_format(tmp_path: Path, form: EnvelopeFormat) -> None:
    home = form if form is not EnvelopeFormat.C6 else EnvelopeFormat.DL
    report = print_envelopes(JOB, tmp_path / "e.pdf", PrintOptions(home=home, abroad=form))
    sizes = [size_of(page) for page in PdfReader(tmp_path / "e.pdf").pages]
    assert report.pages == 4
    assert sizes == [ENVELOPES[home], ENVELOPES[form], ENVELOPES[form], ENVELOPES[home]]
    print_calibration(tmp_path / "c.pdf", PrintOptions(), form)
    assert [size_of(page) for page in PdfReader(tmp_path / "c.pdf").pages] == [ENVELOPES[form]]


@pytest.mark.parametrize("form", [form for form in EnvelopeFormat if form is not EnvelopeFormat.C6])
def test_the_zones_of_the_post_stay_clear(tmp_path: Path, form: EnvelopeFormat) -> None:
    lines = ("浙江省杭州市西湖区文三路一百号金都新城花园小区第三幢第二单元五零一室" * 2,) * 4
    job = job_of(1, address_lines=(*lines, "何元明先生"), addressee=("何元明先生",), name_line=4)
    job = replace(job, sender=replace(job.sender, address=lines))
    print_envelopes(job, tmp_path / "e.pdf", PrintOptions(home=form))
    width, height = ENVELOPES[form]
    texts = list(placed(PdfReader(tmp_path / "e.pdf").pages[0]))
    in_bars = [text for text, x, y in texts if y > height - 20 and width - 160 < x < width - 55]
    in_boxes = [text for text, x, y in texts if y < 26 and x < 90]
    assert in_bars == []
    assert "".join(in_boxes).replace(" ", "") == "310012"


def test_offsets_move_all_print(tmp_path: Path) -> None:
    print_envelopes(job_of(1), tmp_path / "as_is.pdf")
    print_envelopes(job_of(1), tmp_path / "moved.pdf", PrintOptions(dx=3, dy=-2))
    as_is = [(x + 3, y - 2) for _text, x, y in placed(PdfReader(tmp_path / "as_is.pdf").pages[0])]
    moved = [(x, y) for _text, x, y in placed(PdfReader(tmp_path / "moved.pdf").pages[0])]
    assert moved == [pytest.approx(each, abs=0.05) for each in as_is]


def test_envelopes_within_china_or_abroad_alone(tmp_path: Path) -> None:
    assert print_envelopes(JOB, tmp_path / "e.pdf", PrintOptions(reach=Reach.HOME)).pieces == 2
    assert print_envelopes(JOB, tmp_path / "e.pdf", PrintOptions(reach=Reach.ABROAD)).pieces == 2


def test_to_hong_kong_macau_and_taiwan_the_sender_names_no_country(tmp_path: Path) -> None:
    chinese, english = JOB.pieces[1], JOB.pieces[2]
    ways = [("TW", chinese), ("MO", chinese), ("HK", english), ("CA", english), ("SG", chinese)]
    pieces = tuple(
        replace(
            piece, country=country, position=number, address_lines=("132 Nathan Road", *piece.addressee), name_line=1
        )
        for number, (country, piece) in enumerate(ways, 1)
    )
    latin = {"as a line": JOB.sender.address_latin, "behind the town": ("Renmin Road", "Linxi 313299, P. R. of China")}
    for address in latin.values():
        job = replace(JOB, pieces=pieces, sender=replace(JOB.sender, address_latin=address))
        print_envelopes(job, tmp_path / "e.pdf")
        pages = [page.extract_text() for page in PdfReader(tmp_path / "e.pdf").pages]
        assert ["china" in page.lower() for page in pages] == [False, False, False, True, True]
        assert ["临溪县乡贤联谊会" in page for page in pages] == [True, True, False, False, False]
        assert ["浙江省湖州市临溪县" in page and "313299" in page for page in pages[:2]] == [True, True]
        assert "Linxi County Hometown Association" in pages[2]
        assert "313299" in pages[2]


@pytest.mark.parametrize("kind", list(LabelSheet))
def test_labels_begin_at_the_first_free_one(tmp_path: Path, kind: LabelSheet) -> None:
    size = LABELS[kind]
    count = size.count + 1
    report = print_labels(job_of(count), tmp_path / "l.pdf", PrintOptions(labels=kind, start=5))
    pages = PdfReader(tmp_path / "l.pdf").pages
    assert (report.pages, report.pieces, len(pages)) == (2, count, 2)
    column, row = 4 % size.columns, 4 // size.columns
    corner = (size.first[0] + column * size.pitch[0], size.first[1] + row * size.pitch[1])
    first = next((x, y) for text, x, y in placed(pages[0]) if text.startswith("310012"))
    assert corner[0] < first[0] < corner[0] + size.label[0]
    assert corner[1] < first[1] < corner[1] + size.label[1]
    assert sum("310012" in text for text, _x, _y in placed(pages[1])) == count - (size.count - 4)


@pytest.mark.parametrize("kind", list(LabelSheet))
@pytest.mark.parametrize(
    "lines",
    [
        ("浙江省杭州市西湖区文三路一百号金都新城花园小区第三幢第二单元五零一室" * 2,) * 8,
        ("Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft",) * 6,
        tuple(f"Line {number}" for number in range(30)),
    ],
    ids=["long lines", "long words", "many lines"],
)
def test_what_is_too_much_for_a_label_is_set_smaller(tmp_path: Path, kind: LabelSheet, lines: tuple[str, ...]) -> None:
    print_labels(job_of(1, address_lines=(*lines, "LASTLINE")), tmp_path / "l.pdf", PrintOptions(labels=kind))
    page = PdfReader(tmp_path / "l.pdf").pages[0]
    size = LABELS[kind]
    texts = list(placed(page))
    assert any("LASTLINE" in text for text, _x, _y in texts)
    assert all(x < size.first[0] + size.label[0] for _text, x, _y in texts)
    assert all(y < size.first[1] + size.label[1] for _text, _x, y in texts)


@given(st.lists(st.tuples(st.sampled_from(["CN", "SG", "TW", ""]), st.sampled_from(["李明", "王芳", ""])), max_size=30))
def test_an_order_keeps_every_piece_and_puts_groups_together(places: list[tuple[str, str]]) -> None:
    pieces = tuple(numbered_piece(i, country=country, cadre=cadre) for i, (country, cadre) in enumerate(places, 1))
    job = replace(JOB, pieces=pieces)
    for group in Grouping:
        result = ordered(job, group).pieces
        assert sorted(piece.position for piece in result) == [piece.position for piece in pieces]
        for each in grouped(job, group):
            assert [piece.position for piece in each.pieces] == sorted(piece.position for piece in each.pieces)
    countries = [piece.country for piece in ordered(job, Grouping.COUNTRY).pieces]
    assert countries == sorted(countries, key=["CN", "TW", "SG", ""].index)


def test_a_list_has_its_header_on_each_page_and_full_pages(tmp_path: Path) -> None:
    report = print_list(job_of(640), tmp_path / "list.pdf")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "list.pdf").pages]
    assert report.pages == len(pages) == 14
    assert all("Code" in page and "Names" in page for page in pages)
    assert [page.split()[-1] for page in pages] == [str(number) for number in range(1, 15)]
    codes = [word for page in pages for word in page.split() if word.startswith("N0")]
    assert codes == [f"N{number:05}" for number in range(1, 641)]


def test_a_list_ends_with_what_the_post_takes_to_each_zone(tmp_path: Path) -> None:
    print_list(JOB, tmp_path / "list.pdf", PrintOptions(group=Grouping.CADRE))
    text = PdfReader(tmp_path / "list.pdf").pages[-1].extract_text()
    assert zone_counts(JOB) == (("this province", 1), ("Hong Kong, Macau, Taiwan", 1), ("rest of the world", 1))
    assert "Together" in text
    assert text.index("李明") < text.index("王芳") < text.index("To the post")
    assert Zone.ASIA not in text  # what is handed over is not the post's


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"home": "C6"}, "home"),
        ({"dx": "far"}, "dx"),
        ({"dy": "21"}, "dy"),
        ({"pitch": "2"}, "pitch"),
        ({"start": "22"}, "start"),
        ({"start": "0"}, "start"),
        ({"paper": "A3"}, "paper"),
        ({"blanks": "perhaps"}, "blanks"),
    ],
)
def test_wrong_options_name_their_field(typed: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        options_from(typed)
    assert caught.value.field == field


def test_options_are_read_as_they_are_shown() -> None:
    options = PrintOptions(dx=1.5, dy=-2, labels=LabelSheet.US5160, start=30, group=Grouping.CADRE, blanks=True)
    assert options_from({each.name: each.show(getattr(options, each.name)) for each in OPTION_FIELDS}) == options
    typed = {"paper": "a5", "home": "zl", "dx": "+1.5 mm", "preprinted": "否", "group": "by country"}
    assert options_from(typed).group is Grouping.COUNTRY
    assert not options_from(typed).preprinted
    assert options_from({}) == PrintOptions()
