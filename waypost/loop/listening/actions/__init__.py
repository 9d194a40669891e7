"""What people do here: note, weigh, try, decide. Every verb asks for its permission and says what it did."""
