import { AsyncLocalStorage } from 'node:async_hooks';
import { type Attributes, type Link, ROOT_CONTEXT, type Span, type SpanContext, SpanKind, SpanStatusCode, trace, TraceFlags, type Tracer } from '@opentelemetry/api';
import { ChosenIds } from './chosen-ids.js';
import { parseTraceparent } from './traceparent.js';

export { type Span, SpanKind } from '@opentelemetry/api';

export interface SpanStart {
  kind?: SpanKind;
  attributes?: Attributes;
  /** In ms since 1970; now when left out. */
  startMs?: number;
  /** The message's first span when left out. */
  parent?: Span | undefined;
}

/** What makes spans and brings them out; made only when tracing is on. */
export interface TraceExport {
  tracer: Tracer;
  ids: ChosenIds;
  shutdown: () => Promise<void>;
}

/**
 * One trace for each message, over all processes. Nothing travels with it: the trace's id is the message's id (both have
 * 16 bytes), the first span's id is the id's second half, and whether it is traced at all follows from its last digits.
 * So whoever knows a message's id knows its trace. Off, every call here ends at its first comparison.
 */
export class Tracing {
  private readonly requests = new AsyncLocalStorage<SpanContext>();

  constructor(
    private readonly to: TraceExport | undefined,
    private readonly ratio: number,
  ) {}

  get isOn(): boolean {
    return this.to !== undefined;
  }

  /** The first span of a message's trace, linked to the request that brought it. */
  accepted(messageId: string, startMs: number, attributes: Attributes): void {
    if (!this.to || !this.isTraced(messageId)) return;
    const request = this.requests.getStore();
    const links: Link[] = request ? [{ context: request }] : [];
    const { tracer, ids } = this.to;
    const span = ids.choose(firstSpan(messageId), () =>
      tracer.startSpan('accept', { root: true, kind: SpanKind.SERVER, startTime: startMs, attributes: { ...attributes, 'message.id': messageId }, links }, ROOT_CONTEXT));
    span.end();
  }

  /** A further span of a message's trace; undefined when it is not traced. Whoever begins it ends it. */
  begin(messageId: string, name: string, { kind = SpanKind.INTERNAL, attributes = {}, startMs, parent }: SpanStart = {}): Span | undefined {
    if (!this.to || !this.isTraced(messageId)) return undefined;
    const above = parent?.spanContext() ?? firstSpan(messageId);
    const options = { kind, attributes: { ...attributes, 'message.id': messageId }, ...(startMs === undefined ? {} : { startTime: startMs }) };
    return this.to.tracer.startSpan(name, options, trace.setSpanContext(ROOT_CONTEXT, above));
  }

  /**
   * A request that carries a `traceparent`: a span in the caller's own trace when the caller samples it, and `work` runs
   * so that the messages which it accepts link to it.
   */
  inRequest(name: string, traceparent: string | undefined, attributes: Attributes, work: () => void): Span | undefined {
    const caller = this.to && parseTraceparent(traceparent);
    if (!this.to || !caller) {
      work();
      return undefined;
    }
    const isSampled = (caller.traceFlags & TraceFlags.SAMPLED) !== 0;
    const span = isSampled ? this.to.tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, trace.setSpanContext(ROOT_CONTEXT, caller)) : undefined;
    this.requests.run(span?.spanContext() ?? caller, work);
    return span;
  }

  /** Sends out what has gathered. */
  async shutdown(): Promise<void> {
    // A collector that is away must not make a clean stop of the process an unclean one.
    await this.to?.shutdown().catch(() => undefined);
  }

  /** The same answer in every process: the last 32 bits of a UUID v7 are random. */
  private isTraced(messageId: string): boolean {
    return Number.parseInt(messageId.slice(-8), 16) < this.ratio * 2 ** 32;
  }
}

/** Ends a span as failed; `why` is a kind or a status, never a provider's text. */
export function endFailed(span: Span | undefined, why: string): void {
  span?.setStatus({ code: SpanStatusCode.ERROR, message: why });
  span?.end();
}

/** The second half of a UUID is never zero, as a span's id must not be: its variant bits are set. */
function firstSpan(messageId: string): SpanContext {
  const traceId = messageId.replaceAll('-', '').toLowerCase();
  return { traceId, spanId: traceId.slice(16), traceFlags: TraceFlags.SAMPLED, isRemote: true };
}
