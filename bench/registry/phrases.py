"""The words made-up companies are made of: names, trades, capital, what they may do."""

from __future__ import annotations

import numpy as np

# Every name begins with it: no real company's does, and an import knows a made-up one by it.
MARK = "【合成】"
NOTICE = (
    "合成数据：由 bench/make_registry.py 生成，所有企业均为虚构。Synthetic data, no real company."
)
FOOTNOTE = "数据来源：合成数据，仅供测试"

SYLLABLES = (
    "安邦宝北本毕博才昌辰晨诚驰创春慈达大丹德鼎东栋铎恩发帆方飞丰峰枫福富高歌格根冠光广国海涵瀚"
    "豪浩禾和恒弘宏鸿华欢环辉汇慧火吉佳嘉坚建江杰捷金锦晋京晶景九聚君钧骏凯康科克宽昆来蓝澜朗乐"
    "雷磊力立丽利良林霖凌龙隆鲁路伦洛迈曼茂美蒙梦米民明鸣铭木慕穆纳南宁诺欧派磐鹏平普七奇齐启千"
    "谦乾强勤青庆秋全泉群仁荣融如锐瑞润若森山尚申深升盛圣石时世首舒树双顺思四松泰坦唐腾天田亭通"
    "同图万旺威维伟文沃五武西希锡熙先贤翔祥象晓欣新信星兴雄秀旭轩炫雪亚雅言阳尧耀业一伊依怡亿忆"
    "易益逸毅银英盈颖永勇优友有佑宇羽雨玉裕元原源远月悦越云运泽展章长兆哲真振正之智中众舟洲卓子"
)
TRADES = (
    "科技", "信息技术", "电子商务", "贸易", "建筑工程", "餐饮管理", "文化传媒", "物流",
    "企业管理咨询", "网络科技", "机械设备", "生物科技", "装饰工程", "商贸", "人力资源",
    "新能源", "农业发展", "广告",
)  # fmt: skip
CHIP_TRADES = (
    "芯片科技", "半导体", "集成电路", "微电子", "智能芯片", "电子科技", "科技", "信息技术",
)  # fmt: skip
TYPES = (
    ("有限责任公司(自然人独资)", "有限公司", 45),
    ("有限责任公司(自然人投资或控股)", "有限公司", 40),
    ("有限责任公司(法人独资)", "有限公司", 9),
    ("股份有限公司(非上市、自然人投资或控股)", "股份有限公司", 2),
    ("有限合伙企业", "合伙企业(有限合伙)", 4),
)
INDUSTRIES = (
    "批发业", "零售业", "软件和信息技术服务业", "商务服务业", "科技推广和应用服务业",
    "建筑装饰、装修和其他建筑业", "道路运输业", "餐饮业", "农业", "居民服务业",
    "专用设备制造业", "计算机、通信和其他电子设备制造业",
)  # fmt: skip
CHIP_INDUSTRY = 11
# Yuan or another currency's base unit, currency, how often, and how files spell it.
CAPITALS = (
    (1e6, "CNY", 22, "100万人民币", "100(万元人民币)"),
    (1e6, "CNY", 6, "100万元", "100(万)"),
    (5e5, "CNY", 12, "50万人民币", "50(万元人民币)"),
    (1e5, "CNY", 10, "10万元人民币", "10(万元人民币)"),
    (3e4, "CNY", 3, "3万人民币", "3.000000(万元人民币)"),
    (2e6, "CNY", 10, "200万人民币", "200(万元人民币)"),
    (5e6, "CNY", 12, "500万元人民币", "500.0000(万元人民币)"),
    (1e7, "CNY", 9, "1000万人民币", "1,000(万元人民币)"),
    (1.088e7, "CNY", 1, "1088万人民币", "1,088(万元人民币)"),
    (5e7, "CNY", 3, "5,000万人民币", "5,000(万元人民币)"),
    (1e8, "CNY", 1, "1亿元人民币", "10,000(万元人民币)"),
    (5e6, "USD", 1, "500万美元", "500(万美元)"),
    (1e6, "HKD", 1, "100万港元", "100(万港元)"),
    (None, None, 9, "-", "N/A"),
)
# Status, how often among those still there or gone, and spellings.
STAYING = (
    ("active", 980, ("存续", "在业", "开业", "存续（在营、开业、在册）")),
    ("moved", 8, ("迁出",)),
    ("other", 12, ("停业", "清算")),
)
GOING = (("cancelled", 84, ("注销",)), ("revoked", 16, ("吊销", "吊销，未注销")))
PEOPLE = ("张三", "李四", "王五", "赵六", "钱七", "孙八")

_PLAIN = (
    "技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广", "企业管理咨询",
    "信息咨询服务（不含许可类信息咨询服务）", "市场营销策划", "会议及展览服务",
    "广告设计、代理", "广告制作", "日用百货销售", "办公用品销售", "服装服饰零售", "鞋帽批发",
    "化妆品零售", "五金产品批发", "建筑材料销售", "建筑装饰材料销售", "机械设备销售",
    "机械设备租赁", "家用电器销售", "通讯设备销售", "食用农产品初加工", "农副产品销售",
    "谷物种植", "蔬菜种植", "水果种植", "园林绿化工程施工", "住宅室内装饰装修",
    "各类工程建设活动", "劳务服务（不含劳务派遣）", "道路货物运输（不含危险货物）",
    "国内货物运输代理", "装卸搬运", "普通货物仓储服务（不含危险化学品等需许可审批的项目）",
    "汽车零配件批发", "汽车租赁", "餐饮服务", "食品销售", "货物进出口", "技术进出口",
    "进出口代理", "国内贸易代理", "软件开发", "软件销售", "互联网销售（除销售需要许可的商品）",
    "网络技术服务", "信息系统集成服务", "数据处理和存储支持服务", "组织文化艺术交流活动",
    "文艺创作", "教育咨询服务（不含涉许可审批的教育培训活动）", "体育用品及器材零售",
    "医疗器械（一类）销售", "养生保健服务（非医疗）", "物业管理", "房地产经纪",
    "专业保洁、清洗、消毒服务",
)  # fmt: skip
_CHIP = {
    "chip": ("芯片设计及销售", "电子元器件与芯片批发", "芯片测试服务"),
    "ai_chip": ("人工智能芯片设计、研发与销售", "AI芯片及板卡的研发", "神经网络处理器研发"),
    "integrated_circuit": ("集成电路设计", "集成电路芯片设计及服务", "集成电路制造"),
    "semiconductor": ("半导体分立器件制造", "半导体器件专用设备销售", "半导体材料研发"),
    "gpu": ("图形处理器（GPU）研发", "GPU及显卡的技术开发", "通用图形处理器设计"),
}
FAMILIES = ("", *_CHIP)  # "" = nothing to do with chips
_HEADS = ("一般项目：", "许可项目：", "一般经营项目是：", "")
_TAIL = "（依法须经批准的项目，经相关部门批准后方可开展经营活动）"
_CLOSING = "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）"
SHORTEST, LONGEST = 200, 600  # characters of a whole scope


def beginnings(rng: np.random.Generator, family: str, count: int) -> list[str]:
    """First parts of scopes; those of a family have at least one of its words."""
    own = [f"{words}；" for words in _CHIP[family]] if family else [""]
    return [
        _HEADS[rng.integers(len(_HEADS))] + own[i % len(own)] + _list(rng) for i in range(count)
    ]


def endings(rng: np.random.Generator, count: int) -> list[str]:
    """Second parts, with the sentence every licence ends with."""
    return [_list(rng) + (_TAIL, _CLOSING)[i % 2] for i in range(count)]


def _list(rng: np.random.Generator) -> str:
    """What a company may do: half the length of a scope, few of them long."""
    wanted = min(SHORTEST / 2 - 10 + rng.gamma(2.0, 20.0), LONGEST / 2 - 70)
    parts: list[str] = []
    while sum(map(len, parts)) < wanted:
        parts.append(_PLAIN[rng.integers(len(_PLAIN))])
    return "；".join(parts)
