"""Spellings of one name are brought together, and different names stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.resolve.forms import fold, normal


@given(st.text(max_size=60))
def test_folding_keeps_every_character_at_its_place(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text) or any(c > "\u024f" for c in text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Citroën", "CITROEN"),
        ("北汽集團", "北汽集团"),
        ("ＢＹＤ", "byd"),
        ("Ёлка", "елка"),
    ],
)
def test_case_accents_width_and_characters_make_no_difference(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("현대", "혼다"), ("バレンシア", "パレンシア"), ("수원", "시안"), ("ハ", "バ")]
)
def test_korean_syllables_and_japanese_kana_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xiaomi Auto Co., Ltd.", "Xiaomi Auto"),
        ("Volkswagen Aktiengesellschaft", "Volkswagen AG"),
        ("Acme S.p.A.", "Acme"),
        ("U.S. Steel Corp.", "US Steel"),
        ("McDonald’s Corp", "McDonald's"),
        ("АвтоВАЗ ПАО", "АвтоВАЗ"),
        ("ООО Хавейл Мотор", "Хавейл Мотор"),
        ("トヨタ自動車株式会社", "トヨタ自動車"),
        ("(주)엘지화학", "엘지화학"),
        ("小米汽车科技有限公司", "小米汽车科技"),
        ("Acme Sdn Bhd", "Acme"),
        ("Beispiel GmbH & Co. KG", "Beispiel"),
        ("Acme Sp. z o.o.", "Acme"),
        ("Acme A/S", "Acme"),
        ("PT Astra International Tbk", "Astra International"),
        ("Công ty Cổ phần VinFast", "VinFast"),
        ("Koç Holding A.Ş.", "Koç"),
    ],
)
def test_a_legal_form_in_any_language_is_no_part_of_a_name(one, other):
    assert normal(one) == normal(other)


@pytest.mark.parametrize("name", ["Group", "AG", "Holding", "公司", "ООО"])
def test_a_name_that_is_nothing_but_a_legal_form_is_kept(name):
    assert normal(name)
