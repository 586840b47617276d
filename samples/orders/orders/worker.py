"""The background worker: takes requests from the queue and sweeps in between."""
import logging
from datetime import datetime

from orders.carts import CartStore

log = logging.getLogger("orders.worker")


class Worker:
    def __init__(self, store: CartStore) -> None:
        self.store = store
        self.handled = 0

    def handle(self, request: dict, now: datetime) -> None:
        cart = self.store.open(request["cart"], request["customer"], now)
        cart.add(request["sku"], request.get("count", 1), now)
        self.handled += 1

    def tick(self, now: datetime) -> None:
        dropped = self.store.sweep(now)
        log.info("swept %d carts, %d left", len(dropped), len(self.store))
