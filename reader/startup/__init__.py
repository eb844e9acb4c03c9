"""What runs before and around the first frame."""
