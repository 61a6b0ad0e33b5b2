"""What happens on the mesh, for triggers and device triggers alike."""
