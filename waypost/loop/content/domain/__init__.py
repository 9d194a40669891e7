"""The rules of content on plain values: what a variant's content is, its hash, its checks, its why, a difference."""
