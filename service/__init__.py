"""HTTP in, HTTP out: settings, routes, schemas, errors and limits around the engine of `stance`."""
