"""What sources say: their texts, kept beside the project for those who read them at the bench."""
