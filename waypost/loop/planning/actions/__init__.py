"""What changes a plan: one module per noun, one function per verb."""
