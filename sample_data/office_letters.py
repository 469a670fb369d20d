"""What the fictional office writes to its notables: the sender, and the texts of four rounds of home letters."""

from dataclasses import dataclass

LETTERHEAD = "澜港县乡贤联谊会"
SENDER = {
    "name": "澜港县乡贤联谊会",
    "name_latin": "Langang County Hometown Association",
    "address": "浙江省澜海市澜港县澜城街道望江路1号",
    "address_latin": "1 Wangjiang Road, Lancheng Subdistrict\nLangang County, Lanhai City, Zhejiang",
    "postcode": "319500",
    "phone": "199 0000 0001",
    "letterhead": LETTERHEAD,
}
SIGNATURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 80" fill="none" stroke="#1a2a44" stroke-width="3"\
 stroke-linecap="round" stroke-linejoin="round">
<path d="M20 24 C34 22 46 20 60 18 M40 10 C41 30 39 52 36 68 M38 34 C32 46 26 54 16 60 M40 34 C48 42 54 48 64 52"/>
<path d="M82 14 C80 34 76 52 68 66 M82 20 C96 16 104 18 102 34 C101 50 98 60 90 62 M78 36 C86 35 94 34 102 33"/>
<path d="M124 20 C120 36 122 50 128 58 C136 66 150 58 158 40 C164 26 160 14 152 18 C144 24 150 46 166 50"/>
<path d="M16 74 C70 66 130 66 206 60"/>
</svg>
"""
"""The president's hand: a picture that stands over the name, drawn for nobody in particular."""

SIGNED = "澜港县乡贤联谊会"
SIGNED_HANT = "瀾港縣鄉賢聯誼會"
SIGNED_EN = "Langang County Hometown Association"


@dataclass(frozen=True)
class Words:
    """One text of a campaign."""

    heading: str
    body: str
    signature: str


SPRING_2026 = {
    "zh-Hans": Words(
        "一封家书",
        """\
见信如晤。岁序更新，又近{节日}。您从{籍贯}走出去，在外辛苦打拼，家乡的海、家乡的码头，还有巷口那碗热腾腾的鱼面，\
想必常在心里。我们写这封家书，先给您和家人拜个早年。
这一年，澜港变了不少。老码头旁的冷链园区投了产，清早卸船的鱼，傍晚就能上省城的餐桌；县城到各镇的公交通到了村口；\
第一中学的新图书馆开了门，其中一架书，是在外乡亲一册一册捐来的。开渔节那天岸上人山人海，老人们念叨最多的，\
还是出门在外的孩子。
往后您回乡看老屋、访亲友，或者要打听办事的手续，请先给我们来个电话，我们在家等您。随信寄上县情画册一本、\
故乡明信片一枚，愿它们替我们陪您过年。
""",
        SIGNED,
    ),
    "zh-Hant": Words(
        "一封家書",
        """\
見信如晤。歲序更新，又近{節日}。您從{籍貫}走出去，在外辛苦打拼，家鄉的海、家鄉的碼頭，還有巷口那碗熱騰騰的魚麵，\
想必常在心裏。我們寫這封家書，先給您和家人拜個早年。
這一年，瀾港變了不少。老碼頭旁的冷鏈園區投了產，清早卸船的魚，傍晚就能上省城的餐桌；縣城到各鎮的公交通到了村口；\
第一中學的新圖書館開了門，其中一架書，是在外鄉親一冊一冊捐來的。開漁節那天岸上人山人海，老人們念叨最多的，\
還是出門在外的孩子。
往後您回鄉看老屋、訪親友，或者要打聽辦事的手續，請先給我們來個電話，我們在家等您。隨信寄上縣情畫冊一本、\
故鄉明信片一枚，願它們替我們陪您過年。
""",
        SIGNED_HANT,
    ),
    "en": Words(
        "A Letter from Home",
        """\
The year is turning, and before long the lanterns will be up along the old quay. We write, as we do every \
winter, to wish you and your family a happy New Year from all of us in Langang.
It has been a busy twelve months here. The cold store beside the quay has opened, so fish landed at dawn is in \
the provincial capital by dinner time. The county buses now run to every village. The new library of the First \
Middle School has opened its doors, and one of its shelves was filled, book by book, by people who once left \
Langang as you did.
If you should come home, to see the old house or simply to look around, please ring us first: we shall be glad \
to meet you. We enclose a picture book of the county and a postcard of the harbour.
""",
        SIGNED_EN,
    ),
}

QINGMING_2026 = {
    "zh-Hans": Words(
        "一封家书",
        """\
又到{节日}。后山的杜鹃开了，村口的老樟树也抽了新叶。每年此时，总有许多在外的乡亲回{镇}扫墓，\
为先人添一抔土、献一枝花。
今年清明前后，县里在车站和各镇设了接待点，备有热茶、雨具和代步车；上山的小路已经清理，几处陡坡新装了扶手。\
天干物燥，请以鲜花代替香烛，上山不带火种。若您今年不便回来，想请人代为洒扫、献花，请来信或来电告知墓地所在的村和山名，\
我们会请村里人办妥，并把照片寄给您。
慎终追远，不忘来处。路远天凉，请多珍重。
""",
        SIGNED,
    ),
    "zh-Hant": Words(
        "一封家書",
        """\
又到{節日}。後山的杜鵑開了，村口的老樟樹也抽了新葉。每年此時，總有許多在外的鄉親回{鎮}掃墓，\
為先人添一抔土、獻一枝花。
今年清明前後，縣裏在車站和各鎮設了接待點，備有熱茶、雨具和代步車；上山的小路已經清理，幾處陡坡新裝了扶手。\
天乾物燥，請以鮮花代替香燭，上山不帶火種。若您今年不便回來，想請人代為灑掃、獻花，請來信或來電告知墓地所在的村和山名，\
我們會請村裏人辦妥，並把照片寄給您。
慎終追遠，不忘來處。路遠天涼，請多珍重。
""",
        SIGNED_HANT,
    ),
    "en": Words(
        "A Letter from Home",
        """\
The azaleas are out on the hill behind the town, and it is nearly Qingming. In these days many of our people \
come home to sweep the graves of those who went before them.
There will be somebody at the bus station and in every town to help, with tea, umbrellas and a car for those \
who find the walk hard. The paths up the hill have been cleared, and the steep places have handrails. The \
woods are dry: please bring flowers rather than incense, and leave matches at home. If you cannot come this \
year and would like a grave to be tended, tell us the village and the hill; we shall see to it and send you a \
photograph.
""",
        SIGNED_EN,
    ),
}

MID_AUTUMN_2026 = {
    "zh-Hans": Words(
        "一封家书",
        """\
海上生明月，天涯共此时。又是一年{节日}，家乡的柚子熟了，头水的梭子蟹也上了岸。您在{所在地}可好？家里人都惦记着您。
十月十八日重阳，新修的老码头要演三天社戏，晚上海面有灯船。您若能回来，请把行程告诉我们，我们安排人到车站接；\
若不能回来，随信附上的明信片上，印着今年小学生画的澜港月色。
去年大家捐给母校的助学金，资助了二十名学生，有六位今夏考上了大学。他们写来的感谢信，我们抄录了一份，留在图书馆里，\
等您回来看。
""",
        SIGNED,
    ),
    "zh-Hant": Words(
        "一封家書",
        """\
海上生明月，天涯共此時。又是一年{節日}，家鄉的柚子熟了，頭水的梭子蟹也上了岸。您在{所在地}可好？家裏人都惦記著您。
十月十八日重陽，新修的老碼頭要演三天社戲，晚上海面有燈船。您若能回來，請把行程告訴我們，我們安排人到車站接；\
若不能回來，隨信附上的明信片上，印著今年小學生畫的瀾港月色。
去年大家捐給母校的助學金，資助了二十名學生，有六位今夏考上了大學。他們寫來的感謝信，我們抄錄了一份，留在圖書館裏，\
等您回來看。
""",
        SIGNED_HANT,
    ),
    "en": Words(
        "A Letter from Home",
        """\
The pomelos are ripe, the first blue crabs are in, and the moon over the harbour is nearly full. At Mid-Autumn \
we think of everybody who is looking at the same moon from somewhere else.
On 18 October, the Double Ninth, there will be three days of opera on the old quay, which has been rebuilt, \
and lantern boats on the water in the evening. If you can come, let us know when you arrive and we shall meet \
you at the station. If you cannot, the postcard with this letter shows the moon over Langang as our \
schoolchildren painted it.
The bursaries that you and others gave last year went to twenty pupils. Six of them began at university this \
summer. Their letters of thanks are kept in the library, for you to read when you are next at home.
""",
        SIGNED_EN,
    ),
}

SPRING_2027 = {
    "zh-Hans": Words(
        "一封家书",
        """\
见信如晤。{年份}年{节日}将至，我们代表家乡父老，给您和家人拜年了。您的根在{籍贯}，无论走得多远，这里总有一盏灯为您留着。
过去一年，海洋研究所的新楼落成，五位在外的澜港人回来当起了客座研究员；老码头修旧如旧，仓库改成的陈列馆里，\
挂着乡亲们捐出的老照片；沿海绿道接通了四个镇，骑车一圈，正好看一次日落。您提过的建议，我们逐条交办，办成的、\
正在办的，都附在随信的简讯里。
正月初六，县里照例办新春茶叙，欢迎您带孩子一起来认认亲、听听乡音。如地址或电话有变动，也请顺便告诉我们一声。
""",
        SIGNED,
    ),
    "zh-Hant": Words(
        "一封家書",
        """\
見信如晤。{年份}年{節日}將至，我們代表家鄉父老，給您和家人拜年了。您的根在{籍貫}，無論走得多遠，這裏總有一盞燈為您留著。
過去一年，海洋研究所的新樓落成，五位在外的瀾港人回來當起了客座研究員；老碼頭修舊如舊，倉庫改成的陳列館裏，\
掛著鄉親們捐出的老照片；沿海綠道接通了四個鎮，騎車一圈，正好看一次日落。您提過的建議，我們逐條交辦，辦成的、\
正在辦的，都附在隨信的簡訊裏。
正月初六，縣裏照例辦新春茶敘，歡迎您帶孩子一起來認認親、聽聽鄉音。如地址或電話有變動，也請順便告訴我們一聲。
""",
        SIGNED_HANT,
    ),
    "en": Words(
        "A Letter from Home",
        """\
The Spring Festival of {year} is not far off, and everybody at home in Langang joins us in wishing you and \
your family a very good year. However far you have gone, a lamp is kept burning for you here.
This year the Marine Institute moved into its new building, and five people from Langang who live elsewhere \
came back as visiting fellows. The old quay has been restored; the photographs that many of you sent now hang \
in the warehouse beside it. The coast path links four towns at last, and a ride around it ends, with good \
timing, at sunset. What you suggested to us has been passed on point by point; the enclosed news sheet says \
what has come of it.
On the sixth day of the first month we hold our New Year tea as usual. Do come, and bring the children. And if \
your address or telephone number has changed, please let us know.
""",
        SIGNED_EN,
    ),
}

THANKS = (
    "来信致谢，附全家合影一张",
    "发来消息，画册已收到",
    "来电致谢，问起母校近况",
    "托亲戚带话，信已收到",
    "回信说想在清明前后回乡",
    "回邮件致谢，并告知新的电话",
)
"""What the recipients of letters answered."""
