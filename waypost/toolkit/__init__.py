"""Small tools without tables: clock, money, http (with the guard), pictures, secrets, refusal, wording.

They know nothing of the product, and nothing of Django.
"""
