"""The applications that stand beside the service, each to be run by the server that runs the service."""
