"""The pages on which a coordinator edits what the helpline publishes."""
