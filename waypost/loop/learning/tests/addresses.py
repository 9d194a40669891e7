ADDRESSES: dict[str, object] = {}
