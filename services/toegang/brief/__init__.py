"""The letter to a citizen, as a web page and on paper."""

from toegang.brief.als_html import als_html
from toegang.brief.als_pdf import als_pdf, te_zetten_van

__all__ = ["als_html", "als_pdf", "te_zetten_van"]
