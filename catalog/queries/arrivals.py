"""How soon a stall's goods arrive at home: the steps that lists offer, in working days from the order."""

WITHIN = (3, 7, 14)
