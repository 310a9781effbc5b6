import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

const LATENCY_BUCKETS_S = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** What one process counts of itself, for Prometheus. Each process has its own; Prometheus adds them up. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  /** Requests by method, route (its pattern, never the path itself: ids would be endless) and status. */
  readonly requests = new Histogram({
    name: 'gateway_http_request_duration_seconds',
    help: 'Requests by route and status, and how long they took.',
    labelNames: ['method', 'route', 'status'],
    buckets: LATENCY_BUCKETS_S,
    registers: [this.registry],
  });

  readonly messagesAccepted = new Counter({
    name: 'gateway_messages_accepted_total',
    help: 'Messages that were committed by this process.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
