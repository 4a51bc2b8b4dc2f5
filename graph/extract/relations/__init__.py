"""Facts between the mentions of a sentence: one module for each family of predicates, over shared views of a sentence.

`sentences` cuts a Doc into sentences with their mentions (and the nouns and pronouns that stand for one), `lexicon`
reads the trigger words, `paths` walks the parse, `roles` finds posts, `status` tells planned, former and denied facts
apart. `posts`, `bases`, `frames` and `nouns` are the patterns, `scorer` a small learnt model that weighs them, and
`select` keeps the facts that hold together.
"""
