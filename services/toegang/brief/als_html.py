"""The letter as a web page that prints well."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from toegang.domain.brief import Brief

PAGES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)


def als_html(brief: Brief) -> str:
    """The letter as HTML, whole in itself."""
    return PAGES.get_template("brief.html").render(brief=brief)
