"""Model servers, one per version in use, and the one client that speaks to them.

Nothing is imported here: the client and a head start must not wait for MLflow, which the supervisor needs.
"""
