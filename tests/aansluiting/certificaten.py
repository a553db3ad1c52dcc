"""Certificates for both sides of an adapter, and one that nobody vouches for."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NU = datetime.now(UTC)


@dataclass(frozen=True)
class Certificaten:
    """Where they are."""

    folder: Path

    @property
    def vertrouwd(self) -> Path:
        return self.folder / "ca.pem"

    def van(self, naam: str) -> tuple[Path, Path]:
        return self.folder / f"{naam}.pem", self.folder / f"{naam}.key"


def maak_certificaten(folder: Path) -> Certificaten:
    """'wij' and 'adapter' by one authority, 'vreemd' by another."""
    ca, andere = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    _schrijf(folder / "ca.pem", _certificaat("ca", ca, "ca", ca, is_ca=True))
    for naam, uitgever in (("wij", ca), ("adapter", ca), ("vreemd", andere)):
        sleutel = ec.generate_private_key(ec.SECP256R1())
        _schrijf(folder / f"{naam}.pem", _certificaat(naam, sleutel, "ca", uitgever, is_ca=False))
        pem, geen = serialization.Encoding.PEM, serialization.NoEncryption()
        (folder / f"{naam}.key").write_bytes(sleutel.private_bytes(pem, serialization.PrivateFormat.PKCS8, geen))
    return Certificaten(folder)


def _certificaat(
    naam: str, sleutel: ec.EllipticCurvePrivateKey, door: str, uitgever: ec.EllipticCurvePrivateKey, *, is_ca: bool
) -> x509.Certificate:
    wie, wat = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in (naam, door))
    gebruik = x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=is_ca, crl_sign=is_ca, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(wie)
        .issuer_name(wat)
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NU - timedelta(days=1))
        .not_valid_after(NU + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .add_extension(gebruik, critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(sleutel.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(uitgever.public_key()), critical=False)
        .sign(uitgever, hashes.SHA256())
    )


def _schrijf(pad: Path, certificaat: x509.Certificate) -> None:
    pad.write_bytes(certificaat.public_bytes(serialization.Encoding.PEM))
