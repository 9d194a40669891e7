"""Tests of the WordPress network, and a site to hold them against."""
