"""A model as a page for a browser."""

from html.parser import HTMLParser

import pytest

from inkoop import laad, namen
from inkoop.pagina import pagina

LEEG = {"meta"}


class Boom(HTMLParser):
    """Checks that everything that opens also closes, in order, and keeps the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tekst: list[str] = []
        self.soorten: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.soorten.add(tag)
        if tag not in LEEG:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.tekst.append(data)


@pytest.mark.parametrize("naam", namen())
def test_every_model_is_a_sound_page_with_all_its_products(naam: str) -> None:
    model = laad(naam)
    boom = Boom()
    boom.feed(pagina(model, model.versie))
    assert boom.open == []
    assert {"h1", "h2", "li", "table", "th", "td"} <= boom.soorten
    assert {product.code for product in model.producten} <= set(boom.tekst)
    assert "---" not in "".join(boom.tekst)


def test_what_stands_in_a_model_cannot_become_a_script() -> None:
    model = laad("almere-2023").model_copy(update={"titel": "<script>alert(1)</script>"})
    assert "<script" not in pagina(model, model.versie)
