"""Chinese names in Latin letters: every character one syllable, read as the name is read."""

from __future__ import annotations

import pytest

from chipcensus.pinyin import PIECE, syllables

READ = {
    "寒武纪": "han wu ji",
    "摩尔线程": "mo er xian cheng",
    "芯驰科技": "xin chi ke ji",
    "奕行智能": "yi xing zhi neng",
    "中国银行": "zhong guo yin hang",
    "重庆产业基金": "chong qing chan ye ji jin",
    "长江小米": "chang jiang xiao mi",
    "长鑫存储": "chang xin cun chu",
    "社保基金长三角基金": "she bao ji jin chang san jiao ji jin",
    "国调基金": "guo tiao ji jin",
    "战略投资": "zhan lue tou zi",
    "谷歌TPU": "gu ge tpu",
    "净利润（归母）": "jing li run gui mu",
}


@pytest.mark.parametrize("name", READ)
def test_a_name_is_read_as_it_is_spoken(name):
    assert syllables(name) == READ[name]


@pytest.mark.parametrize("name", ["Cambricon", "688256.SH", ""])
def test_a_name_without_chinese_has_no_pinyin(name):
    assert syllables(name) == ""


def test_every_name_of_the_data_has_a_syllable_for_each_piece(rows_of):
    """The browser underlines characters by counting syllables."""
    names = rows_of("SELECT name_zh FROM companies WHERE name_zh IS NOT NULL")
    names += rows_of("SELECT alias FROM aliases WHERE language = 'zh'")
    pairs = {name: syllables(name).split() for (name,) in names if syllables(name)}
    assert len(pairs) > 100
    assert {n for n, read in pairs.items() if len(PIECE.findall(n)) != len(read)} == set()
    assert all(read.isascii() and read.isalnum() for spelt in pairs.values() for read in spelt)
