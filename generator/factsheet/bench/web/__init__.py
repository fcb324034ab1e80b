"""Sources are looked at on the network, archives asked for copies: politely, on command."""
