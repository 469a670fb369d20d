"""What the columns of a roster are called: the usual headers of each field, in both languages, and those never read.

Headers stand here as `plain` leaves them: simplified, in lower case, without spaces, hyphens and joining words.
"""

import re
from collections.abc import Mapping

UNIT_POST = "unit+post"
"""Unit and post in one cell."""
HOMETOWN = "hometown"
"""Home town and village in one cell, perhaps with province and county before them."""
WHOLE_ADDRESS = "address"
"""An address in one cell."""
PLACE = "place"
"""Where somebody lives, at most down to the city: 美国纽约, 杭州."""
BIRTHDAY = "birthday"
"""The day of birth in one cell; only month and day are kept."""
LUNAR_BIRTHDAY = "birthday.lunar"
"""The same, by the lunar calendar."""
SURNAME, GIVEN_NAME = "name.surname", "name.given"
"""The two parts of a name in two columns."""
SERIAL = "serial"
"""The running number of a list, which says nothing of a person."""

OF_ANYBODY = frozenset({UNIT_POST, SURNAME, GIVEN_NAME, SERIAL})
COMBINED = OF_ANYBODY | {HOMETOWN, WHOLE_ADDRESS, PLACE, BIRTHDAY, LUNAR_BIRTHDAY}

_SHARED = {
    "number": "编号 人员编号 档案号 档案编号 工号 代码 id code number refno referencenumber personnumber",
    "name": (
        "姓名 名字 姓名全称 人名 真实姓名 中文姓名 中文名 本人姓名 人员姓名 姓名称呼 name fullname chinesename "
        "personname"
    ),
    "unit": (
        "单位 工作单位 所在单位 单位名称 工作单位名称 现工作单位 现单位 任职单位 服务单位 公司 公司名称 "
        "企业 企业名称 机构 机构名称 部门 所在部门 所属单位 unit organisation organization company "
        "employer institution affiliation workplace companyname department organisationname "
        "organizationname placeofwork"
    ),
    "post": (
        "职务 现任职务 现职务 职位 岗位 行政职务 担任职务 职务职称 职称职务 职衔 头衔 post position title "
        "jobtitle role positiontitle occupation"
    ),
    UNIT_POST: (
        "单位职务 工作单位职务 所在单位职务 现工作单位职务 现任单位职务 工作单位现任职务 单位现任职务 "
        "所在单位现任职务 任职单位职务 单位职位 公司职务 公司职位 所在公司职务 企业职务 "
        "单位职务职称 工作单位职务职称 现任工作单位职务 unitpost unitposition organisationposition "
        "organizationposition organisationtitle organizationtitle companytitle companyposition "
        "organisationpost organizationpost employerposition affiliationtitle affiliationposition unittitle"
    ),
    "phone": (
        "手机 手机号 手机号码 移动电话 联系电话 电话 电话号码 联系方式 联系手机 本人手机 本人电话 办公电话 "
        "办公室电话 单位电话 家庭电话 住宅电话 固定电话 联络电话 固话 座机 宅电 联系号码 手机电话 "
        "联系电话手机 常用电话 常用手机 办公 流动电话 行动电话 手提电话 手提 "
        "phone phonenumber mobile mobilenumber mobilephone telephone "
        "tel cell cellphone contactnumber contactphone telephonenumber officephone homephone workphone "
        "phones"
    ),
    "email": (
        "邮箱 电子邮箱 电子邮件 电邮 邮件 邮箱地址 电子邮箱地址 电子信箱 电子邮件地址 工作邮箱 个人邮箱 常用邮箱 "
        "联系邮箱 email emailaddress mail emailid workemail personalemail officeemail contactemail"
    ),
    SURNAME: "姓 姓氏 surname lastname familyname",
    GIVEN_NAME: "名 givenname firstname givennames forename",
    "reading": "读音 拼音 姓名拼音 姓名读音 汉语拼音 pinyin reading",
}
_PEOPLE = {
    "name": (
        "联系对象 结对对象 挂联对象 包联对象 联谊对象 结对人士 联系人士 "
        "联系对象姓名 对象姓名 代表人士 代表人士姓名 党外代表人士 党外代表人士姓名 党外人士姓名 "
        "乡贤姓名 乡贤 嘉宾姓名 人士姓名 representative representativename"
    ),
    "honorific": "称谓 称呼 尊称 honorific salutationtitle",
    # The sector is read under no other headers, and never guessed.
    "sector": (
        "界别 所属界别 所在界别 类别 人员类别 对象类别 人士类别 代表人士类别 统战对象类别 党外代表人士类别 "
        "界别类别 sector category"
    ),
    "tier": "层级 重点程度 联系层级 级别层级 联系级别 tier level",
    "town": "镇 家乡镇 籍贯镇 乡镇 乡镇街道 镇街 镇街道 镇乡街道 所属乡镇 籍贯乡镇 hometowntownship township",
    "village": "村 家乡村 籍贯村 村社区 行政村 所属村 village",
    HOMETOWN: "籍贯 祖籍 家乡 原籍 籍贯镇村 祖籍地 老家 hometown nativeplace ancestralhome placeoforigin",
    "phone": "国内电话 国外电话 海外电话 境外电话 国内手机 国外手机 海外手机",
    "wechat": "微信 微信号 微信号码 微信账号 微信id wechat wechatid",
    "language": "语言 信函语言 书信语言 language letterlanguage languageofletters",
    "salutation": "信函称呼 信函称谓 书信称呼 salutation",
    "birth_month": "生日月 出生月 出生月份 birthmonth",
    "birth_day": "生日日 出生日 birthdayday",
    BIRTHDAY: (
        "生日 出生 出生年月 出生日期 出生年月日 出生时间 公历生日 阳历生日 birthday birthdate dateofbirth dob born"
    ),
    LUNAR_BIRTHDAY: "农历生日 阴历生日 农历出生日期 农历出生年月日 农历出生年月 lunarbirthday",
    "source": "信息来源 资料来源 来源 source",
    "purpose": "用途 信息用途 purpose",
    "review_on": "复核日期 复核时间 reviewon reviewdate",
    "status": "状态 联系状态 人员状态 status",
    "status_since": "状态起日 状态日期 statussince",
    "no_festive_until": "暂停节日信至 nofestivelettersuntil",
    "remarks": "备注 备注说明 备考 说明 附注 remarks remark notes note comments comment",
    "household": "同户 household",
    "rule": "联系制度 contactrule",
    PLACE: (
        "现居地 现居住地 居住地 居住国 居住国家 住在国 旅居国 旅居地 所在地 现居国 居住城市 所在城市 "
        "现居城市 侨居城市 旅居城市 现居住城市 现住城市 常住城市 现住国家 现居国家 现住国 现住地 "
        "现居住国 居留国 常住地 旅居国家 侨居国 侨居地 居住国家地区 所在国家 所在国 所在国家城市 国家城市 "
        "居住国城市 residence placeofresidence countryofresidence currentlocation location basedin livesin"
    ),
    WHOLE_ADDRESS: (
        "地址 通讯地址 通信地址 联系地址 邮寄地址 收件地址 家庭住址 家庭地址 住宅地址 住址 现住址 现住地址 "
        "居住地址 详细地址 单位地址 办公地址 收信地址 寄件地址 住所 现居住地址 邮政地址 通讯住址 国外地址 "
        "国外住址 国内住址 海外住址 境外住址 住在国地址 居住国地址 所在国地址 联络地址 通讯处 通信处 邮寄住址 现居地址 "
        "常住地址 收件人地址 收货地址 快递地址 contactaddress residentialaddress currentaddress "
        "海外地址 境外地址 国内地址 address postaladdress mailingaddress homeaddress fulladdress "
        "addressline streetaddress officeaddress workaddress"
    ),
    "address.country": "国家 国家地区 国别 国家或地区 country countryregion",
    "address.region": "省 省份 省市自治区 省自治区 州省 省州 province state region stateprovince provincestate",
    "address.city": "市 城市 地市 地级市 city",
    "address.district": "区县 县区 县市区 区 县 市县 district county",
    "address.lines": "街道地址 门牌 门牌号 街道门牌 street",
    "address.postcode": "邮编 邮政编码 邮递区号 邮码 邮政编号 postcode zip zipcode postalcode",
    "address.recipient": "收件人 收信人 recipient recipientline",
    "address.season_from": "季节起",
    "address.season_until": "季节止",
    "address.returned_on": "退信日期",
    "address.for_household": "同户地址",
}
_CADRES = {
    "name": "干部 干部姓名 联系干部 联系干部姓名 领导姓名 cadre cadrename staffname",
    "joined_on": "到任日期 到任时间 到岗日期 到岗时间 任职日期 任职时间 入职日期 入职时间 joinedon joined startdate",
    "left_on": "离任日期 离任时间 离岗日期 离岗时间 离职日期 离职时间 lefton left enddate",
}
OFFERED: Mapping[str, str] = dict.fromkeys(
    ("社会职务", "社会任职", "社会兼职", "兼任社会职务", "主要社会职务"), "remarks"
)
"""Headers of no field, with the one that may keep what they hold: a post in societies is not the post at work."""
_NOTHING = (
    "性别 年龄 学历 学位 文化程度 毕业院校 毕业学校 专业 所学专业 职称 专业技术职称 技术职称 职级 级别 "
    "参加工作时间 工作时间 国籍 出生地 户籍 户籍地 户籍所在地 户籍地址 户口所在地 出生年 出生年份 年份 "
    "单位性质 工作单位性质 企业性质 单位类型 传真 传真号码 qq qq号 照片 个人简历 简历 主要事迹 个人特长 "
    "特长 成就 荣誉 主要成就 签名 签字 签收 联系时间 联系日期 联系次数 走访时间 走访日期 邮寄日期 "
    "推荐单位 推荐时间 微信群 曾用名 英文名 英文姓名 外文姓名 外文名 人数 数量 金额 gender sex age "
    "education degree fax photo website englishname nickname nationality major birthyear yearofbirth"
)
_SERIALS = "序号 序 次序 排序 行号 顺序号 no # №"

_IDENTITY = "身份证|证件|护照|通行证|回乡证|台胞证|身份号|公民身份|社保|社会保障|医保|居留证|绿卡|驾照|军官证"
_BELIEF = "宗教|信仰|教派|信教|教籍|民族|族别|族裔|种族"
_POLITICS = "政治|党.?派|政党|党籍|党员|入党|党内|党组织|党龄|党支部|团员|入团|思想|观点|立场|忠诚|影响力|政审"
_PRIVATE = (
    "健康|心理|疫苗|伤残|病史|病情|疾病|患病|身体状况|残疾|残障|血型|体检|过敏|婚姻|婚否|婚育|生育|"
    "配偶|爱人|夫妻|子女|儿女|父母|父亲|母亲|家属|家人|亲属|亲友|家庭成员|家庭情况|"
    "家庭状况|家庭主要成员|家庭关系|社会关系|性取向|指纹|银行|卡号|账户|收入|工资|薪酬|资产|财产|房产|前科|犯罪|处分|奖惩|征信|负债"
)
_NOT_HELD = re.compile(f"{_IDENTITY}|{_BELIEF}|{_POLITICS}|{_PRIVATE}")
_NOT_HELD_ENGLISH = re.compile(
    r"\b(?:id\W?(?:card|no|num\w*)|identity|identification|passport|ssn|social security|national id|visa|"
    r"religio\w*|faith|belief|denomination|church|ethnic\w*|race|part(?:y|ies)(?: \w+)?|politic\w*|ideolog\w*|"
    r"health|medical|illness|disease|disab\w*|blood|marital|married|spouse|husband|wife|child(?:ren)?|parents?|"
    r"father|mother|famil(?:y|ies) (?:members?|status|situation|background)|family|relatives|kin|sexual\w*|bank\w*|"
    r"account no\w*|income|salary|assets|property|criminal\w*)\b"
)
_OTHERS = re.compile(
    "联系人|秘书|助理|经办|推荐人|介绍人|紧急|填表|填报|联系领导|联络员|联络人|责任人|包联|挂联|负责人|法人|法定代表|结对|走访干部|走访人|"
    "随行|陪同|审核|领导班子|对接人|经手|代收|emergency|secretary|assistant|contactperson|referrer|liaisonofficer"
)
_MEANT_OTHERWISE = re.compile(r"^family ?(?:name|address|phone)$")


def aliases_of(*, cadres: bool) -> Mapping[str, str | None]:
    """The field of each usual header of a roster of cadres or of representatives; None for those of no field."""
    found: dict[str, str | None] = dict.fromkeys(_NOTHING.split())
    own = _CADRES if cadres else _PEOPLE
    for table in (_SHARED, own, {SERIAL: _SERIALS}):
        for name, words in table.items():
            found.update(dict.fromkeys(words.split(), name))
    return found


def is_not_held(header: str) -> bool:
    """Whether a header names what the program does not hold: identity numbers, belief, politics, health, family."""
    lower = " ".join(re.sub(r"[_\-/.]+", " ", header).casefold().split())
    if _NOT_HELD_ENGLISH.search(lower) and not _MEANT_OTHERWISE.fullmatch(lower):
        return True
    return _NOT_HELD.search("".join(header.split())) is not None


def is_of_others(header: str, *, cadres: bool) -> bool:
    """Whether a header speaks of somebody else than the person of the row."""
    text = "".join(header.split()).casefold()
    if not cadres and ("干部" in text or "领导" in text or "cadre" in text):
        return True
    if cadres and ("联系对象" in text or "representative" in text):
        return True
    return _OTHERS.search(text) is not None
