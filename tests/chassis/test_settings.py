import re
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError
from tests.chassis.proef import BSN_KEY

from chassis.settings import Settings, SettingsError, is_safe_address, load_settings

PRODUCTION = {
    "CLIENTROUTE_ENV": "production",
    "CLIENTROUTE_HOST": "0.0.0.0",
    "CLIENTROUTE_DATABASE_URL": "postgresql://clientroute@db/{service}",
    "CLIENTROUTE_BROKER_URL": "amqps://rabbit/",
    "CLIENTROUTE_SERVICE_URL": "https://{service}.example.nl",
    "CLIENTROUTE_OIN": "00000001234567890000",
    "CLIENTROUTE_KEYS_FILE": "/run/secrets/sleutels.json",
    "CLIENTROUTE_OIDC_ISSUER": "https://login.example.nl",
    "CLIENTROUTE_OIDC_CLIENT_ID": "clientroute",
    "CLIENTROUTE_OIDC_CLIENT_SECRET": "geheim",
}


def lines_with(monkeypatch: pytest.MonkeyPatch, **variables: str) -> list[str]:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    return str(caught.value).splitlines()


def test_without_variables_it_is_the_embedded_suite_on_this_machine_only() -> None:
    settings = load_settings()
    assert (settings.env, settings.host, settings.port, settings.broker_url) == ("development", "127.0.0.1", 8000, None)
    assert settings.database_for("toegang") == "sqlite+direct:///var/toegang.db"
    assert settings.url_of("toegang") == "http://127.0.0.1:8000/toegang"


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("ENV", "test", "'development' or 'production'"),
        ("PORT", "acht", "heel getal"),
        ("ADDRESS_REQUESTS", "veel", "heel getal"),
        ("BROKER_PREFIX", "Met.Punt", "[a-z0-9-]"),
        ("OIN", "123", "{20}"),
        ("BSN_KEY", "kort", "openssl rand -base64 32"),
        ("BSN_KEY", "@" * 44, "openssl rand -base64 32"),
        ("BSN_KEY", "é" * 44, "openssl rand -base64 32"),
        ("KMS_URL", "http://kluis.example.nl/v1/transit", "https-adres van Transit"),
        ("HOST", "0.0.0.0", "127.0.0.1"),
        ("DATABASE_URL", "mysql://x/y", "postgresql:// of sqlite:///"),
        ("DATABASE_URL", "postgresql://db:poort/x", "postgresql:// of sqlite:///"),
        ("DIRECT_DATABASE_URL", "postgresql://db:poort/x", "waar de server zelf is"),
        ("DIRECT_DATABASE_URL", "sqlite:///x", "waar de server zelf is"),
        ("PREPARED_STATEMENTS", "misschien", "true of false"),
        ("BROKER_URL", "http://rabbit/", "amqp://"),
        ("BROKER_URL", "amqp://toegang:half/heel@rabbit/", "schrijf / # en @ erin met %"),
        ("BROKER_URL", "amqp://[::1/", "amqp://"),
        ("KMS_URL", "https://[", "https-adres van Transit"),
        ("SERVICE_URL", "https://een.example.nl", "{service}"),
        ("SERVICE_URL", "{service}.example.nl", "http"),
    ],
)
def test_each_wrong_setting_gives_one_line_with_its_name_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, advice: str
) -> None:
    (line,) = lines_with(monkeypatch, **{f"CLIENTROUTE_{name}": value})
    assert line.startswith(f"CLIENTROUTE_{name}: ")
    assert advice in line


@pytest.mark.parametrize(("given", "prepares"), [({}, True), ({"CLIENTROUTE_PREPARED_STATEMENTS": "false"}, False)])
def test_without_a_pooler_the_direct_address_is_that_of_the_database(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], *, prepares: bool
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert (settings.is_pooled, settings.prepares) == (False, prepares)
    assert settings.direct_database_for("toegang") == settings.database_for("toegang")


@pytest.mark.parametrize(("given", "prepares"), [({}, False), ({"CLIENTROUTE_PREPARED_STATEMENTS": "true"}, True)])
def test_through_a_pooler_nothing_is_prepared_unless_somebody_says_so(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], *, prepares: bool
) -> None:
    monkeypatch.setenv("CLIENTROUTE_DIRECT_DATABASE_URL", "postgresql://db/{service}")
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert (settings.is_pooled, settings.prepares) == (True, prepares)
    assert settings.direct_database_for("toegang") == "postgresql+psycopg://db/toegang"


SERVER, POOLER = "postgresql://db/{service}", "postgresql://pooler/{service}"


@pytest.mark.parametrize(
    ("url", "direct", "keeps"),
    [(None, None, False), (POOLER, None, False), (POOLER, SERVER, False), (SERVER, SERVER, True)],
)
def test_who_gives_one_address_twice_has_a_pooler_that_keeps_sessions(
    url: str | None, direct: str | None, *, keeps: bool
) -> None:
    assert Settings(database_url=url, direct_database_url=direct).pools_sessions is keeps


def test_all_wrong_settings_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_with(monkeypatch, CLIENTROUTE_PORT="x", CLIENTROUTE_OIN="x")
    assert sorted(line.split(":")[0] for line in lines) == ["CLIENTROUTE_OIN", "CLIENTROUTE_PORT"]


def test_a_kms_needs_its_address_and_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = lines_with(monkeypatch, CLIENTROUTE_KMS_URL="https://kluis.example.nl/v1/transit")
    assert "CLIENTROUTE_KMS_TOKEN_FILE" in line


def test_a_secret_never_stands_in_an_error_or_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_with(monkeypatch, CLIENTROUTE_BSN_KEY="zeergeheim", CLIENTROUTE_PORT="x")
    assert "zeergeheim" not in "\n".join(lines)
    monkeypatch.delenv("CLIENTROUTE_PORT")
    monkeypatch.setenv("CLIENTROUTE_BSN_KEY", BSN_KEY)
    assert BSN_KEY not in repr(load_settings())


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "CLIENTROUTE_DATABSE_URL",
            "CLIENTROUTE_DATABSE_URL: deze instelling is er niet; bedoelde u CLIENTROUTE_DATABASE_URL?",
        ),
        ("CLIENTROUTE_POORT", "CLIENTROUTE_POORT: deze instelling is er niet; bedoelde u CLIENTROUTE_PORT?"),
        ("CLIENTROUTE_QQQQQQQQQQQQQQQQQQQQ", "CLIENTROUTE_QQQQQQQQQQQQQQQQQQQQ: deze instelling is er niet"),
    ],
)
def test_an_unknown_setting_is_refused_with_a_suggestion(monkeypatch: pytest.MonkeyPatch, name: str, line: str) -> None:
    assert lines_with(monkeypatch, **{name: "x"}) == [line]


def test_the_env_file_is_read_and_checked_like_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("CLIENTROUTE_PORT=8123\nANDERS=1\n")
    assert load_settings().port == 8123
    env_file.write_text("CLIENTROUTE_PROT=8123\n")
    assert lines_with(monkeypatch) == ["CLIENTROUTE_PROT: deze instelling is er niet; bedoelde u CLIENTROUTE_PORT?"]


@pytest.mark.parametrize(
    "name",
    [
        "CLIENTROUTE_IJW",
        "CLIENTROUTE_IWMO",
        "CLIENTROUTE_REQUIRE_SERVICES",
        "CLIENTROUTE_TEST_POSTGRES",
        "CLIENTROUTE_TEST_RABBITMQ",
    ],
)
def test_variables_of_the_test_run_are_no_settings(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "1")
    assert load_settings() == Settings()


def test_an_override_wins_from_the_environment_and_none_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENTROUTE_PORT", "8001")
    assert load_settings(port=8002).port == 8002
    assert load_settings(port=None).port == 8001
    with pytest.raises(SettingsError, match="CLIENTROUTE_PORT"):
        load_settings(port=0)


def test_production_starts_with_everything_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert settings.database_for("declaratie") == "postgresql+psycopg://clientroute@db/declaratie"
    assert settings.url_of("declaratie") == "https://declaratie.example.nl"


@pytest.mark.parametrize("missing", sorted(set(PRODUCTION) - {"CLIENTROUTE_ENV", "CLIENTROUTE_HOST"}))
def test_production_names_each_setting_that_is_missing(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    rest = {name: value for name, value in PRODUCTION.items() if name != missing}
    (line,) = lines_with(monkeypatch, **rest)
    assert line.startswith(f"productie heeft nodig: {missing}: ")
    assert not [name for name in rest if f"{name}: " in line]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLIENTROUTE_DATABASE_URL", "sqlite:///var/{service}.db"),
        ("CLIENTROUTE_OIDC_ISSUER", "http://login.example.nl"),
        ("CLIENTROUTE_OIN", "0" * 20),
    ],
)
def test_production_refuses_settings_of_development(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    (line,) = lines_with(monkeypatch, **{**PRODUCTION, name: value})
    assert f"{name}: " in line


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://login.example.nl", True),
        ("http://127.0.0.1:8080/realms/x", True),
        ("http://localhost", True),
        ("http://login.example.nl", False),
        ("ftp://localhost", False),
        ("http://", False),
        ("", False),
        (None, False),
    ],
)
def test_what_comes_over_https_or_from_this_machine_is_trusted(address: str | None, *, safe: bool) -> None:
    assert is_safe_address(address) is safe


def test_settings_stay_as_they_were_checked() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 0  # type: ignore[misc]  # mypy sees it too


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///x/{service}.db", "sqlite+direct:///x/toegang.db"),
        ("postgresql://u:p@h/{service}", "postgresql+psycopg://u:p@h/toegang"),
    ],
)
def test_the_database_of_a_service(given: str, used: str) -> None:
    assert Settings(database_url=given).database_for("toegang") == used


def test_a_declaration_waits_an_hour_in_production_and_not_while_developing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().assignment_wait == timedelta(0)
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    assert load_settings().assignment_wait == timedelta(hours=1)
    monkeypatch.setenv("CLIENTROUTE_ASSIGNMENT_WAIT_MINUTES", "0")
    assert load_settings().assignment_wait == timedelta(0)


def _number(name: str) -> int | None:
    """The default of a setting, when it is a number."""
    field = Settings.model_fields.get(name.removeprefix("CLIENTROUTE_").lower())
    default: object = None if field is None else field.default
    return default if isinstance(default, int) and not isinstance(default, bool) else None


PAGE = Path(__file__).parents[2] / "docs/productie.md"
ROWS = re.findall(r"^\| `(CLIENTROUTE_[A-Z_]+)`(.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
WITH_NUMBER = [(name, row) for name, row in ROWS if _number(name) is not None]


def test_the_page_of_production_has_its_table() -> None:
    assert {"CLIENTROUTE_DATABASE_CONNECTIONS", "CLIENTROUTE_KEPT_DAYS"} <= {name for name, _ in WITH_NUMBER}


@pytest.mark.parametrize(("name", "row"), WITH_NUMBER)
def test_the_page_of_production_names_the_number_that_holds_by_default(name: str, row: str) -> None:
    default = getattr(load_settings(), name.removeprefix("CLIENTROUTE_").lower())
    assert re.search(rf"(?<![0-9]){default}(?![0-9])", row)
