"""PayPal: Orders v2 on PayPal's page, disputes and reports. Only client.py knows the SDK."""
