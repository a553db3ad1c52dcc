"""The letter as a web page that prints well."""

from base64 import b64encode
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from toegang.domain.brief import Brief

PAGES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)


def als_html(brief: Brief) -> str:
    """The letter as HTML, whole in itself."""
    logo = brief.afzender.logo
    soort = "svg+xml" if logo and logo.is_svg else "png"
    beeld = f"data:image/{soort};base64,{b64encode(logo.inhoud).decode()}" if logo else None
    return PAGES.get_template("brief.html").render(brief=brief, beeld=beeld)
