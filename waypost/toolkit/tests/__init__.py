"""Tests of the small tools: plain values in, plain values out."""
