"""What it costs and how long it takes to bring a parcel to an area.

Owns: sellers' delivery rates by country and area; limits of weight and size.
Does not own: parcels themselves (orders), areas (accounts).
Front doors: queries.rates.{quote, quotes, arrival, arrival_text}.
Announces: nothing. Reads from: accounts, the kernel.
"""
