"""Money: whole minor units and a currency, never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

_EXPONENTS = {
    **dict.fromkeys(
        ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
         "XOF", "XPF"), 0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}  # fmt: skip
"""Every currency of ISO 4217 whose minor unit is not a hundredth (list one of the standard)."""


@dataclass(frozen=True)
class Money:
    """An amount in minor units (cents) of an ISO 4217 `currency`."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | str, currency: str) -> "Money":
        """Money from an amount in major units, rounded half to even."""
        scaled = Decimal(amount).scaleb(exponent(currency))
        return cls(int(scaled.to_integral_value(ROUND_HALF_EVEN)), currency)

    @property
    def major(self) -> Decimal:
        """The amount in major units."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __str__(self) -> str:
        return f"{self.major:,.{exponent(self.currency)}f} {self.currency}"


def exponent(currency: str) -> int:
    """How many decimal places the minor unit of `currency` has (ISO 4217)."""
    return _EXPONENTS.get(currency, 2)
