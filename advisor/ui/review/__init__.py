"""The reviewers' page: the queue, a case, how the rules do, and what a changed rule would do."""
