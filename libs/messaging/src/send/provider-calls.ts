import { Inject, Injectable } from '@nestjs/common';
import { SendFailure } from '@app/core';
import { channelLabel } from '@app/channels';
import { endFailed, Metrics, type Span, SpanKind, Tracing } from '@app/infra';

/** Which call it is, for the metrics and the trace. */
export interface ProviderCall {
  messageId: string;
  attemptNumber: number;
  channel: string;
  /** The span of the sending that it is a part of. */
  span: Span | undefined;
}

/** Times the calls of providers and shows each of them in its message's trace. */
@Injectable()
export class ProviderCalls {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Tracing) private readonly tracing: Tracing,
  ) {}

  /** Runs `call`, and answers or throws as it does. */
  async observe<T>({ messageId, attemptNumber, channel, span: parent }: ProviderCall, call: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const span = this.tracing.begin(messageId, 'provider call', { kind: SpanKind.CLIENT, parent, attributes: { channel, 'attempt.number': attemptNumber } });
    const done = (outcome: string): void => this.metrics.providerCalls.observe({ channel: channelLabel(channel), outcome }, (performance.now() - startedAt) / 1_000);
    try {
      const result = await call();
      done('sent');
      span?.end();
      return result;
    } catch (error) {
      const kind = error instanceof SendFailure ? error.kind : 'unknown';
      done(kind);
      if (span && error instanceof SendFailure && error.detail.providerCode) span.setAttribute('provider.code', error.detail.providerCode);
      endFailed(span, kind);
      throw error;
    }
  }
}
