import { Inject, Injectable } from '@nestjs/common';
import { Metrics } from '@app/infra';
import { Backlog } from './backlog.js';

/** What `/metrics` answers, in gateway and worker alike. */
@Injectable()
export class ShowMetrics {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Backlog) private readonly backlog: Backlog,
  ) {}

  /** Prometheus's text format. */
  async show(): Promise<{ contentType: string; text: string }> {
    await this.backlog.refresh();
    return { contentType: this.metrics.registry.contentType, text: await this.metrics.registry.metrics() };
  }
}
