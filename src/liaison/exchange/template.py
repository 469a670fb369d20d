"""The row of an empty workbook that shows how each sheet is filled in; it is never taken in."""

from collections.abc import Mapping

from liaison.exchange.sheets import (
    ADDRESSES,
    CADRES,
    CONSENTS,
    EXAMPLE,
    FOLLOW_UP_STEPS,
    FOLLOW_UPS,
    HOUSEHOLDS,
    PAIRINGS,
    PAUSES,
    PEOPLE,
    RULES,
    SEGMENTS,
    SETTINGS,
    TRIPS,
    VISITS,
    Sheet,
)

_ROWS: Mapping[Sheet, str] = {
    CADRES: "编号=示例 姓名=王芳 单位=县委统战部 职务=副部长 电话=13800000000",
    PEOPLE: (
        "编号=示例 姓名=陈晓明 称谓=先生 界别=乡贤 层级=重点 镇=东山镇 村=南村 单位=某某有限公司 职务=总经理 "
        "手机=13900000000 语言=简体中文 国家=中国 省=浙江省 市=杭州市 区县=西湖区 地址=文三路1号 邮编=310012 "
        "同户=陈家 状态=联系中"
    ),
    PAIRINGS: "干部=示例：王芳 联系对象=陈晓明（某某有限公司） 开始日期=2026-01-01",
    RULES: "名称=示例：一般联系 适用=默认 频率=每季度至少1次 方式=走访、座谈、电话 由谁=任何人",
    VISITS: "日期=2026-03-05 方式=走访 状态=已完成 干部=王芳 联系对象=示例：陈晓明 地点=杭州 内容=了解近况。",
    TRIPS: "名称=示例：春季赴杭州走访 城市=杭州 开始=2026-03-04 结束=2026-03-06 干部=王芳",
    PAUSES: "联系对象=示例：陈晓明 开始=2026-03-01 结束=2026-04-30 原因=近期不便",
    FOLLOW_UPS: (
        "联系对象=示例：陈晓明 联系日期=2026-03-05 类别=建议 内容=建议每年通报一次家乡情况。 承办=办公室 "
        "收到日期=2026-03-05 状态=已交办 编号=1"
    ),
    FOLLOW_UP_STEPS: "意见编号=示例：1 日期=2026-03-06 办理=交办 状态=已交办 说明=办公室",
    ADDRESSES: "联系对象=示例：陈晓明 国家=新加坡 地址=10，Example-Street 邮编=000000",
    CONSENTS: "联系对象=示例：陈晓明 渠道=邮寄 意愿=同意 起日=2026-03-05 来源=当面",
    HOUSEHOLDS: "同户=示例：陈家 信函称呼=陈晓明先生、林静女士",
    SEGMENTS: "名称=示例：乡贤 条件=界别:乡贤",
    SETTINGS: "名称=示例：界别 值=乡贤",
}


def has_example(sheet: Sheet) -> bool:
    """Whether a sheet is one that people fill in by hand, and so stands in an empty workbook."""
    return sheet in _ROWS


def example_row(sheet: Sheet) -> Mapping[str, str]:
    """The cells of the example row of a sheet, by header; the one that marks it begins with `EXAMPLE`."""
    cells = dict(cell.split("=", 1) for cell in _ROWS[sheet].split())
    if not is_example(cells[sheet.column(sheet.marked).header]):
        raise ValueError(f"the example row of {sheet.name} is not marked")
    return cells


def is_example(text: str) -> bool:
    """Whether the text of the marking cell says that its row is an example."""
    text = text.strip()
    return text == EXAMPLE or text.startswith(f"{EXAMPLE}：")
