"""A house whose Home Assistant is killed again and again; `server.py` does it."""
