"""Stripe: hosted Checkout by default, the Payment Element as an option. Only client.py knows the SDK."""
