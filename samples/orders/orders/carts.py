"""Carts in memory, until they become an order or expire."""
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MAX_AGE = timedelta(minutes=30)


@dataclass
class Cart:
    customer: str
    touched: datetime
    items: dict[str, int] = field(default_factory=dict)

    def add(self, sku: str, count: int, now: datetime) -> None:
        self.items[sku] = self.items.get(sku, 0) + count
        self.touched = now

    def is_expired(self, now: datetime) -> bool:
        return now - self.touched > MAX_AGE


class CartStore:
    def __init__(self) -> None:
        self._carts: dict[str, Cart] = {}

    def open(self, cart_id: str, customer: str, now: datetime) -> Cart:
        cart = self._carts.get(cart_id)
        if cart is None:
            cart = self._carts[cart_id] = Cart(customer, now)
        return cart

    def sweep(self, now: datetime) -> list[str]:
        """Drops the expired carts and returns their ids."""
        dropped = []
        for cart_id, cart in self._carts.items():
            if cart.is_expired(now):
                del self._carts[cart_id]
                dropped.append(cart_id)
        return dropped

    def __len__(self) -> int:
        return len(self._carts)
