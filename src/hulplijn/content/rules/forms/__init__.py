"""A file of the content folder as a form, and back: what a coordinator fills in instead of YAML. Pure.

Source -> tree (`tree`), tree -> boxes to type in (`shown`), what was sent -> tree (`typed`), tree -> source
(`emit`). What each file holds, with its words, is in `plans`, `partners`, `facts` and `markdown`.
"""
