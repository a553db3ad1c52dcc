"""Ask toewijzing, before a decision is kept, whether its products can be told to the providers that it names."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic.alias_generators import to_camel
from pydantic.dataclasses import dataclass as checked

from chassis.work import Work
from gebeurtenissen.toegang import BeschikkingAfgegeven
from toegang.store import besluit as store_besluit
from weigering import Weigering, samen


@checked(frozen=True, config={"alias_generator": to_camel, "extra": "ignore"})
class Verboden:
    """A product that the standard forbids, as toewijzing tells it."""

    product_id: str
    regel: str
    reden: str


_VERBODEN = TypeAdapter(tuple[Verboden, ...])


async def toets_toewijzing(work: Work, beschikking: BeschikkingAfgegeven) -> None:
    """Raises Weigering when a product could never be told to a provider: with the rule and the other assignment.

    Raises httpx.HTTPError when toewijzing does not answer: then nothing is decided.
    """
    gestopt = [
        {"productId": each.id, "laatsteDag": each.laatste_dag.isoformat()}
        for each in await store_besluit.gestopt_van_client(work.session, beschikking.client_id)
        if each.laatste_dag is not None
    ]
    voornemen = {"beschikking": beschikking.model_dump(mode="json", by_alias=True), "gestopt": gestopt}
    answer = await work.peers["toewijzing"].post("/v1/toewijzingen/_toets", json=voornemen)
    _weiger(beschikking, _VERBODEN.validate_json(answer.raise_for_status().content))


def _weiger(beschikking: BeschikkingAfgegeven, verboden: Sequence[Verboden]) -> None:
    plek = {each.id: plaats for plaats, each in enumerate(beschikking.producten)}
    weigeringen = [
        Weigering(each.reden, veld=f"body.producten.{plek[each.product_id]}", regel=each.regel)
        for each in sorted(verboden, key=lambda each: plek[each.product_id])
    ]
    if weigeringen:
        raise samen(weigeringen)
