"""English is told by its function words; other languages are named."""

import pytest

from reportedly.extract.language import other_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Acme will buy Zeta.", None),
        ("Acme", None),
        ("SHR 12 CTS VS 9; NET 1.2 MLN VS 900,000; REVS 14.5 MLN VS 12.1 MLN", None),
        ("Die Acme AG und die Zeta GmbH fusionieren im Herbst.", "German"),
        ("小米可能接管北汽在青岛的工厂。", "Chinese"),
        ("Grupa Acme kupi zakłady Zeta w Łodzi, podała w środę agencja, nie podając ceny.", "Polish"),
        ("O grupo Acme vai comprar a fábrica da Zeta, disse uma fonte que não quis ser identificada.", "Portuguese"),
        (
            "Uprava je združitev zavrnila, ker se boji višjih cen in manjše izbire; podjetji sta to pričakovali.",
            "Slovenian",
        ),
        ("アクメ社はゼータ社の工場を買収する。", "Japanese"),
    ],
)
def test_languages_are_told(text, language):
    assert other_language(text) == language


def test_words_that_other_languages_have_too_make_no_text_english():
    text = (
        "A Zeta vai vender a unidade à rival Acme, a maior do setor, e a venda fica completa até março. A Acme mantém a "
        "marca; a Zeta mantém as lojas, as linhas, a sede. A agência pediu a ambas as contas de 2023 e a lista de ações."
    )
    assert other_language(text) == "Portuguese"


@pytest.mark.parametrize(
    "text",
    [
        "French sugar giant ditches closures as Paris dangles aid",
        "Officials in Britain will wait for the ministry's decision, which is expected this spring.",
        "Škoda said on Monday that the plant in Łódź will be sold to the owner of Žalgiris.",
    ],
)
def test_english_is_told_by_its_words_alone(text, monkeypatch):
    monkeypatch.setattr("py3langid.classify", lambda text: pytest.fail(f"asked for the language of {text!r}"))
    assert other_language(text) is None
