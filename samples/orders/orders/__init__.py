"""Order service: carts, prices, and the sweep of carts that nobody came back to."""
