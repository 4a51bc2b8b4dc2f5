"""How the weights that the package ships were made: one command each, repeatable."""
