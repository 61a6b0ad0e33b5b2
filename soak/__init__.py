"""Long runs of whole nodes, in which nothing may grow: days simulated, an hour in truth.

`virtual` lets days pass at a virtual radio, for nodes without and with Home Assistant;
`radio` an hour on the radio rig. Both sample everything that could leak, judge each
series by the same rules, and keep figures and a plot.
"""
