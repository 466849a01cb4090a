"""The market in a headless Chromium: what shoppers and staff do, and what every page promises."""
