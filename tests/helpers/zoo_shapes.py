"""Animals whose tables are hard to find: titles, headers over two rows, footers, encodings, several lists."""

from datetime import date

from zoo_keeping import ALL, HEAD, LI, PLAIN, THREE, WANG, ZHANG, Animal, book, lines, old_book, text, without

SHAPES = [
    Animal(
        "title_footer_notes.xlsx",
        book(
            (
                "Sheet1",
                [
                    ["2026年党外代表人士名册"],
                    ["填报单位：县委统战部", "", "", "", "2026年3月"],
                    [],
                    HEAD,
                    *THREE,
                    ["合计", "3人"],
                    [],
                    ["填表人：王芳", "", "审核人：陈红"],
                    ["注：本表每年更新一次。"],
                ],
            ),
            merged=["A1:E1"],
        ),
        ALL,
        said=["合计", "填表人", "注"],
    ),
    Animal(
        "two_rows_of_headers.xlsx",
        book(
            (
                "名册",
                [
                    ["姓名", "工作情况", "", "联系方式", "", "备注"],
                    ["", "单位", "职务", "手机", "邮箱", ""],
                    ["张伟", "县人民医院", "副院长", 13800138000, "zw@example.com", "甲"],
                    ["李娜", "县第一中学", "教师", 13900139000, "", ""],
                ],
            ),
            merged=["A1:A2", "B1:C1", "D1:E1", "F1:F2"],
        ),
        [{**ZHANG, "email": "zw@example.com", "remarks": "甲"}, LI],
    ),
    Animal(
        "two_rows_of_headers.csv",
        text(
            lines("姓名,单位情况,,联系方式,", ",名称,职务,手机,微信号", "张伟,县人民医院,副院长,13800138000,zw"),
            "gb18030",
        ),
        [{**ZHANG, "wechat": "zw"}],
    ),
    Animal(
        "several_sheets.xlsx",
        book(
            ("知识界", [HEAD, THREE[0]]),
            ("民营经济", [["名单"], HEAD, THREE[2]]),
            ("统计", [["界别", "人数"], ["知识界", 1], ["民营经济", 1]]),
            ("旧名单", [HEAD, THREE[1]]),
            ("空", []),
            hidden_sheets=["旧名单"],
        ),
        [ZHANG, WANG, LI],
        said=["统计", "旧名单"],
    ),
    Animal(
        "hidden.xlsx",
        book(("名册", [HEAD, *THREE]), hidden_rows=[3], hidden_columns=["D:D"]),
        ALL,
        said=["3", "职务"],
    ),
    Animal(
        "blank_rows_sections_repeated_headers.xlsx",
        book(
            (
                "名册",
                [
                    [],
                    HEAD,
                    ["一、知识界"],
                    THREE[0],
                    [],
                    THREE[1],
                    HEAD,
                    ["二、民营经济", "", "", "", ""],
                    THREE[2],
                    [4],
                    [5],
                    ["小计", 3],
                ],
            ),
            merged=["A3:E3"],
        ),
        ALL,
    ),
    Animal(
        "utf8_mark.csv",
        text("\ufeff" + PLAIN, "utf-8"),
        ALL,
    ),
    Animal("gb18030.csv", text(PLAIN, "gb18030"), ALL),
    Animal("utf16.tsv", text(PLAIN.replace(",", "\t").replace("\n", "\r\n"), "utf-16"), ALL),
    Animal("utf16_no_mark.csv", text(PLAIN.replace(",", ";"), "utf-16-le"), ALL),
    Animal("renamed_text.xls", text(PLAIN.replace(",", "\t"), "gb18030"), ALL),
    Animal("old.xls", old_book("通讯录", [["通讯录"], HEAD, *THREE]), ALL),
    Animal(
        "side_by_side.xlsx",
        book(
            (
                "通讯录",
                [
                    ["序号", "姓名", "手机", "", "序号", "姓名", "手机"],
                    [1, "张伟", 13800138000, "", 3, "王建国", 13800138003],
                    [2, "李娜", 13900139000, "", 4, "赵敏", 13800138004],
                ],
            )
        ),
        [
            without(ZHANG, "unit", "post"),
            without(LI, "unit", "post"),
            {"name": "王建国", "phone": "138 0013 8003"},
            {"name": "赵敏", "phone": "138 0013 8004"},
        ],
    ),
    Animal(
        "below_each_other.xlsx",
        book(
            (
                "名册",
                [
                    ["知识界"],
                    ["姓名", "单位"],
                    ["张伟", "县人民医院"],
                    ["合计：1人"],
                    [],
                    ["侨界"],
                    ["序号", "姓名", "居住国", "电话"],
                    [1, "李娜", "新加坡", "+65 6123 4567"],
                    ["", "", "", "+65 6123 4568"],
                ],
            )
        ),
        [{"name": "张伟", "unit": "县人民医院"}, {"name": "李娜", "country": "SG", "phone": "+65 6123 4567"}],
        rejected=[("名册 (2)", 9, "姓名")],
    ),
    Animal(
        "merged_cells_and_dittos.xlsx",
        book(
            (
                "名册",
                [
                    ["姓名", "单位", "职务", "手机"],
                    ["张伟", "县人民医院", "副院长", 13800138000],
                    ["李娜", "", "医生", 13900139000],
                    ["王建国", "东海水产公司", "董事长", "0571-88881234"],
                    ["", "", "", "13800138003"],
                    ["赵敏", "同上", "〃", "/"],
                ],
            ),
            merged=["B2:B3", "A4:A5"],
        ),
        [
            ZHANG,
            {**LI, "unit": "县人民医院", "post": "医生"},
            {**WANG, "phone": "0571-88881234、138 0013 8003"},
            {"name": "赵敏", "unit": "东海水产公司", "post": "董事长"},
        ],
    ),
    Animal(
        "cadres.xlsx",
        book(
            (
                "Sheet1",
                [
                    ["联系干部通讯录"],
                    ["序号", "姓名", "单位及职务", "办公电话", "手机", "到任时间", "政治面貌"],
                    [1, "王芳", "县委统战部副部长", "0571-88881234", 13800138000, "2022.3.5", "中共党员"],
                    [2, "陈红", "县工商联秘书长", "", 13900139000, "2022年3月", ""],
                ],
            )
        ),
        [
            {
                "name": "王芳",
                "unit": "县委统战部",
                "post": "副部长",
                "phone": "0571-88881234、138 0013 8000",
                "joined_on": date(2022, 3, 5),
            },
            {"name": "陈红", "unit": "县工商联", "post": "秘书长", "phone": "139 0013 9000"},
        ],
        not_held={"政治面貌": 1},
        said=["到任时间"],
        cadres=True,
    ),
    Animal(
        "twice_in_the_file.xlsx",
        book(
            ("甲", [HEAD, *THREE]),
            (
                "乙",
                [
                    ["姓名", "电话", "邮箱", "单位"],
                    ["张伟", 13800138000, "zw@example.com", ""],
                    ["李娜", 13900139000, "", "县二中"],
                ],
            ),
        ),
        [{**ZHANG, "email": "zw@example.com"}, LI, WANG],
        rejected=[("乙", 3, "单位")],
    ),
    Animal(
        "namesakes.csv",
        text(lines("编号 姓名 手机", "1 张伟 13800138000", "2 张伟 13900139000"), "gb18030"),
        [{"name": "张伟", "phone": "138 0013 8000"}, {"name": "张伟", "phone": "139 0013 9000"}],
    ),
    Animal(
        "likeness_and_others.xlsx",
        book(
            (
                "名册",
                [
                    [
                        "姓名",
                        "工作单位全称",
                        "联系电话号",
                        "联系人",
                        "联系人电话",
                        "联系干部",
                        "毕业院校",
                        "联络电话号码表",
                        "编号",
                    ],
                    ["张伟", "县人民医院", 13800138000, "秘书王", 13700137000, "王芳", "浙大", "x", "D001"],
                ],
            )
        ),
        [{"name": "张伟", "unit": "县人民医院", "phone": "138 0013 8000", "number": "D001"}],
        said=["工作单位全称 = 工作单位", "联系人", "毕业院校", "联系干部"],
    ),
    Animal(
        "surname_apart.csv",
        text("Surname,Given name,Company,Job title\nSmith,John,Acme,CEO\n张,伟,县医院,医生\n", "utf-8"),
        [{"name": "John Smith", "unit": "Acme", "post": "CEO"}, {"name": "张伟", "unit": "县医院", "post": "医生"}],
    ),
    Animal(
        "like_the_office_workbook.xlsx",
        book(
            (
                "联系对象",
                [
                    ["联系对象名册"],
                    ["编号", "姓名", "界别", "工作单位及职务", "手机", "微信", "邮箱", "民族"],
                    [
                        "001",
                        "张伟",
                        "知识界",
                        "县人民医院副院长",
                        "13800138000",
                        "同手机",
                        "a@example.com; b@example.com",
                        "汉",
                    ],
                    ["002", "李娜", "", "县第一中学教师", "13900139000", "", "没有@", ""],
                    ["合计", 2],
                ],
            )
        ),
        [{**ZHANG, "number": "001", "sector": "知识界", "wechat": "13800138000", "email": "a@example.com"}],
        rejected=[("联系对象", 4, "邮箱")],
        not_held={"民族": 1},
    ),
]
