"""Jobs of letters to print, in three languages."""

from dataclasses import replace
from datetime import date
from typing import Any

from liaison.letters.fields import LetterChannel, PieceState, Zone
from liaison.letters.pieces import LetterText, PrintJob, PrintPiece, SenderFace
from liaison.people.fields import Language

SIGNATURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 40'%3E%3Cpath d='M4 30 C 20 4, 34 4,"
    " 30 24 S 50 30 58 14 S 76 34 84 18 S 104 20 116 8' fill='none' stroke='%23223' stroke-width='2.4'/%3E%3C/svg%3E"
)
SENDER = SenderFace(
    name="临溪县乡贤联谊会",
    name_latin="Linxi County Hometown Association",
    address=("浙江省湖州市临溪县", "人民路18号行政中心3号楼"),
    address_latin=("Building 3, No. 18 Renmin Road", "Linxi, Huzhou, Zhejiang 313299", "P.R. CHINA"),
    postcode="313299",
    phone="0572-5550123",
    letterhead="临溪县乡贤联谊会",
    signature=SIGNATURE,
)
TEXTS = {
    Language.ZH_HANS: LetterText(
        Language.ZH_HANS, "一封家书", ("此致", "敬礼！"), ("临溪县乡贤联谊会", "会长　沈海明"), "2027年1月18日"
    ),
    Language.ZH_HANT: LetterText(
        Language.ZH_HANT, "一封家書", ("順頌", "時祺！"), ("臨溪縣鄉賢聯誼會", "會長　沈海明"), "2027年1月18日"
    ),
    Language.EN: LetterText(
        Language.EN,
        "A Letter from Home",
        ("Yours sincerely,",),
        ("Shen Haiming", "President, Linxi County Hometown Association"),
        "18 January 2027",
    ),
}
BODIES = {
    Language.ZH_HANS: (
        "见字如面。岁序更替，华章日新。值此丁未新春佳节来临之际，谨代表家乡父老，向您和您的家人致以最诚挚的问候和最美好的祝福！\n"
        "过去一年，临溪全县实现地区生产总值286亿元，比上年增长6.2%；新修农村公路48公里，“老街更新”一期工程完工，溪口小学的新校舍也已启用"
        "（您去年回乡时看到的那片工地，如今书声琅琅）。这些成绩，离不开每一位乡亲的关心、支持与牵挂。\n"
        "树高千尺，根深沃土；人行万里，情系桑梓。无论您身在何方，家乡始终是您最温暖的港湾。真诚期盼您常回家看看，走一走儿时的石板路，"
        "尝一尝记忆里的味道，也为家乡的发展多提宝贵意见。"
    ),
    Language.ZH_HANT: (
        "見字如面。歲序更替，華章日新。值此新春佳節來臨之際，謹代表家鄉父老，向您和您的家人致以最誠摯的問候和最美好的祝福！\n"
        "過去一年，「老街更新」一期工程完工，溪口小學的新校舍亦已啟用。這些成績，離不開每一位鄉親的關心、支持與牽掛。\n"
        "樹高千尺，根深沃土；人行萬里，情繫桑梓。真誠期盼您常回家看看。"
    ),
    Language.EN: (
        "As the Spring Festival draws near, all of us in Linxi send you and your family our warmest wishes for the New"
        " Year.\nThe past year has been a good one for your hometown: 48 kilometres of country roads were built, the"
        " first part of the Old Street has been restored, and the children of Xikou have moved into their new school –"
        " the building site you saw on your last visit.\nHowever far away you are, Linxi remains your home. We very"
        " much hope to welcome you back soon, and would be glad to hear from you."
    ),
}
PIECE = PrintPiece(
    id=1,
    position=1,
    code="K7M3Q9",
    language=Language.ZH_HANS,
    channel=LetterChannel.POST,
    zone=Zone.PROVINCE,
    state=PieceState.DRAFTED,
    names=("张伟", "陈静"),
    addressee=("张伟先生、陈静女士",),
    address_lines=("浙江省杭州市西湖区", "文三路100号金都新城3幢2单元501室", "张伟先生、陈静女士"),
    name_line=2,
    postcode="310012",
    country="CN",
    place="浙江杭州",
    cadre="李明",
    salutation="尊敬的张伟先生、陈静女士：",
    body=BODIES[Language.ZH_HANS],
)
HONG_KONG = replace(
    PIECE,
    id=2,
    position=2,
    code="P4R8T2",
    language=Language.ZH_HANT,
    zone=Zone.HK_MO_TW,
    names=("歐陽志強",),
    addressee=("歐陽志強先生",),
    address_lines=("香港九龍尖沙咀", "彌敦道132號美麗華廣場A座12樓1203室", "歐陽志強先生", "HONG KONG"),
    postcode="",
    country="HK",
    place="香港",
    cadre="王芳",
    salutation="尊敬的歐陽志強先生：",
    body=BODIES[Language.ZH_HANT],
)
CANADA = replace(
    PIECE,
    id=3,
    position=3,
    code="W6X3Y7",
    language=Language.EN,
    zone=Zone.WORLD,
    names=("Łucja Żak", "Robert Chen"),
    addressee=("Ms. Łucja Żak", "Mr. Robert Chen"),
    address_lines=(
        "Ms. Łucja Żak",
        "Mr. Robert Chen",
        "Apt 1205",
        "88 Queen Street West",
        "TORONTO ON  M5H 2N2",
        "CANADA",
    ),
    name_line=0,
    postcode="M5H 2N2",
    country="CA",
    place="Toronto, Canada",
    salutation="Dear Ms. Żak and Mr. Chen,",
    body=BODIES[Language.EN],
)
SINGAPORE = replace(
    PIECE,
    id=4,
    position=4,
    code="A2B3C4",
    zone=Zone.ASIA,
    channel=LetterChannel.BY_HAND,
    names=("林国栋",),
    addressee=("林国栋教授",),
    address_lines=(),
    name_line=0,
    postcode="",
    country="",
    place="",
    salutation="尊敬的林国栋教授：",
)
JOB = PrintJob("2027年春节家书", "春节", date(2027, 2, 6), SENDER, TEXTS, (PIECE, HONG_KONG, CANADA, SINGAPORE))


def job_of(count: int = 1, **values: Any) -> PrintJob:
    """A job of ``count`` pieces to Hangzhou, each with a name of its own; other values as they are given."""
    return replace(JOB, pieces=tuple(numbered_piece(index, **values) for index in range(1, count + 1)))


def numbered_piece(index: int, **values: Any) -> PrintPiece:
    """Piece number ``index``, to somebody of that number."""
    name = f"何{chr(0x5143 + index % 97)}{chr(0x660E + index // 97)}"
    own = {
        "id": index,
        "position": index,
        "code": f"N{index:05}",
        "names": (name,),
        "addressee": (f"{name}先生",),
        "address_lines": ("浙江省杭州市西湖区", f"文三路{index}号", f"{name}先生"),
        "salutation": f"尊敬的{name}先生：",
        "body": "新春将至，谨致问候。",
    }
    return replace(PIECE, **{**own, **values})
