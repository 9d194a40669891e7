"""Organisations, a brand's space, its members and their roles; what each may do, in one table.

Hands on: Access, through which every row of a workspace is reached.
Never decides what a stage means; stages ask it whether an actor may.
"""
