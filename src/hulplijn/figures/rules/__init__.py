"""The rules of figures: shares, changes, near fractions, and the guard on small cells."""
