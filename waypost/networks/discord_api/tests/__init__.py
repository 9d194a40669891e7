"""A server of Discord in this process that holds every call against the specification, for a bot and for a webhook."""
