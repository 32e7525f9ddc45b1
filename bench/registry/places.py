"""Provinces and cities with the share of companies that register there, roughly as it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# Province, first two digits of its code, share; then cities with digits three and four, and weight.
_TABLE = """
北京市 11 4.5 北京市:01:1
天津市 12 1.6 天津市:01:1
河北省 13 4.2 石家庄市:01:5 唐山市:02:3 保定市:06:4 廊坊市:10:2
山西省 14 2.1 太原市:01:5 大同市:02:2 运城市:08:2
内蒙古自治区 15 1.6 呼和浩特市:01:3 包头市:02:2 鄂尔多斯市:06:1
辽宁省 21 2.7 沈阳市:01:4 大连市:02:4 鞍山市:03:1
吉林省 22 1.4 长春市:01:5 吉林市:02:2
黑龙江省 23 1.7 哈尔滨市:01:5 大庆市:06:1
上海市 31 5.6 上海市:01:1
江苏省 32 9.1 南京市:01:4 无锡市:02:3 徐州市:03:2 苏州市:05:6 南通市:06:2
浙江省 33 7.6 杭州市:01:6 宁波市:02:4 温州市:03:2 金华市:07:3
安徽省 34 4.0 合肥市:01:6 芜湖市:02:2 阜阳市:12:2
福建省 35 4.1 福州市:01:3 厦门市:02:4 泉州市:05:3
江西省 36 2.5 南昌市:01:4 九江市:04:2 赣州市:07:3
山东省 37 8.3 济南市:01:4 青岛市:02:4 潍坊市:07:2 临沂市:13:3
河南省 41 5.0 郑州市:01:6 洛阳市:03:2 南阳市:13:2
湖北省 42 3.8 武汉市:01:7 襄阳市:06:2 宜昌市:05:1
湖南省 43 3.2 长沙市:01:6 株洲市:02:2 衡阳市:04:2
广东省 44 14.6 广州市:01:5 深圳市:03:6 珠海市:04:1 佛山市:06:2 东莞市:19:3
广西壮族自治区 45 2.2 南宁市:01:4 柳州市:02:2 桂林市:03:1
海南省 46 1.6 海口市:01:4 三亚市:02:1
重庆市 50 2.3 重庆市:01:1
四川省 51 4.6 成都市:01:8 绵阳市:07:2 宜宾市:15:1
贵州省 52 1.8 贵阳市:01:4 遵义市:03:2
云南省 53 2.0 昆明市:01:5 曲靖市:03:1
西藏自治区 54 0.3 拉萨市:01:1
陕西省 61 2.7 西安市:01:7 宝鸡市:03:1 咸阳市:04:1
甘肃省 62 1.1 兰州市:01:3 天水市:05:1
青海省 63 0.3 西宁市:01:1
宁夏回族自治区 64 0.4 银川市:01:1
新疆维吾尔自治区 65 1.3 乌鲁木齐市:01:3 昌吉回族自治州:23:1
"""
_LONG = {"内蒙古", "广西", "宁夏", "新疆", "西藏"}


@dataclass(frozen=True)
class Province:
    """A province: its name as files spell it, as GB/T 2260 has it in short, and its cities."""

    spelled: str
    short: str
    code: str
    share: float
    cities: tuple[str, ...]
    city_codes: tuple[str, ...]
    weights: np.ndarray


def _province(line: str) -> Province:
    name, code, share, *cities = line.split()
    short = next((long for long in _LONG if name.startswith(long)), name[:-1])
    names, codes, weights = zip(*(city.split(":") for city in cities), strict=True)
    weighed = np.array(weights, dtype=float)
    return Province(name, short, code, float(share), names, codes, weighed / weighed.sum())


PROVINCES = tuple(_province(line) for line in _TABLE.split("\n") if line)
