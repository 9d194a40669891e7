"""Tests of the Ghost network, and a site to hold them against."""
