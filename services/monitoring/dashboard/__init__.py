"""The dashboards in the browser: plain HTML in Dutch, without JavaScript and with nothing from outside."""

from monitoring.dashboard.routes import add_pages

__all__ = ["add_pages"]
