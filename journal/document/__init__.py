"""A text as data: typed blocks with stable ids, made into HTML by one renderer. Pure: no Django here."""
