"""What it costs and how long it takes to bring a parcel to an area.

Owns: sellers' delivery zones with their places and rates.
Does not own: parcels themselves (orders), areas (accounts), limits of weight and size (catalog).
Front doors: queries.rates.{answers, arrival, arrival_text}, queries.home, domain.zones.open_zone.
Announces: nothing. Reads from: accounts, the kernel.
"""
