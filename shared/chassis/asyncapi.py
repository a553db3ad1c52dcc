"""The contract of events: an AsyncAPI 3.1 document of what goes over the bus, and to a webhook, made from the code."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import cast

from pydantic import JsonValue

from chassis.bus_rabbit import DELIVERY_LIMIT, Topology
from chassis.descriptions import Words
from chassis.events import HASH_FIELD, MEDIA_TYPE, NAME_LENGTH, EventData, EventType

Json = dict[str, JsonValue]
VERSION = "3.1.0"
AMQP = "0.3.0"
"""The version of the AMQP bindings."""
BROKER, RECEIVER, BACKOFFICE, WEBHOOK = "broker", "ontvanger", "backoffice", "webhook"
OIN = "00000001234567890000"
ID = "019a6f2e-7c1b-7d53-8a55-0c6f1e6f6a10"
SUBJECT = "019a6f2e-7b90-7c11-9d0e-3f1f6c8a1b22"
MOMENT = "2026-02-02T09:00:00Z"
EXAMPLES: Mapping[str, JsonValue] = {
    "date": "2026-02-01",
    "date-time": MOMENT,
    "string": SUBJECT,
    "integer": 1,
    "boolean": False,
}
"""Of a value about which nothing more is known than its type."""
NAME: Json = {"type": "string", "minLength": 1, "maxLength": NAME_LENGTH}
ATTRIBUTES: Mapping[str, Json] = {
    "specversion": {"const": "1.0", "description": "De versie van CloudEvents."},
    "id": NAME
    | {
        "description": "Samen met source uniek, en bij een herhaling hetzelfde. Meestal alleen een willekeurig "
        "nummer (UUID versie 7); van een verzonden bericht het nummer van dat bericht."
    },
    "source": NAME
    | {
        "pattern": "^urn:nld:oin:[0-9]{20}:systeem:[a-z-]+$",
        "description": "De dienst die het vertelt, met het OIN van de organisatie. Geen adres van gegevens.",
    },
    "type": NAME | {"description": "Wat er gebeurde. Een type verandert nooit; het krijgt een nieuwe versie."},
    "subject": NAME | {"description": "Het nummer van waar het over gaat. Nooit een BSN."},
    "sequence": {
        "type": "string",
        "pattern": "^[0-9]{10}$",
        "description": "Telt per source en subject op vanaf 0000000001, met voorloopnullen: als tekst te ordenen.",
    },
    "time": {
        "type": "string",
        "format": "date-time",
        "description": "Wanneer de dienst het vastlegde, in UTC: het moment van de transactie, bij elke source "
        "zo bepaald. Wanneer iets in werkelijkheid gebeurde, staat in data.",
    },
    "datacontenttype": {"const": "application/json", "description": "De vorm van data."},
    "dataschema": {
        "type": "string",
        "pattern": "^urn:nld:oin:[0-9]{20}:systeem:[a-z-]+:schema:.+$",
        "description": "De naam van het schema van data: source, dan het type. Het schema staat in dit document.",
    },
    "data": {"type": "object", "description": "Wat er gebeurde: nummers, codes, datums, hoeveelheden, bedragen."},
    "traceparent": {
        "type": "string",
        "description": "W3C Trace Context: wat uit hetzelfde verzoek volgde, heeft hetzelfde nummer.",
    },
    "dataref": {
        "type": "string",
        "format": "uri",
        "description": "Alleen in een webhook: waar u het bericht haalt.",
    },
    "reden": {"type": "string", "description": "Alleen in de feed: waarom het nog in geen cijfer staat."},
}
"""CloudEvents 1.0 by the NL GOV profile, as we send it."""
OPTIONAL = frozenset({"traceparent", "dataref", "reden"})
ENVELOPE: Json = {
    "type": "object",
    "description": "De envelop van elke gebeurtenis: CloudEvents 1.0 volgens het NL GOV-profiel.",
    "required": [each for each in ATTRIBUTES if each not in OPTIONAL],
    "properties": dict(ATTRIBUTES),
    "propertyNames": {"pattern": "^[a-z0-9]{1,20}$"},
}


@dataclass(frozen=True)
class Party:
    """A service on the bus: what it tells, and what it hears ('#' for everything)."""

    name: str
    tells: frozenset[str]
    hears: frozenset[str]


@dataclass(frozen=True)
class Chain:
    """All that goes over the bus."""

    title: str
    about: str
    version: str
    types: Sequence[EventType[EventData]]
    parties: Sequence[Party]
    words: Words
    """What fields and models mean."""
    examples: Mapping[str, JsonValue]
    """By name of a field, or by `Model.field`, where its type says too little."""
    topology: Topology
    webhook: EventType[EventData]
    """What receivers are called with."""
    contact: Mapping[str, str] = field(default_factory=dict)


def document(chain: Chain) -> Json:
    """The AsyncAPI document of the chain as one application: it sends every event, and its services receive some.

    Raises KeyError for a field or a model without a meaning.
    """
    types = sorted(chain.types, key=lambda each: each.name)
    schemas: Json = {"CloudEvent": ENVELOPE}
    for each in types:
        schemas |= _schemas(each, chain.words)
    return {
        "asyncapi": VERSION,
        "info": {
            "title": chain.title,
            "version": chain.version,
            "description": chain.about,
            "contact": dict(chain.contact),
            "license": {"name": "EUPL-1.2"},
        },
        "defaultContentType": MEDIA_TYPE,
        "servers": _servers(),
        "channels": _channels(chain, types),
        "operations": _operations(chain, types),
        "components": {"messages": {each.name: _message(each, chain, schemas) for each in types}, "schemas": schemas},
    }


def _servers() -> Json:
    return {
        BROKER: {
            "host": "{broker}",
            "protocol": "amqp",
            "protocolVersion": "0-9-1",
            "description": "RabbitMQ van de regio.",
            "variables": {
                "broker": {"default": "127.0.0.1:5672", "description": "Naam en poort; u krijgt ze van de beheerder."}
            },
        },
        RECEIVER: {
            "host": "{ontvanger}",
            "protocol": "https",
            "description": "De software die zich met PUT /v1/webhooks laat roepen.",
            "variables": {
                "ontvanger": {"default": "aanbieder.example", "description": "Zoals u het adres hebt opgegeven."}
            },
        },
    }


def _channels(chain: Chain, types: Iterable[EventType[EventData]]) -> Json:
    names = [each.name for each in types]
    channels: Json = {each.name: _routing_key(each, chain.topology) for each in types}
    for party in chain.parties:
        queue = chain.topology.queue(party.name)
        heard = names if "#" in party.hears else sorted(party.hears)
        about = f"Wat {party.name} hoort. Hooguit {DELIVERY_LIMIT} pogingen; daarna blijft het met de reden bewaard."
        channels[queue] = _queue(queue, heard, about)
    own = "Uw eigen queue: u kiest de naam, maakt haar aan en bindt haar aan de exchange, per type of met # voor alles."
    channels[BACKOFFICE] = _queue(chain.topology.queue(BACKOFFICE), names, own)
    channels[WEBHOOK] = {
        "address": None,
        "description": "Het adres dat de ontvanger met PUT /v1/webhooks opgaf.",
        "servers": [{"$ref": f"#/servers/{RECEIVER}"}],
        "messages": _references([chain.webhook.name]),
    }
    return channels


def _routing_key(each: EventType[EventData], topology: Topology) -> Json:
    exchange: Json = {
        "name": topology.exchange,
        "type": "topic",
        "durable": True,
        "autoDelete": False,
        "vhost": "/",
    }
    return {
        "address": each.name,
        "description": f"{each.about} De routing key is het type.",
        "servers": [{"$ref": f"#/servers/{BROKER}"}],
        "messages": _references([each.name]),
        "bindings": {"amqp": {"is": "routingKey", "exchange": exchange, "bindingVersion": AMQP}},
    }


def _queue(name: str, heard: Iterable[str], about: str) -> Json:
    queue: Json = {"name": name, "durable": True, "exclusive": False, "autoDelete": False, "vhost": "/"}
    return {
        "address": name,
        "description": about,
        "servers": [{"$ref": f"#/servers/{BROKER}"}],
        "messages": _references(heard),
        "bindings": {"amqp": {"is": "queue", "queue": queue, "bindingVersion": AMQP}},
    }


def _references(names: Iterable[str]) -> Json:
    return {name: {"$ref": f"#/components/messages/{name}"} for name in names}


def _operations(chain: Chain, types: Iterable[EventType[EventData]]) -> Json:
    persistent: Json = {"amqp": {"deliveryMode": 2, "bindingVersion": AMQP}}
    operations: Json = {}
    for each in types:
        tellers = " en ".join(party.name for party in chain.parties if each.name in party.tells)
        operations[f"stuur.{each.name}"] = {
            "action": "send",
            "channel": {"$ref": f"#/channels/{each.name}"},
            "summary": each.about,
            "description": f"Verteld door {tellers}. Een backoffice ontvangt dit uit een eigen queue.",
            "bindings": persistent,
        }
    for party in chain.parties:
        if party.hears:
            operations[f"ontvang.{party.name}"] = {
                "action": "receive",
                "channel": {"$ref": f"#/channels/{chain.topology.queue(party.name)}"},
                "summary": f"Wat {party.name} van de andere diensten en van zichzelf hoort.",
                "bindings": {"amqp": {"ack": True, "bindingVersion": AMQP}},
            }
    operations["roep.ontvanger"] = {
        "action": "send",
        "channel": {"$ref": f"#/channels/{WEBHOOK}"},
        "summary": "Er staat een bericht voor u klaar; dataref zegt waar.",
        "description": "Een POST met de header Clientroute-Handtekening. Antwoord met een status uit de 200-reeks.",
        "bindings": {"http": {"method": "POST", "bindingVersion": "0.3.0"}},
    }
    return operations


def _message(each: EventType[EventData], chain: Chain, schemas: Json) -> Json:
    teller = next(party.name for party in chain.parties if each.name in party.tells)
    source = f"urn:nld:oin:{OIN}:systeem:clientroute-{teller}"
    data = _example(each.data.__name__, cast(Json, schemas[each.data.__name__]), schemas, chain.examples)
    # An event begins with the id of what it is about.
    subject = next((value for name, value in data.items() if name.endswith("Id")), SUBJECT)
    example: Json = {
        "specversion": "1.0",
        # What happens once to a thing has the id of that thing.
        "id": subject if each is chain.webhook else ID,
        "source": source,
        "type": each.name,
        "subject": subject,
        "sequence": "0000000001",
        "time": MOMENT,
        "datacontenttype": "application/json",
        "dataschema": f"{source}:schema:{each.name}",
        "data": data,
    }
    own: Json = {
        "type": "object",
        "properties": {
            "type": {"type": "string", "const": each.name},
            "data": {"$ref": f"#/components/schemas/{each.data.__name__}"},
        },
    }
    return {
        "name": each.name,
        "title": each.name,
        "summary": each.about,
        "contentType": MEDIA_TYPE,
        "payload": {"allOf": [{"$ref": "#/components/schemas/CloudEvent"}, own]},
        "examples": [{"name": "voorbeeld", "summary": each.about, "payload": example}],
    }


def _schemas(each: EventType[EventData], words: Words) -> Json:
    """The schema of the data of an event, and of what is in it, with what everything means."""
    schema = cast(Json, each.data.model_json_schema(by_alias=True, ref_template="#/components/schemas/{model}"))
    found = {**cast(dict[str, Json], schema.pop("$defs", {})), each.data.__name__: schema}
    for name, model in found.items():
        model["description"] = words.schemas.get(name) or (each.about if model is schema else words.schemas[name])
        model.pop("title", None)
        for prop, content in cast(dict[str, Json], model.get("properties", {})).items():
            content.pop("title", None)
            meaning = words.meaning(name, prop)
            if meaning is None:
                raise KeyError(f"{name}.{prop}")
            content["description"] = meaning
        required = cast(list[str], model.get("required", []))
        if HASH_FIELD in required:
            required.remove(HASH_FIELD)
    return cast(Json, found)


def _example(name: str, schema: Json, schemas: Json, examples: Mapping[str, JsonValue]) -> Json:
    properties = cast(dict[str, Json], schema.get("properties", {}))
    return {prop: _value(name, prop, content, schemas, examples) for prop, content in properties.items()}


def _value(model: str, prop: str, schema: Json, schemas: Json, examples: Mapping[str, JsonValue]) -> JsonValue:
    """An example of a property: the one that its name has, else one of its type; never an absent one."""
    if "anyOf" in schema:
        choices = cast(list[Json], schema["anyOf"])
        return _value(model, prop, next(each for each in choices if each.get("type") != "null"), schemas, examples)
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        found = cast(Json, schemas[name])
        return (
            _value(model, prop, found, schemas, examples)
            if "enum" in found
            else _example(name, found, schemas, examples)
        )
    if schema["type"] == "array":
        return [_value(model, prop, cast(Json, schema["items"]), schemas, examples)]
    if "enum" in schema:
        return cast(list[JsonValue], schema["enum"])[0]
    by_type = EXAMPLES[str(schema.get("format", schema["type"]))]
    own = examples.get(f"{model}.{prop}", examples.get(prop))
    if own is None and prop.endswith("Id"):
        return example_id(prop)
    return own if type(own) is type(by_type) else by_type


def example_id(name: str) -> str:
    """An id (UUID version 7) that is always the same for this name."""
    digits = sha256(name.encode()).hexdigest()
    return f"019a6f2e-7b90-7{digits[:3]}-8{digits[3:6]}-{digits[6:18]}"
