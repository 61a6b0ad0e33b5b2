"""The transport against fakes that obey the contracts of what lies below it."""
