"""Animals whose cells are hard to read: telephone numbers, days, names, places."""

from datetime import date

from zoo_keeping import ALL, Animal, book, lines, text

VALUES = [
    Animal(
        "unit_and_post_in_one.xlsx",
        book(
            (
                "名册",
                [
                    ["姓 名", "所在单位及职务", "手机号码"],
                    ["张　伟", "县人民医院副院长", 13800138000],
                    ["李 娜", "县第一中学 教师", "139-0013-9000"],
                    ["王建国", "东海水产公司\n董事长", "(0571)88881234"],
                    ["赵敏", "县政协副主席、市工商联副会长", ""],
                    ["钱进", "自由职业", ""],
                    ["孙丽", "退休教师", "/"],
                ],
            )
        ),
        [
            *ALL,
            {"name": "赵敏", "unit": "县政协", "post": "副主席、市工商联副会长"},
            {"name": "钱进", "unit": "自由职业"},
            {"name": "孙丽", "post": "退休教师"},
        ],
    ),
    Animal(
        "not_held.xlsx",
        book(
            (
                "名册",
                [
                    [
                        "姓名",
                        "性别",
                        "民族",
                        "宗教信仰",
                        "政治面貌",
                        "参加党派",
                        "身份证号码",
                        "健康状况",
                        "家庭成员",
                        "家庭住址",
                        "界别",
                    ],
                    [
                        "张伟",
                        "男",
                        "汉族",
                        "无",
                        "群众",
                        "",
                        "330***",
                        "良好",
                        "妻李某",
                        "浙江省杭州市西湖区文三路1号",
                        "知识界",
                    ],
                    ["李娜", "女", "回族", "", "民盟", "民盟", "330***", "", "", "", "宗教界"],
                ],
            )
        ),
        [
            {
                "name": "张伟",
                "sector": "知识界",
                "region": "浙江省",
                "city": "杭州市",
                "district": "西湖区",
                "lines": "文三路1号",
            },
            {"name": "李娜", "sector": "宗教界"},
        ],
        not_held={
            "民族": 2,
            "宗教信仰": 1,
            "政治面貌": 2,
            "参加党派": 1,
            "身份证号码": 2,
            "健康状况": 1,
            "家庭成员": 1,
        },
        said=["性别"],
    ),
    Animal(
        "phones.xlsx",
        book(
            (
                "电话",
                [
                    ["姓名", "手机", "办公电话"],
                    ["赵一", 13800138000.0, "0571-88881234转802"],
                    ["赵二", "１３８００１３８００１", "0571-88881235-3"],
                    ["赵三", "+86 138 0013 8002", ""],
                    ["赵四", "13800138003/13900139003", "同上"],
                    ["赵五", "手机：13800138004；宅：0571-88881236", ""],
                    ["赵六", "1.38E+10", ""],
                    ["赵七", "1.3800138007E+10", ""],
                    ["赵八", 57188881239.0, ""],
                    ["赵九", "+1 650 253 0000", ""],
                    ["赵十", "13800138010\n13900139010", "无"],
                    ["钱一", "电话不详", ""],
                    ["钱二", "13800138012（微信同号）", "暂无"],
                ],
            )
        ),
        [
            {"name": "赵一", "phone": "138 0013 8000、0571-88881234转802"},
            {"name": "赵二", "phone": "138 0013 8001、0571-88881235转3"},
            {"name": "赵三", "phone": "138 0013 8002"},
            {"name": "赵四", "phone": "138 0013 8003、139 0013 9003"},
            {"name": "赵五", "phone": "138 0013 8004、0571-88881236"},
            {"name": "赵七", "phone": "138 0013 8007"},
            {"name": "赵八", "phone": "0571-88881239"},
            {"name": "赵九", "phone": "+1 650-253-0000"},
            {"name": "赵十", "phone": "138 0013 8010、139 0013 9010"},
            {"name": "钱二", "phone": "138 0013 8012"},
        ],
        rejected=[("电话", 7, "手机"), ("电话", 12, "手机")],
    ),
    Animal(
        "shortened_number.csv",
        text(lines("姓名 手机", "赵一 1.38E+10", "赵二 1.3800138007E+10", "赵三 8613800138008"), "utf-8"),
        [{"name": "赵二", "phone": "138 0013 8007"}, {"name": "赵三", "phone": "138 0013 8008"}],
        rejected=[("shortened_number", 2, "手机")],
    ),
    Animal(
        "birthdays.xlsx",
        book(
            (
                "名册",
                [
                    ["姓名", "出生年月"],
                    ["赵一", "1965.3.5"],
                    ["赵二", "1965年3月"],
                    ["赵三", 19650305],
                    ["赵四", 23806],
                    ["赵五", date(1970, 12, 31)],
                    ["赵六", "农历八月十五"],
                    ["赵七", 1965.03],
                    ["赵八", "3月5日"],
                    ["赵九", "196503"],
                    ["钱一", "2月30日"],
                    ["钱二", "一九六五年十月一日"],
                    ["钱三", 1965],
                ],
            )
        ),
        [
            {"name": "赵一", "birth_month": 3, "birth_day": 5},
            {"name": "赵二"},
            {"name": "赵三", "birth_month": 3, "birth_day": 5},
            {"name": "赵四", "birth_month": 3, "birth_day": 5},
            {"name": "赵五", "birth_month": 12, "birth_day": 31},
            {"name": "赵六", "birth_month": 8, "birth_day": 15, "birth_lunar": True},
            {"name": "赵七"},
            {"name": "赵八", "birth_month": 3, "birth_day": 5},
            {"name": "赵九"},
            {"name": "钱二", "birth_month": 10, "birth_day": 1},
            {"name": "钱三"},
        ],
        rejected=[("名册", 11, "出生年月")],
        said=["出生年月"],
    ),
    Animal(
        "names.xlsx",
        book(
            (
                "名册",
                [
                    ["姓名", "单位"],
                    ["张伟先生", "甲"],
                    ["李　娜 女士", "甲"],
                    ["王建国教授", "甲"],
                    ["欧阳娜娜（女）", "甲"],
                    ["陳曉明", "乙"],
                    ["艾尔肯•吐尼亚孜", "乙"],
                    ["李主任", "乙"],
                    ["Dr. John Smith", "乙"],
                    ["赵一、赵二", "乙"],
                    ["钱进（已故）", "乙"],
                    ["", "丙"],
                    ["*孙丽", "丙"],
                ],
            )
        ),
        [
            {"name": "张伟", "honorific": "先生", "unit": "甲"},
            {"name": "李娜", "honorific": "女士", "unit": "甲"},
            {"name": "王建国", "honorific": "教授", "unit": "甲"},
            {"name": "欧阳娜娜", "unit": "甲"},
            {"name": "陳曉明", "unit": "乙"},
            {"name": "艾尔肯·吐尼亚孜", "unit": "乙"},
            {"name": "李主任", "unit": "乙"},
            {"name": "John Smith", "honorific": "Dr.", "unit": "乙"},
            {"name": "钱进", "unit": "乙", "status": "deceased"},
            {"name": "孙丽", "unit": "丙"},
        ],
        rejected=[("名册", 10, "姓名"), ("名册", 12, "姓名")],
        said=["姓名"],
    ),
    Animal(
        "addresses.xlsx",
        book(
            (
                "名册",
                [
                    ["姓名", "通讯地址", "邮政编码"],
                    ["赵一", "浙江省杭州市西湖区文三路1号", 310012],
                    ["赵二", "北京市海淀区中关村大街1号", 100080],
                    ["赵三", "内蒙古呼和浩特市新城区东风路1号", 10010],
                    ["赵四", "义乌市稠城街道1号", ""],
                    ["赵五", "美国加州圣何塞市第一街1号", "95112"],
                    ["赵六", "10 Example Street, Singapore 123456", ""],
                    ["赵七", "香港九龍旺角彌敦道1號", ""],
                    ["赵八", "文三路1号", "050000"],
                    ["赵九", "浙江省澜海市澜港县鹭汀镇望江路1号（邮编：319502）", ""],
                ],
            )
        ),
        [
            {
                "name": "赵一",
                "region": "浙江省",
                "city": "杭州市",
                "district": "西湖区",
                "lines": "文三路1号",
                "postcode": "310012",
            },
            {"name": "赵二", "city": "北京市", "district": "海淀区", "lines": "中关村大街1号", "postcode": "100080"},
            {
                "name": "赵三",
                "region": "内蒙古自治区",
                "city": "呼和浩特市",
                "district": "新城区",
                "lines": "东风路1号",
                "postcode": "010010",
            },
            {"name": "赵四", "region": "浙江省", "city": "金华市", "district": "义乌市", "lines": "稠城街道1号"},
            {"name": "赵五", "country": "US", "lines": "美国加州圣何塞市第一街1号", "postcode": "95112"},
            {"name": "赵六", "country": "SG", "lines": "10 Example Street, Singapore 123456"},
            {"name": "赵七", "country": "HK", "lines": "香港九龍旺角彌敦道1號"},
            {"name": "赵八", "lines": "文三路1号", "postcode": "050000"},
            {
                "name": "赵九",
                "region": "浙江省",
                "city": "澜海市",
                "district": "澜港县",
                "lines": "鹭汀镇望江路1号",
                "postcode": "319502",
            },
        ],
    ),
    Animal(
        "where_they_live.xlsx",
        book(
            (
                "海外乡贤",
                [
                    ["姓名", "现居地", "籍贯"],
                    ["赵一", "美国", "浙江省嘉善县东山镇南村"],
                    ["赵二", "加拿大温哥华", "浙江省嘉善县西塘镇"],
                    ["赵三", "杭州", "东山镇北村"],
                    ["赵四", "纽约", "福建泉州"],
                    ["赵五", "中国香港", "福建省晋江市安海镇前村"],
                    ["赵六", "Springfield", "东山镇"],
                ],
            )
        ),
        [
            {"name": "赵一", "town": "东山镇", "village": "南村", "country": "US"},
            {"name": "赵二", "town": "西塘镇", "country": "CA", "city": "温哥华"},
            {"name": "赵三", "town": "东山镇", "village": "北村", "region": "浙江省", "city": "杭州市"},
            {"name": "赵四", "town": "福建泉州", "country": "US", "city": "纽约"},
            {"name": "赵五", "town": "福建省晋江市安海镇", "village": "前村", "country": "HK"},
        ],
        rejected=[("海外乡贤", 7, "现居地")],
        said=["浙江省嘉善县"],
    ),
    Animal(
        "english.xlsx",
        book(
            (
                "Sheet1",
                [
                    ["Hometown notables"],
                    [
                        "No.",
                        "Full Name",
                        "Organisation & Position",
                        "Mobile No.",
                        "E-mail",
                        "Country",
                        "Mailing Address",
                        "Religion",
                        "ID No.",
                    ],
                    [
                        1,
                        "Mr John Smith",
                        "Acme Inc., CEO",
                        "+1 650 253 0000",
                        "js@example.com",
                        "USA",
                        "1 Main St, San Jose, CA",
                        "x",
                        "",
                    ],
                    [
                        2,
                        "Chen Ming",
                        "Tsinghua University, Professor",
                        "13800138000",
                        "",
                        "China",
                        "浙江省杭州市文三路1号",
                        "",
                        "330***",
                    ],
                ],
            )
        ),
        [
            {
                "name": "John Smith",
                "honorific": "Mr.",
                "unit": "Acme Inc.",
                "post": "CEO",
                "phone": "+1 650-253-0000",
                "email": "js@example.com",
                "country": "US",
                "lines": "1 Main St, San Jose, CA",
            },
            {
                "name": "Chen Ming",
                "unit": "Tsinghua University",
                "post": "Professor",
                "phone": "138 0013 8000",
                "region": "浙江省",
                "city": "杭州市",
                "lines": "文三路1号",
            },
        ],
        not_held={"Religion": 1, "ID No.": 1},
    ),
    Animal(
        "traditional.csv",
        text(
            lines("姓名 單位 職務 聯繫電話 備註", "陳曉明 東海大學 教授 +852*9123*4567 友好").replace("*", " "), "utf-8"
        ),
        [{"name": "陳曉明", "unit": "東海大學", "post": "教授", "phone": "+852 9123 4567", "remarks": "友好"}],
    ),
]
