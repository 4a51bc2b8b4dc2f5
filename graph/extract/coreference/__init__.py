"""Which names of one article name the same thing: acronyms, surnames and given names, short and full forms."""
