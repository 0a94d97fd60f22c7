"""The pages of accounts: the door, and what somebody sets up to come through it."""
