// Suites share small machines with real processes, databases and each other; five seconds say nothing there.
jest.setTimeout(60_000);
