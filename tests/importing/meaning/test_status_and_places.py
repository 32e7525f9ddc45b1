from __future__ import annotations

import pytest

from chipcensus.importing.meaning.places import read_place
from chipcensus.importing.meaning.reading import Fault
from chipcensus.importing.meaning.status import read_status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("存续", "active"), ("在业", "active"), ("开业", "active"), ("正常", "active"),
        ("存续（在营、开业、在册）", "active"), ("在业/存续", "active"), ("迁入", "active"),
        ("注销", "cancelled"), ("吊销已注销", "cancelled"), ("吊销，已注销", "cancelled"),
        ("吊销", "revoked"), ("吊销未注销", "revoked"), ("吊销,未注销", "revoked"),
        ("撤销", "revoked"), ("责令关闭", "revoked"), ("迁出", "moved"), ("停业", "other"),
        ("清算", "other"), ("歇业", "other"), ("-", None), ("", None),
        ("2023-01-05", Fault("status_unknown")), ("有限责任公司", Fault("status_unknown")),
    ],
)  # fmt: skip
def test_status(text, status):
    assert read_status(text) == status


@pytest.mark.parametrize(
    ("province", "city", "found"),
    [
        ("广东省", "深圳市", ("广东", "深圳")),
        ("广东", "深圳", ("广东", "深圳")),
        (None, "广东省深圳市南山区", ("广东", "深圳")),
        ("广东省深圳市南山区", None, ("广东", "深圳")),
        ("广东-深圳", None, ("广东", "深圳")),
        ("中国广东省", "深圳市", ("广东", "深圳")),
        ("广西壮族自治区", "南宁市", ("广西", "南宁")),
        ("内蒙古", "锡林郭勒盟", ("内蒙古", "锡林郭勒")),
        ("新疆维吾尔自治区", "伊犁哈萨克自治州", ("新疆", "伊犁")),
        ("四川省", "凉山州", ("四川", "凉山")),
        ("湖南", "湘西土家族苗族自治州", ("湖南", "湘西")),
        ("西藏自治区", "那曲地区", ("西藏", "那曲")),
        ("北京市", "海淀区", ("北京", "北京")),
        ("北京", "市辖区", ("北京", "北京")),
        ("重庆市", "县", ("重庆", "重庆")),
        ("上海", "上海市浦东新区", ("上海", "上海")),
        ("香港特别行政区", None, ("香港", None)),
        # Of a county with one namesake its city, of one with several none.
        ("江苏", "昆山市", ("江苏", "苏州")),
        (None, "义乌市", ("浙江", "金华")),
        ("广东", "南山区", ("广东", "深圳")),
        (None, "南山区", (None, None)),
        (None, "朝阳区", (None, None)),
        ("北京", "朝阳区", ("北京", "北京")),
        (None, "朝阳市", ("辽宁", "朝阳")),
        # Directly below the province, and what only says so.
        ("湖北省", "仙桃市", ("湖北", "仙桃")),
        ("新疆", "石河子市", ("新疆", "石河子")),
        ("湖北省", "省直辖县级行政区划", ("湖北", None)),
        # Names that a province and a city share.
        ("吉林省", "吉林市", ("吉林", "吉林")),
        ("吉林", "吉林", ("吉林", "吉林")),
        (None, "吉林", ("吉林", None)),
        (None, "吉林市", ("吉林", "吉林")),
        ("青海省", "海南藏族自治州", ("青海", "海南")),
        (None, "海南省三亚市", ("海南", "三亚")),
        # Merged since.
        ("山东省", "莱芜市", ("山东", "济南")),
        # A city of another province is not believed; what is no place is unknown.
        ("广东", "杭州市", ("广东", None)),
        ("外省", "境外", (None, None)),
        ("-", "", (None, None)),
    ],
)
def test_places(province, city, found):
    assert read_place(province, city) == found
