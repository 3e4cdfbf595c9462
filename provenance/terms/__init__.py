"""Terms: what holders allow, and the decision for one use. Dates are intervals; nothing is allowed by silence."""
