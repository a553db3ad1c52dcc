"""What goes in and out over the API of monitoring. Amounts are whole eurocents, lead times whole calendar days."""
