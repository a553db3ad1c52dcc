"""YAML as plain values, remembering the line of everything."""

from dataclasses import dataclass, field

import yaml
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Pad = tuple[str | int, ...]

GEWONE_SOORTEN = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


class OngeldigeYamlError(Exception):
    """The text is no YAML that we accept; `regel` is the line, counted from 1."""

    def __init__(self, regel: int, melding: str, pad: Pad = ()) -> None:
        super().__init__(melding)
        self.regel = regel
        self.melding = melding
        self.pad = pad


@dataclass
class Boom:
    """The values of a YAML document, and per path the line where it stands, counted from 1."""

    waarde: object = None
    regels: dict[Pad, int] = field(default_factory=dict)

    def regel(self, pad: Pad) -> int:
        """The line of a path, or of the nearest part around it that exists."""
        while pad and pad not in self.regels:
            pad = pad[:-1]
        return self.regels.get(pad, 1)


class _Lader(yaml.SafeLoader):
    """SafeLoader without aliases: a model file is read as it stands, and cannot blow up."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(AliasEvent):
            alias: AliasEvent = self.peek_event()  # type: ignore[no-untyped-call]  # untyped in types-PyYAML
            regel = alias.start_mark.line + 1 if alias.start_mark else 1
            raise OngeldigeYamlError(
                regel, "verwijzingen met & en * kunnen niet in een inkoopmodel; schrijf de waarde uit"
            )
        return super().compose_node(parent, index)


def lees_yaml(tekst: bytes) -> Boom:
    """Parse one YAML document; lists become tuples. OngeldigeYamlError on anything but plain, safe YAML."""
    lader: _Lader | None = None
    try:
        lader = _Lader(tekst)
        knoop = lader.get_single_node()
        boom = Boom()
        if knoop is not None:
            boom.waarde = _waarde(lader, knoop, (), boom.regels)
        return boom
    except yaml.MarkedYAMLError as fout:
        mark = fout.problem_mark or fout.context_mark
        raise OngeldigeYamlError(
            mark.line + 1 if mark else 1,
            "geen geldige YAML; kijk op of vlak boven deze regel naar inspringing, dubbele punt en aanhalingstekens",
        ) from None
    except yaml.YAMLError:
        raise OngeldigeYamlError(1, "geen leesbare tekst; bewaar het bestand als UTF-8") from None
    except RecursionError:
        raise OngeldigeYamlError(1, "de YAML is te diep genest") from None
    finally:
        if lader is not None:
            lader.dispose()


def _waarde(lader: _Lader, knoop: Node, pad: Pad, regels: dict[Pad, int]) -> object:
    regels.setdefault(pad, knoop.start_mark.line + 1)
    if not isinstance(knoop, ScalarNode) and knoop.tag not in GEWONE_SOORTEN:
        raise OngeldigeYamlError(knoop.start_mark.line + 1, "een aanduiding met ! kan niet in een inkoopmodel", pad)
    if isinstance(knoop, MappingNode):
        return _afbeelding(lader, knoop, pad, regels)
    if isinstance(knoop, SequenceNode):
        return tuple(_waarde(lader, deel, (*pad, nr), regels) for nr, deel in enumerate(knoop.value))
    try:
        waarde: object = lader.construct_object(knoop)
    except ValueError:
        raise OngeldigeYamlError(knoop.start_mark.line + 1, "deze datum of dit getal bestaat niet", pad) from None
    return waarde


def _afbeelding(lader: _Lader, knoop: MappingNode, pad: Pad, regels: dict[Pad, int]) -> dict[str, object]:
    waarden: dict[str, object] = {}
    for sleutel, deel in knoop.value:
        regel = sleutel.start_mark.line + 1
        if not isinstance(sleutel, ScalarNode):
            raise OngeldigeYamlError(regel, "een veldnaam moet één woord zijn", pad)
        naam = str(sleutel.value)
        if naam in waarden:
            raise OngeldigeYamlError(regel, "dit veld staat er twee keer", (*pad, naam))
        regels[(*pad, naam)] = regel
        waarden[naam] = _waarde(lader, deel, (*pad, naam), regels)
    return waarden
