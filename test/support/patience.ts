// Suites with real processes and databases share small machines with everything else; five seconds say nothing there.
jest.setTimeout(60_000);
