"""Characters that no font has are named before anything is printed."""

from dataclasses import replace
from pathlib import Path

import pytest

from liaison.printing.errors import GlyphError
from liaison.printing.glyphs import GlyphPlace, glyph_sentence, missing_glyphs
from liaison.printing.jobs import print_envelopes, print_letters, print_list
from liaison.printing.options import PrintOptions
from print_jobs import JOB, job_of


def test_rare_and_foreign_letters_are_there() -> None:
    assert missing_glyphs(JOB) == ()
    names = "䶮㐂喆堃昇犇祎頔㛃瑆 Łódź Žižka Şahin Ğ Đặng Nguyễn Ó Ñ Å ß é İ ı 自塲臺裏羣峯 김철수 ใจดี"
    assert missing_glyphs(job_of(1, names=(names,), body="①②③ ℃ № § “‘…—·～、。《》「」㎡ ✓ ☎　")) == ()


def test_person_character_and_place_are_named() -> None:
    job = job_of(3)
    second = replace(
        job.pieces[1], names=("𠮷田",), address_lines=("𠮷祥路1号", "𠮷田先生"), salutation="𠮷田：", body="🎉新年🎉"
    )
    found = missing_glyphs(replace(job, pieces=(job.pieces[0], second, job.pieces[2])))
    assert {(each.position, each.names) for each in found} == {(2, ("𠮷田",))}
    assert [(each.character, each.where) for each in found] == [
        ("𠮷", (GlyphPlace.LETTER, GlyphPlace.ENVELOPE, GlyphPlace.LIST)),
        ("🎉", (GlyphPlace.LETTER,)),
    ]
    assert found[1].sentence() == "𠮷田 (No. 2, N00002): 🎉 (U+1F389) in the letter"


def test_eight_lines_name_eight_people() -> None:
    job = job_of(10)
    pieces = tuple(
        replace(piece, names=(f"𠮷{number}",), address_lines=("𠮷祥路1号",), salutation="𠮷田：")
        for number, piece in enumerate(job.pieces)
    )
    first, *lines, last = glyph_sentence(missing_glyphs(replace(job, pieces=pieces))).splitlines()
    assert first.startswith("Nothing was printed")
    assert [line.split(" ")[0] for line in lines] == [f"𠮷{number}" for number in range(8)]
    assert lines[0].endswith("in the letter, on the envelope, in the list")
    assert last == "… and 2 more"


def test_what_stands_on_every_letter_is_named_once() -> None:
    job = job_of(3)
    job = replace(job, sender=replace(job.sender, letterhead="𠮷"))
    assert [(each.position, each.where) for each in missing_glyphs(job)] == [(0, (GlyphPlace.SENDER,))]


def test_controls_and_invisible_characters_are_not_printed_and_not_missed(tmp_path: Path) -> None:
    job = job_of(1, body="新\u200b年\x07好\ufe0f\u202e\U000e0100\ud800吗", salutation="何\t先生：")
    assert missing_glyphs(job) == ()
    print_letters(job, tmp_path / "letters.pdf")


@pytest.mark.parametrize("print_job", [print_letters, print_envelopes, print_list])
def test_nothing_is_printed_with_characters_missing_unless_as_blanks(tmp_path: Path, print_job: type) -> None:
    target = tmp_path / "out.pdf"
    job = job_of(12, names=("𠮷田",))
    with pytest.raises(GlyphError) as caught:
        print_job(job, target)
    assert "𠮷田 (No. 1, N00001): 𠮷 (U+20BB7) in the list" in caught.value.sentence
    assert "and 4 more" in caught.value.sentence
    assert list(tmp_path.iterdir()) == []
    print_job(job, target, PrintOptions(blanks=True))
    assert target.exists()
