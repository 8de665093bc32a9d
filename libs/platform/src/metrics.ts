import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Seconds; from half a millisecond to half a minute. */
const DURATION_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Numbers about this process for Prometheus, served at `/metrics`. Asking twice for the same name gives the same
 * metric. Names: `chatloom_<lib>_<what>_<unit>`, counters end in `_total`. Label values must come from a small set
 * (never ids).
 */
export class Metrics {
  readonly registry = new Registry();

  /** @param withProcess also memory, CPU, event loop delay of the process. */
  constructor(withProcess = false) {
    if (withProcess) collectDefaultMetrics({ register: this.registry });
  }

  counter<Label extends string = never>(name: string, help: string, labelNames: Label[] = []): Counter<Label> {
    return (this.registry.getSingleMetric(name) as Counter<Label> | undefined) ?? new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  gauge<Label extends string = never>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> {
    return (this.registry.getSingleMetric(name) as Gauge<Label> | undefined) ?? new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  /** Observes seconds. */
  histogram<Label extends string = never>(name: string, help: string, labelNames: Label[] = [], buckets = DURATION_BUCKETS): Histogram<Label> {
    return (this.registry.getSingleMetric(name) as Histogram<Label> | undefined) ?? new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }
}
