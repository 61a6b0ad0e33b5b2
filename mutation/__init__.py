"""Mutation testing of the core: whether a test would notice if a line were wrong.

The mutants are made and tried by mutmut; what is here tells it where the core's modules
and their tests are, adds two kinds of mutants, draws samples and makes the tables.
"""
