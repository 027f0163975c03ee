"""The whole: settings, addresses, the program, the demo county. The only place that knows every package."""
