"""The copy desk: what a piece is checked for before it is printed. Pure: no Django here.

`rules.check` runs every rule in the visible table `rules.RULES` over a `proof.Proof` with the `facts.Facts` that the
desk knows and the house `style.Style`; each finding is an `issues.Issue`.
"""
