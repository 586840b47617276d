"""Runs the worker over a recorded queue, as the service does at the start of a shift."""
import logging
import sys
from datetime import datetime, timedelta

from orders.carts import CartStore
from orders.worker import Worker

QUEUE = [
    {"cart": "c-1001", "customer": "ada", "sku": "KETTLE", "count": 1},
    {"cart": "c-1002", "customer": "lin", "sku": "FILTER"},
    {"cart": "c-1003", "customer": "joe", "sku": "KETTLE", "count": 2},
]


def main() -> None:
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(asctime)s %(levelname)s [%(name)s] %(message)s")
    log = logging.getLogger("orders.main")
    worker = Worker(CartStore())
    now = datetime(2026, 3, 2, 7, 0)
    for minute, request in enumerate(QUEUE):
        worker.handle(request, now + timedelta(minutes=20 * minute))
        log.info("handled %s for %s", request["cart"], request["customer"])
    try:
        worker.tick(now + timedelta(minutes=45))
    except Exception:
        log.exception("the sweep failed")
        raise SystemExit(1)


if __name__ == "__main__":
    main()
