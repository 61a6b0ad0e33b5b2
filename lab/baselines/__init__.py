"""What our mesh is measured against: others' rules, and bounds that none can beat."""
