"""Which partner fits somebody, and finding one by a few letters. Pure."""
