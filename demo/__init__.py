"""A virtual radio with simulated neighbours, for development and the first run.

Never shipped: HACS installs `custom_components/mesh_broadcast` alone, and nothing in
there knows of this package.
"""
