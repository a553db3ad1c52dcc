"""What stands in the repository and follows from the code: the contracts, and the definitions for the broker."""

import json
from pathlib import Path

import betekenis
import gebeurtenissen
from chassis.asyncapi import Chain, Party, document
from chassis.contract import CONTACT
from chassis.descriptions import Words
from chassis.service import load_secrets, open_room
from chassis.settings import Settings
from chassis.web import API_VERSION, create_api
from clientroute.broker import definitions
from clientroute.services import KOPPELVLAK, SERVICES, peers_over_network, service_of, topology
from gebeurtenissen import woorden
from gebeurtenissen.toewijzing import BERICHT_VERZONDEN

ABOUT_EVENTS = """Wat er in de keten gebeurt, voor backoffices en andere diensten.

Dit document beschrijft clientroute als geheel: `send` is wat onze diensten vertellen, `receive` wat onze diensten uit
hun eigen queue halen. Bouwt u een backoffice, dan is wat hier `send` heet voor u `receive`: maak een eigen queue, bind
die aan de exchange met de typen die u wilt horen, en lees haar. Een gebeurtenis kan vaker komen; dan is `id` gelijk.

Op de bus, in de feed van monitoring (`GET /v1/gebeurtenissen`) en in een webhook heeft een gebeurtenis dezelfde vorm:
CloudEvents 1.0 volgens het NL GOV-profiel. In de feed ontbreekt `bsnHash`. Velden kunnen erbij komen: sla over wat u
niet kent. Bedragen zijn hele eurocenten. Er staan nooit een BSN, een naam of een adres in."""


BROKER = Path(__file__).parents[1] / "deploy" / "rabbitmq.json"
BROKER_KOPPELVLAK = BROKER.with_name("rabbitmq-koppelvlak.json")
"""The same for an installation that has a koppelvlak."""


def contract_files(data_dir: Path) -> dict[Path, str]:
    """Path and content of every contract; `data_dir` is a scratch folder, no database is opened."""
    settings = Settings(data_dir=data_dir)
    secrets = load_secrets(settings)
    files: dict[Path, str] = {}
    for name in (*SERVICES, KOPPELVLAK):
        service = service_of(name)
        room = open_room(service, settings, secrets, peers_over_network(settings, secrets, name))
        files[service.folder / "openapi.json"] = _text(create_api(room).openapi())
    files[Path(gebeurtenissen.__file__).parent / "asyncapi.json"] = _text(document(chain(settings)))
    files[BROKER] = _text(definitions(settings))
    files[BROKER_KOPPELVLAK] = _text(definitions(settings.model_copy(update={"koppelvlak": data_dir})))
    return files


def chain(settings: Settings) -> Chain:
    """All events, who tells and hears them, and what their parts mean."""
    parties = [
        Party(
            name,
            frozenset(each.name for each in service.publishes),
            frozenset(each.type for each in service.subscriptions),
        )
        for name, service in SERVICES.items()
    ]
    return Chain(
        title="clientroute gebeurtenissen",
        about=ABOUT_EVENTS,
        version=API_VERSION,
        types=gebeurtenissen.ALL,
        parties=parties,
        words=Words(properties={**betekenis.woorden().properties, **woorden.BETEKENIS}, schemas=woorden.ONDERDELEN),
        examples=woorden.VOORBEELD,
        topology=topology(settings),
        webhook=BERICHT_VERZONDEN,
        contact=CONTACT,
    )


def _text(document: object) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def drift(files: dict[Path, str]) -> list[Path]:
    """The contracts whose file differs from the code."""
    return [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
