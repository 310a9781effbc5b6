import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Metrics } from '@app/infra';
import { Backlog } from './backlog.js';

/** `/metrics` in Prometheus's text format. It holds counts only, nothing of any customer; keep it off the public address all the same. */
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Backlog) private readonly backlog: Backlog,
  ) {}

  @Get()
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    await this.backlog.refresh();
    void reply.header('content-type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}
