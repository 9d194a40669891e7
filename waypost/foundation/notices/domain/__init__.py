"""How a short message reaches somebody's device, and what that device is called."""
