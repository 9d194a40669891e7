"""What no single stage can test."""
