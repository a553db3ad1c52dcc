"""Inkoopmodellen: a region's products, prices and policy as validated YAML, versioned by date.

Start with `laad("almere-2023")`. A region is added by writing one file in `modellen/`.
"""

from inkoop.budgetten import budgetten_in, gemeenten_van
from inkoop.laden import (
    MODELLEN,
    Bevinding,
    InkoopmodelFout,
    gebruik_map,
    gemeentecodes,
    gemeentenaam,
    komend_model,
    laad,
    laad_bestand,
    logo_van,
    model_van,
    namen,
    namen_met_budget,
)
from inkoop.model import Inkoopmodel, tarief_op
from inkoop.producten import EENHEDEN, FREQUENTIES, Product

__all__ = [
    "EENHEDEN",
    "FREQUENTIES",
    "MODELLEN",
    "Bevinding",
    "Inkoopmodel",
    "InkoopmodelFout",
    "Product",
    "budgetten_in",
    "gebruik_map",
    "gemeentecodes",
    "gemeenten_van",
    "gemeentenaam",
    "komend_model",
    "laad",
    "laad_bestand",
    "logo_van",
    "model_van",
    "namen",
    "namen_met_budget",
    "tarief_op",
]
