"""How well the methods agree with coded texts."""
