"""Tests of toolkit.http; loopback sockets only."""
