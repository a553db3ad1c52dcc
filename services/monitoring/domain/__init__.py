"""The arithmetic of monitoring: steps, lead times, shares, money against budget."""
