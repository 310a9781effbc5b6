import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { mayReadMetrics, Settings } from '@app/infra';
import { ShowMetrics } from '@app/messaging';
import { ApiError } from '../http/api-error.js';

/** `/metrics` in Prometheus's text format. It holds counts only, nothing of any customer; keep it off the public address all the same. */
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(ShowMetrics) private readonly showMetrics: ShowMetrics,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get()
  async read(@Headers('authorization') authorization: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (!mayReadMetrics(this.settings, authorization)) throw new ApiError('unauthorized', 'Send METRICS_TOKEN in the header Authorization: Bearer <token>.');
    const { contentType, text } = await this.showMetrics.show();
    void reply.header('content-type', contentType);
    return text;
  }
}
