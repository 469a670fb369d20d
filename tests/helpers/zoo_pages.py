"""Animals that were laid out for the printer or for another purpose: pages, pairs of cadres and people, odd wording."""

from datetime import date

from zoo_keeping import HEAD, LI, THREE, ZHANG, Animal, book, lines, text, without

PAGES = [
    Animal(
        "headers_over_three_rows.xlsx",
        book(
            (
                "附件1",
                [
                    ["信息采集表（截至2026年10月31日）"],
                    ["序\n号", "姓 名\n（必填）", "工作\n单位", "现任\n职务", "通讯方式", "", "", "备  注"],
                    ["", "", "", "", "电话", "", "电子\n邮箱", ""],
                    ["", "", "", "", "办公", "手机（必填）", "", ""],
                    [1, "张伟", "县人民\n医院", "副院长", "0571-88881234", 13800138000, "zw@example.com", "甲"],
                    [2, "李娜", "县第一\n中学", "教师", "", 13900139000, "", ""],
                ],
            ),
            merged=["A1:H1", "A2:A4", "B2:B4", "C2:C4", "D2:D4", "E2:G2", "E3:F3", "G3:G4", "H2:H4"],
        ),
        [{**ZHANG, "phone": "0571-88881234、138 0013 8000", "email": "zw@example.com", "remarks": "甲"}, LI],
    ),
    Animal(
        "pages_with_titles_in_cells.xlsx",
        book(
            (
                "名册",
                [
                    ["名单", "", "", "", "第1页"],
                    ["单位：统战部", "", "", "", "单位：人"],
                    HEAD,
                    THREE[0],
                    ["名单", "", "", "", "第2页"],
                    HEAD,
                    THREE[1],
                    ["制表：小李", "", "", "", "审核：老王"],
                ],
            )
        ),
        [ZHANG, LI],
        said=["5", "制表"],
    ),
    Animal(
        "two_rows_of_headers_on_each_page.csv",
        text(
            lines(
                "联系领导,,联系对象,,",
                "姓名,职务,姓名,单位,手机",
                "王芳,部长,张伟,县人民医院,13800138000",
                "联系领导,,联系对象,,",
                "姓名,职务,姓名,单位,手机",
                "王芳,部长,李娜,县第一中学,13900139000",
            ),
            "gb18030",
        ),
        [without(ZHANG, "post"), without(LI, "post")],
        said=["联系领导/姓名"],
    ),
    Animal(
        "cadres_and_people_in_one_list.csv",
        text(
            lines(
                "联系领导 领导职务 联系对象 性别 所在单位 职务 联系电话 统战对象类别",
                "王芳 部长 张伟 男 县人民医院 副院长 13800138000 知识界",
                "王芳 部长 李娜 女 县第一中学 教师 13900139000 ",
            ),
            "utf-8",
        ),
        [{**ZHANG, "sector": "知识界"}, LI],
        said=["联系领导"],
    ),
    Animal(
        "odd_wording.xlsx",
        book(
            (
                "通訊錄",
                [
                    ["姓氏", "名字", "公司/機構", "職銜", "流動電話", "何党何派"],
                    ["鄧", "志強", "恒豐公司", "會長", "+852 9123 4567", "x"],
                    ["王", "芳", "县医院（退休教师）", "", "13800138000(661234)", ""],
                ],
            )
        ),
        [
            {"name": "鄧志強", "unit": "恒豐公司", "post": "會長", "phone": "+852 9123 4567"},
            {"name": "王芳", "unit": "县医院（退休教师）", "phone": "138 0013 8000、661234"},
        ],
        not_held={"何党何派": 1},
    ),
    Animal(
        "names_and_numbers_that_are_none.xlsx",
        book(
            (
                "名册",
                [
                    ["姓名", "工作单位及职务", "手机"],
                    ["张伟", "县人民医院（副院长）", "13800138000"],
                    ["张三等5人", "县商会", ""],
                    ["（待定）", "县商会", ""],
                    ["李娜", "", 1380013800],
                    ["王芳", "", "138001380001"],
                    ["#赵敏", "", ""],
                ],
            )
        ),
        [ZHANG, {"name": "#赵敏"}],
        rejected=[("名册", 3, "姓名"), ("名册", 4, "姓名"), ("名册", 5, "手机"), ("名册", 6, "手机")],
    ),
    Animal(
        "home_county_that_no_list_has.xlsx",
        book(
            (
                "名册",
                [
                    ["姓名", "单位", "手机", "籍贯"],
                    ["张伟", "县医院", 13800138000, "澜港县鹭汀镇前埠村"],
                    ["李娜", "县一中", 13900139000, "澜港县东浦镇"],
                    ["李娜", "县一中", 13900139000, "澜港县西浦镇"],
                    ["王芳", "县二中", "", "福建省晋江市安海镇"],
                ],
            )
        ),
        [
            {"name": "张伟", "unit": "县医院", "phone": "138 0013 8000", "town": "鹭汀镇", "village": "前埠村"},
            {"name": "李娜", "unit": "县一中", "phone": "139 0013 9000", "town": "东浦镇"},
            {"name": "王芳", "unit": "县二中", "town": "福建省晋江市安海镇"},
        ],
        rejected=[("名册", 4, "籍贯")],
        said=["澜港县"],
    ),
    Animal(
        "staff.csv",
        text(
            lines(
                "部门 姓名 职务 手机（短号） 到岗时间 离岗时间",
                "办公室 王芳 主任 13800138000(661101) 2021年5月10日 ",
            ),
            "gb18030",
        ),
        [
            {
                "name": "王芳",
                "unit": "办公室",
                "post": "主任",
                "phone": "138 0013 8000、661101",
                "joined_on": date(2021, 5, 10),
            }
        ],
        cadres=True,
    ),
    Animal(
        "a_sheet_of_the_office_workbook_with_more.xlsx",
        book(
            (
                "联系对象",
                [
                    ["编号", "姓名", "单位", "手机", "民族"],
                    ["D1", "张伟", "县人民医院", "13800138000", "汉"],
                    ["D2", "李娜", "县第一中学", "", ""],
                ],
            )
        ),
        [
            {"number": "D1", **without(ZHANG, "post")},
            {"number": "D2", **without(LI, "post", "phone")},
        ],
        not_held={"民族": 1},
    ),
    Animal(
        "filled_in_above_the_headers.xlsx",
        book(
            (
                "人员",
                [
                    ["单位（盖章）：", "", "", "填表时间：2026年11月"],
                    ["姓名", "性别", "民族", "工作单位", "职务", "联系电话"],
                    ["张伟", "男", "汉", "县人民医院", "副院长", 13800138000],
                    ["填表说明：", "", "1.本表一式两份；"],
                ],
            )
        ),
        [ZHANG],
        not_held={"民族": 1},
    ),
    Animal(
        "in_two_languages.xlsx",
        book(
            (
                "理事",
                [
                    ["", "姓名 Name", "单位 Organization", "职务 Title", "电话 Tel", "国家 Country", "宗教 Religion"],
                    [1, "张伟", "县人民医院", "副院长", 13800138000, "法国 France", "x"],
                    ["注：1.以上按加入时间排列。"],
                    ["合计", "", "", "1"],
                ],
            )
        ),
        [{**ZHANG, "country": "FR"}],
        not_held={"宗教 Religion": 1},
    ),
    Animal(
        "pairs.csv",
        text(
            lines(
                "联系干部 干部手机号码 结对对象 对象单位 对象职务 对象电话 结对时间",
                "王芳 13700137000 张伟 县人民医院 副院长 13800138000 2025.3",
            ),
            "utf-8",
        ),
        [ZHANG],
        said=["干部手机号码"],
    ),
    Animal(
        "said_twice_without_a_unit.csv",
        text("姓名,备注\n张伟,\n张伟,\n李娜,甲\n", "utf-8"),
        [{"name": "张伟"}, {"name": "李娜", "remarks": "甲"}],
    ),
]
