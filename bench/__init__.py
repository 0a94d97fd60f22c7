"""Measurements beside baselines, each a ratio within one run. Never part of the tests."""
