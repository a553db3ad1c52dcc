"""Mutual TLS: who we are to the other side, and whom we believe."""

import ssl
from pathlib import Path


def tls_met(certificaat: Path | None, sleutel: Path | None, vertrouwd: Path | None = None) -> ssl.SSLContext:
    """What a connection is made with: our certificate where there is one, and whose word we take.

    `vertrouwd` are the certificates that vouch for the other side; None is those of this machine. Raises OSError for a
    file that is not there or cannot be used (ssl.SSLError is one).
    """
    context = ssl.create_default_context(cafile=vertrouwd)
    if certificaat is not None:
        context.load_cert_chain(certificaat, sleutel)
    return context
