"""Animals of the zoo: rosters of people who live abroad, and home towns and posts as they are written there."""

from zoo_keeping import Animal, book, lines, text

ABROAD = [
    Animal(
        "overseas.xlsx",
        book(
            (
                "侨胞",
                [
                    ["海外侨胞基本情况统计表"],
                    ["序号", "基本情况", "", "海外情况", "", "联系方式", ""],
                    ["", "姓名", "出生年月", "现居国", "侨居城市", "手机", "微信号"],
                    ["一、欧洲（2人）"],
                    [1, "陈　明", "65.03", "意大利", "普拉托", "333 1234567", "chenming65"],
                    [2, "王丽华女士", "五月初五", "法国", "法国巴黎", "06 12 34 56 78", ""],
                    ["二、其他"],
                    [3, "张伟", "", "美国", "纽约", 2125550199.0, ""],
                    [4, "李娜", "", "中国", "杭州", "13800138000/66808", ""],
                    [5, "赵敏", "", "美国", "", "0576-87771234", ""],
                    [6],
                    ["合计", 5, "人"],
                ],
            ),
            merged=["A1:G1", "A2:A3", "B2:C2", "D2:E2", "F2:G2", "A4:G4", "A7:G7"],
        ),
        [
            {"name": "陈明", "country": "IT", "city": "普拉托", "phone": "+39 333 123 4567", "wechat": "chenming65"},
            {
                "name": "王丽华",
                "honorific": "女士",
                "country": "FR",
                "city": "巴黎",
                "phone": "+33 6 12 34 56 78",
                "birth_month": 5,
                "birth_day": 5,
                "birth_lunar": True,
            },
            {"name": "张伟", "country": "US", "city": "纽约", "phone": "+1 212-555-0199"},
            {"name": "李娜", "region": "浙江省", "city": "杭州市", "phone": "138 0013 8000、66808"},
            {"name": "赵敏", "country": "US", "phone": "0576-87771234"},
        ],
        said=["4 “一、欧洲（2人）”", "7 “二、其他”", "12 “合计”"],
    ),
    Animal(
        "addresses_abroad.csv",
        text(
            lines(
                "姓名 通讯地址",
                "山田花子 〒160-0023*東京都新宿区西新宿2-8-1",
                "林美 台北市信義區市府路1號",
                "李明 大阪府大阪市中央区",
                "王敏 巴黎春天小区3号",
            ).replace("*", "\u3000"),
            "utf-8",
        ),
        [
            {"name": "山田花子", "country": "JP", "lines": "〒160-0023\u3000東京都新宿区西新宿2-8-1"},
            {"name": "林美", "country": "TW", "lines": "台北市信義區市府路1號"},
            {"name": "李明", "country": "JP", "lines": "大阪府大阪市中央区"},
            {"name": "王敏", "lines": "巴黎春天小区3号"},
        ],
    ),
    Animal(
        "one_county_in_many_ways.csv",
        text(
            lines(
                "姓名 籍贯 职务及单位",
                "陈明 浙江省仙居县横溪镇 董事长/东海公司",
                "王华 浙江仙居白塔镇高迁村 教授；台州学院",
                "张伟 台州仙居县埠头镇 自由职业",
                "李娜 临海市杜桥镇",
            ),
            "gb18030",
        ),
        [
            {"name": "陈明", "town": "横溪镇", "unit": "东海公司", "post": "董事长"},
            {"name": "王华", "town": "白塔镇", "village": "高迁村", "unit": "台州学院", "post": "教授"},
            {"name": "张伟", "town": "埠头镇", "unit": "自由职业"},
            {"name": "李娜", "town": "临海市杜桥镇"},
        ],
        said=["浙江省仙居县"],
    ),
]
