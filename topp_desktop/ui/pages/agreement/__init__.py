"""What people said about each question, and what the group agreed: agreed, never averaged."""
