"""Checking what a helpline wrote: text in, objects or mistakes with their line out."""
