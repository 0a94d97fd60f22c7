"""What can be typed after `hulplijn`: one file per topic."""
