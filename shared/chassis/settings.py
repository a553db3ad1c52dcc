"""Settings from environment variables and `.env`, checked at the start.

Every setting is named `CLIENTROUTE_` plus its name in capitals. What is wrong is said by name, with what to do.
"""

import base64
import difflib
import os
from datetime import timedelta
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, DotEnvSettingsSource, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "CLIENTROUTE_"
NOT_SETTINGS = {
    "CLIENTROUTE_IJW",
    "CLIENTROUTE_IWMO",
    "CLIENTROUTE_REQUIRE_SERVICES",
    "CLIENTROUTE_TEST_POSTGRES",
    "CLIENTROUTE_TEST_RABBITMQ",
}
"""Variables of the test run, which share the prefix."""

DEVELOPMENT_OIN = "00000000000000000000"
DRIVERS = {"postgresql": "postgresql+psycopg", "sqlite": "sqlite+direct"}
WRONG = {
    "value_error": "{error}",
    "literal_error": "geef {expected}",
    "int_parsing": "geef een heel getal",
    "bool_parsing": "geef true of false",
    "greater_than_equal": "geef ten minste {ge}",
    "less_than_equal": "geef hoogstens {le}",
    "string_pattern_mismatch": "geef iets van de vorm {pattern}",
}
"""What to do, by the kind of error of pydantic."""


class SettingsError(Exception):
    """The settings cannot be used; the text says which one and what to do."""


class Settings(BaseSettings):
    """The settings of one process."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    env: Literal["development", "production"] = "development"
    data_dir: Path = Path("var")
    """Folder of the embedded suite: SQLite files, development keys, the log."""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    metrics_port: int = Field(default=9000, ge=1, le=65535)
    """Where production shows `/metrics`; in development it is on the port of the API."""
    database_url: str | None = None
    """`postgresql://…` or `sqlite:///…`; `{service}` in it becomes the name of the service."""
    direct_database_url: str | None = None
    """Where the server itself is when `database_url` leads through a pooler such as pgbouncer: for what needs a session
    of its own, the relay and its LISTEN, and for migrations."""
    database_connections: int = Field(default=10, ge=2, le=200)
    """Connections that one process may have open with its database; a worker has one more, for its relay."""
    prepared_statements: bool | None = None
    """Whether PostgreSQL keeps statements that come back; by itself not through a pooler, where they get mixed up."""
    broker_url: str | None = None
    """`amqp://…`. Without it events travel inside the process."""
    broker_prefix: str = Field(default="clientroute", pattern=r"^[a-z0-9-]+$")
    """Start of every exchange and queue name."""
    service_url: str | None = None
    """Public address of a service, with `{service}` in it."""
    oin: str = Field(default=DEVELOPMENT_OIN, pattern=r"^[0-9]{20}$")
    """Organisatie-identificatienummer, in the source of every event."""
    keys_file: str | None = None
    """The file with the keys of a service (chassis.keys); `{service}` in it becomes the name of the service."""
    kms_url: str | None = None
    """Where Transit of HashiCorp Vault or OpenBao is, when it closed that file."""
    kms_token_file: Path | None = None
    """Holds the token for it."""
    bsn_key: SecretStr | None = None
    """The one key of before there were files: only `clientroute sleutels nieuw` asks for it, to take it along."""
    statement_seconds: int = Field(default=30, ge=1, le=600)
    """How long PostgreSQL may spend on one statement of a request; a request that needs longer gets a 503. Workers and
    commands, who do more at once, have no limit."""
    outbox_seconds: int = Field(default=60, ge=1, le=86400)
    """How long an event may wait for its relay, or a service be without one, before readiness is red."""
    caller_requests: int | None = Field(default=None, ge=0)
    """Requests a minute of one caller; 0 is no limit."""
    address_requests: int | None = Field(default=None, ge=0)
    """Requests a minute from one address; 0 is no limit."""
    kept_days: int = Field(default=90, ge=30, le=3650)
    """Days that events stay after they were told or heard: longer than any bus keeps one."""
    assignment_wait_minutes: int | None = Field(default=None, ge=0, le=7 * 24 * 60)
    """How long a declaration waits for an assignment that has not arrived (OP080). At most a week: the answer must be
    there on the tenth working day."""
    bewaartermijnen: Path | None = None
    """File with how many years municipalities keep what the law lets go after fifteen."""
    koppelvlak: Path | None = None
    """File with the couplings of the process `koppelvlak`; without it there is none."""
    inkoopmodellen: Path | None = None
    """Folder with a region's own inkoopmodellen, beside those that come with the programme."""
    oidc_issuer: str | None = None
    oidc_audience: str = "clientroute"
    """Audience of tokens; `{service}` in it becomes the name of the service, so that each has its own."""
    oidc_typ: Literal["JWT", "at+jwt"] = "JWT"
    """The type in the header of an access token; with `at+jwt` (RFC 9068) nothing else is taken."""
    oidc_scope: str = "openid"
    """What somebody who signs in on a page is asked for, with spaces: for an issuer that gives only what is asked."""
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None

    @field_validator("database_url")
    @classmethod
    def _check_database_url(cls, url: str | None) -> str | None:
        if url is not None and not _is_database_url(url):
            raise ValueError("geef postgresql:// of sqlite:/// en waar het staat, met {service} voor de naam")
        return url

    @field_validator("direct_database_url")
    @classmethod
    def _check_direct_database_url(cls, url: str | None) -> str | None:
        if url is not None and not (_is_database_url(url) and url.startswith("postgresql://")):
            raise ValueError("geef waar de server zelf is met postgresql://, met {service} voor de naam")
        return url

    @field_validator("broker_url")
    @classmethod
    def _check_broker_url(cls, url: str | None) -> str | None:
        if url is not None and not _is_broker_url(url):
            raise ValueError("geef het adres van RabbitMQ met amqp:// of amqps://, en schrijf / # en @ erin met %")
        return url

    @field_validator("service_url")
    @classmethod
    def _check_service_url(cls, url: str | None) -> str | None:
        if url is not None and not (url.startswith(("http://", "https://")) and "{service}" in url):
            raise ValueError("geef een adres met http:// of https:// en {service} voor de naam van de dienst")
        return url

    @field_validator("kms_url")
    @classmethod
    def _check_kms_url(cls, url: str | None) -> str | None:
        if url is not None and not is_safe_address(url):
            raise ValueError("geef het https-adres van Transit, zoals https://kluis.example.nl/v1/transit")
        return url

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.kms_url is None) != (self.kms_token_file is None):
            raise ValueError("CLIENTROUTE_KMS_URL en CLIENTROUTE_KMS_TOKEN_FILE horen bij elkaar: geef beide")
        if self.bsn_key is not None:
            _check_key(self.bsn_key.get_secret_value())
        if self.env == "production":
            _check_production(self)
        elif not is_loopback(self.host):
            raise ValueError("CLIENTROUTE_HOST: in ontwikkeling kan alleen 127.0.0.1")
        return self

    @property
    def assignment_wait(self) -> timedelta:
        """How long a declaration waits for an assignment: an hour in production, and not while developing."""
        minutes = self.assignment_wait_minutes
        if minutes is None:
            minutes = 60 if self.env == "production" else 0
        return timedelta(minutes=minutes)

    @property
    def caller_rate(self) -> int:
        """Requests a minute of one caller: 50 a second in production, and no limit while developing."""
        return self._rate(self.caller_requests, 3000)

    @property
    def address_rate(self) -> int:
        """Requests a minute from one address: 100 a second in production, and no limit while developing."""
        return self._rate(self.address_requests, 6000)

    def _rate(self, given: int | None, usual: int) -> int:
        if given is None:
            return usual if self.env == "production" else 0
        return given

    def database_for(self, service: str) -> str:
        """The SQLAlchemy URL of the database of `service`, with an async driver."""
        return _with_driver(self.database_url or f"sqlite:///{self.data_dir / '{service}.db'}", service)

    def direct_database_for(self, service: str) -> str:
        """The same without a pooler on the way."""
        if self.direct_database_url is None:
            return self.database_for(service)
        return _with_driver(self.direct_database_url, service)

    @property
    def is_pooled(self) -> bool:
        """Whether a pooler stands before the database: then no session is ours for longer than a transaction."""
        return self.direct_database_url is not None

    @property
    def pools_sessions(self) -> bool:
        """Whether that pooler keeps a session while its client is there: who says so gives one address twice."""
        return self.is_pooled and self.direct_database_url == self.database_url

    @property
    def prepares(self) -> bool:
        """Whether PostgreSQL keeps statements that come back."""
        return not self.is_pooled if self.prepared_statements is None else self.prepared_statements

    def audience_of(self, service: str) -> str:
        """The audience of tokens for `service`."""
        return self.oidc_audience.replace("{service}", service)

    def url_of(self, service: str) -> str:
        """The address at which the API of `service` is reached, without a slash at the end."""
        return (self.service_url or f"http://{self.host}:{self.port}/{{service}}").replace("{service}", service)


def _with_driver(url: str, service: str) -> str:
    scheme, rest = url.replace("{service}", service).split("://", 1)
    return f"{DRIVERS[scheme]}://{rest}"


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine only."""
    return host in {"127.0.0.1", "localhost", "::1"}


def _is_database_url(url: str) -> bool:
    try:
        return make_url(url.replace("{service}", "service")).drivername in DRIVERS
    except (ArgumentError, ValueError):
        return False


def _is_broker_url(url: str) -> bool:
    """Whether a server stands in it: of a password with a slash in it the first half is taken for a port."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"amqp", "amqps"} and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _check_key(text: str) -> None:
    try:
        length = len(base64.b64decode(text, validate=True))
    except ValueError:
        length = 0
    if length != 32:
        raise ValueError(
            "CLIENTROUTE_BSN_KEY: geef 32 willekeurige bytes in base64, zoals van: openssl rand -base64 32"
        )


def _check_production(settings: Settings) -> None:
    """Production refuses development settings: it names each one that is missing."""
    missing = [
        f"CLIENTROUTE_{name}: {advice}"
        for name, absent, advice in (
            (
                "DATABASE_URL",
                not (settings.database_url or "").startswith("postgresql://"),
                "een adres met postgresql://",
            ),
            ("BROKER_URL", settings.broker_url is None, "het adres van RabbitMQ met amqp://"),
            ("SERVICE_URL", settings.service_url is None, "het adres van de diensten, met {service} erin"),
            ("OIN", settings.oin == DEVELOPMENT_OIN, "het OIN van uw organisatie"),
            (
                "KEYS_FILE",
                settings.keys_file is None,
                "het sleutelbestand: clientroute sleutels nieuw",
            ),
            ("OIDC_ISSUER", not is_safe_address(settings.oidc_issuer), "het https-adres van uw OpenID-server"),
            ("OIDC_CLIENT_ID", settings.oidc_client_id is None, "de client van deze dienst bij die server"),
            ("OIDC_CLIENT_SECRET", settings.oidc_client_secret is None, "het geheim van die client"),
        )
        if absent
    ]
    if missing:
        raise ValueError("productie heeft nodig: " + "; ".join(missing))


def is_safe_address(address: str | None) -> bool:
    """Whether what comes from an address can be trusted: over https, or from this machine."""
    try:
        parts = urlsplit(address or "")
    except ValueError:  # no address at all, such as https://[
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))


def load_settings(**overrides: str | int | Path | None) -> Settings:
    """Read the settings of this process.

    Raises SettingsError with one line per wrong or unknown variable.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    named = {*os.environ, *(name.upper() for name in DotEnvSettingsSource(Settings).env_vars)}
    unknown = sorted(name for name in named if name.startswith(PREFIX) and name not in known | NOT_SETTINGS)
    if unknown:
        raise SettingsError("\n".join(_unknown(name, known) for name in unknown))
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings.model_validate(given)  # what is not given it reads itself
    except ValidationError as error:
        lines = [_line(".".join(map(str, problem["loc"])), problem) for problem in error.errors()]
        raise SettingsError("\n".join(lines)) from None


def _unknown(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"{name}: deze instelling is er niet" + (f"; bedoelde u {near[0]}?" if near else "")


def _line(field: str, problem: ErrorDetails) -> str:
    context = problem.get("ctx", {})
    message = WRONG.get(problem["type"], "deze waarde kan hier niet").format(**context)
    return f"{PREFIX}{field.upper()}: {message}" if field else message
