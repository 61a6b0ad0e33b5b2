"""Virtual machines with a real kernel, bluetoothd and one virtual adapter each."""
