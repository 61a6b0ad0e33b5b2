"""Things that go wrong, and a judge of what the mesh made of them."""
