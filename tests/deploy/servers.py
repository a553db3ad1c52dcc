"""A PostgreSQL and a RabbitMQ of the tests' own: made with the scripts of deploy/, reached over TLS only."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import psycopg
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.keten.processen import free_port
from tests.programmas import folder_of, postgres_user, programme, running, until_no

DEPLOY = Path(__file__).parents[2] / "deploy"
SERVICES = ("toegang", "toewijzing", "declaratie", "monitoring")
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Servers:
    """Where they are, the passwords of each service, and the certificate of who vouches for them."""

    postgres_port: int
    rabbit_port: int
    passwords: Mapping[str, str]
    ca: Path
    other_ca: Path

    def database(self, service: str, *, of: str | None = None, query: str | None = None) -> str:
        """The URL of the database of a service, or of another one, with the role of the service."""
        query = f"sslmode=verify-full&sslrootcert={self.ca}" if query is None else query
        return f"postgresql://{service}:{self.passwords[service]}@{HOST}:{self.postgres_port}/{of or service}?{query}"

    def broker(self, service: str, *, ca: Path | None = None, host: str = HOST) -> str:
        """The URL of the broker with the user of a service."""
        return f"amqps://{service}:{self.passwords[service]}@{host}:{self.rabbit_port}/?cafile={ca or self.ca}"


def _certificate(
    name: str, issuer: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """Of an authority, or, given one, of a server on this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
    )
    return made.sign(issuer[1] if issuer else key, hashes.SHA256()), key


def _write(folder: Path, name: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> Path:
    pem = serialization.Encoding.PEM
    path = folder / f"{name}.pem"
    path.write_bytes(certificate.public_bytes(pem))
    form, secret = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / f"{name}.key").write_bytes(key.private_bytes(pem, form, secret))
    (folder / f"{name}.key").chmod(0o600)
    return path


def own_certificate(folder: Path) -> tuple[Path, Path]:
    """The certificate and the key of a server that vouches for itself."""
    return _write(folder, "eigen", *_certificate(HOST, None)), folder / "eigen.key"


@contextmanager
def _postgres(certificates: Path, passwords: Mapping[str, str]) -> Iterator[int]:
    user, initdb = postgres_user(), programme("initdb", "/usr/lib/postgresql/*/bin/initdb")
    server = programme("/usr/lib/postgresql/*/bin/postgres", "postgres")
    with folder_of(user) as folder:
        data, port = folder / "data", free_port()
        for name in ("server.pem", "server.key"):
            copied = Path(shutil.copy(certificates / name, folder / name))
            if user is not None:
                shutil.chown(copied, user)
        (folder / "password").write_text("beheer")
        (folder / "password").chmod(0o644)
        making = [initdb, "-D", str(data), "-U", "clientroute", "-A", "scram-sha-256"]
        making += ["--pwfile", str(folder / "password"), "--no-sync"]
        subprocess.run(making, check=True, capture_output=True, user=user, cwd=folder)
        (data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 scram-sha-256\n")
        options = {
            "listen_addresses": HOST,
            "port": str(port),
            "unix_socket_directories": "",
            "ssl": "on",
            "ssl_cert_file": str(folder / "server.pem"),
            "ssl_key_file": str(folder / "server.key"),
            "fsync": "off",
        }
        command = [server, "-D", str(data), *(f"--{name}={value}" for name, value in options.items())]
        with running(command, os.environ, folder / "log", user):
            url = f"postgresql://clientroute:beheer@{HOST}:{port}/postgres?sslmode=require"
            for attempt in until_no(psycopg.OperationalError):
                with attempt:
                    psycopg.connect(url).close()
            environment = os.environ | {
                **{f"{name.upper()}_POSTGRES_PASSWORD": password for name, password in passwords.items()},
                "POSTGRES_USER": "clientroute",
                "PGPASSWORD": "beheer",
                "PGHOST": HOST,
                "PGPORT": str(port),
            }
            subprocess.run(["sh", str(DEPLOY / "postgres-init.sh")], check=True, env=environment, capture_output=True)
            yield port


RABBIT_CONF = """listeners.tcp = none
listeners.ssl.default = {port}
ssl_options.cacertfile = {folder}/ca.pem
ssl_options.certfile = {folder}/server.pem
ssl_options.keyfile = {folder}/server.key
ssl_options.verify = verify_none
ssl_options.fail_if_no_peer_cert = false
"""


@contextmanager
def _rabbit(certificates: Path, passwords: Mapping[str, str]) -> Iterator[int]:
    server = programme("/usr/lib/rabbitmq/bin/rabbitmq-server", "rabbitmq-server")
    with folder_of(None) as folder:
        conf, port = folder / "conf.d", free_port()
        conf.mkdir()
        (conf / "10-tls.conf").write_text(RABBIT_CONF.format(port=port, folder=certificates))
        (folder / "plugins").write_text("[].\n")
        environment = os.environ | {
            **{f"{name.upper()}_RABBITMQ_PASSWORD": password for name, password in passwords.items()},
            "BEHEER_RABBITMQ_PASSWORD": "beheer",
            "HOME": str(folder),
            "RABBITMQ_NODENAME": f"clientroute-{port}@localhost",
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_MNESIA_BASE": str(folder / "data"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_CONFIG_FILE": str(folder / "none"),
            "RABBITMQ_CONFIG_FILES": str(conf),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        }
        command = ["sh", str(DEPLOY / "rabbitmq-init.sh"), str(conf), server]
        with running(command, environment, folder / "output", None):
            yield port


@contextmanager
def running_servers(folder: Path) -> Iterator[Servers]:
    """Both servers; the broker may still be starting."""
    passwords = {service: f"wachtwoord-van-{service}" for service in SERVICES}
    authority = _certificate("clientroute tests", None)
    ca = _write(folder, "ca", *authority)
    other_ca = _write(folder, "ander", *_certificate("someone else", None))
    _write(folder, "server", *_certificate("server", authority))
    with _rabbit(folder, passwords) as rabbit_port, _postgres(folder, passwords) as postgres_port:
        yield Servers(postgres_port, rabbit_port, passwords, ca, other_ca)
