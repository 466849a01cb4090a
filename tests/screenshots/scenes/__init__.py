"""What is looked at. A scene goes through the market in somebody's window and takes its pictures on the way."""
