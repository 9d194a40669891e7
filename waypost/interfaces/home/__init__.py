"""The first pages: the loop for those not signed in, Home for those who are, and starting a brand."""
