"""Where an article names something: candidate spans, their features, and the linear model that types them."""
