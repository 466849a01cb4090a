"""Ways of paying without a provider to ask: the market's own people and papers know whether the money came."""
