"""How each kind of agency writes: what it leaves out, how carefully it keys, and how many of the records are its."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True)
class Agency:
    """Shares of records without each fact; `care` multiplies every slip (1 is usual, 2 is careless)."""

    name: str
    share: float
    care: float
    no_nhs: float
    no_upn: float
    no_postcode: float
    no_address: float
    no_birth: float
    no_sex: float
    has_phone: float
    has_email: float
    has_middle: float
    drift: float = 0.0  # how much more careless the last record is than the first


INDEX = Agency("index", 0.0, 0.3, 0.03, 0.12, 0.004, 0.02, 0.0, 0.002, 0.7, 0.5, 0.9)
AGENCIES = (
    Agency("health", 0.28, 0.8, 0.02, 1.0, 0.01, 0.05, 0.001, 0.002, 0.75, 0.3, 0.6),
    Agency("school", 0.30, 0.9, 0.85, 0.02, 0.01, 0.03, 0.001, 0.001, 0.7, 0.5, 0.8),
    Agency("social_care", 0.15, 1.1, 0.35, 0.45, 0.03, 0.05, 0.003, 0.004, 0.5, 0.2, 0.5),
    Agency("early_years", 0.12, 1.0, 0.60, 1.0, 0.02, 0.05, 0.002, 0.003, 0.7, 0.5, 0.4),
    Agency("youth_justice", 0.05, 1.2, 0.70, 0.60, 0.05, 0.06, 0.003, 0.001, 0.4, 0.1, 0.4),
    Agency("police", 0.10, 1.8, 1.0, 1.0, 0.14, 0.16, 0.03, 0.006, 0.35, 0.05, 0.3, drift=0.3),
)
_SHARES = tuple(accumulate(agency.share for agency in AGENCIES))


def pick_agency(draw: float) -> Agency:
    """An agency, as often as its share of the records says."""
    wanted = draw * _SHARES[-1]
    return next(agency for agency, share in zip(AGENCIES, _SHARES, strict=True) if wanted < share)
