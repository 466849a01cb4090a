"""Who is asked for rates: adapters without tables, clock or words for shoppers. Only `client` knows HTTP."""
