"""Walks through the product in a real browser: a program that lives, people who sign in, every page held against axe."""
