"""Headers of columns with personal data: they are never read."""

from __future__ import annotations

import re

from chipcensus.importing.formats.format import plain

PERSONAL = re.compile(
    r"法人|法定代表|代表人|负责人|联系人|经办人|联络人|经营者|投资人姓名|姓名|身份证|证件号|护照|"
    r"电话|手机|座机|固话|传真|联系方式|邮箱|邮件|邮编|邮政编码|微信|(?<![a-z])qq(?![a-z])|"
    r"地址|住所|住址|通讯地|通信地|经营场所|门牌|"
    r"股东|高管|董事|监事|经理|受益人|实际控制人|实控人|创始人|"
    r"legal(person|rep)|representative|contact|person|phone|mobile|(?<![a-z])(?:tel|cell)|fax|"
    r"e-?mail|address|street|postcode|zipcode|idnumber|idcard|passport|wechat|"
    r"shareholder|director|founder|owner|(first|last|full)name"
)


def is_personal(header: str) -> bool:
    """Whether a column of this header can hold what says who or where a person is."""
    return PERSONAL.search(plain(header)) is not None
