import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from './servers/index.js';

interface OtlpAttribute {
  key: string;
  value: { stringValue?: string; intValue?: number | string; arrayValue?: { values: { stringValue?: string }[] } };
}

interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes?: OtlpAttribute[];
  links?: { traceId: string; spanId: string }[];
  status?: { code?: number; message?: string };
}

interface OtlpExport {
  resourceSpans: { resource: { attributes: OtlpAttribute[] }; scopeSpans: { spans: OtlpSpan[] }[] }[];
}

/** A span as it was exported, and by whom. */
export interface ExportedSpan extends Omit<OtlpSpan, 'attributes'> {
  service: string;
  attributes: Record<string, unknown>;
}

/** A collector that is sent traces by OTLP/HTTP in JSON. It takes only what has the key. */
export class OtlpCollector {
  static readonly KEY = 'collector-key-0123456789';
  readonly spans: ExportedSpan[] = [];
  /** All that was sent to it, for "no secret in any of it". */
  raw = '';

  private constructor(
    readonly url: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<OtlpCollector> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const collector = new OtlpCollector(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (request.headers.authorization !== `Bearer ${OtlpCollector.KEY}`) {
          response.writeHead(401).end();
          return;
        }
        if (request.url === '/v1/traces') collector.take(Buffer.concat(chunks).toString());
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    return collector;
  }

  /** Waits until the trace has a span of each name; the spans of the trace. */
  async trace(traceId: string, ...names: string[]): Promise<ExportedSpan[]> {
    const found = (): ExportedSpan[] => this.spans.filter((span) => span.traceId === traceId);
    const what = (): string => `${names.join(', ')} in trace ${traceId}; there are ${found().map(({ name }) => name).join(', ')}`;
    await waitFor(() => names.every((name) => found().some((span) => span.name === name)), { what, timeoutMs: 20_000 });
    return found();
  }

  private take(text: string): void {
    this.raw += text;
    for (const { resource, scopeSpans } of (JSON.parse(text) as OtlpExport).resourceSpans) {
      const service = String(valuesOf(resource.attributes)['service.name']);
      for (const span of scopeSpans.flatMap(({ spans }) => spans)) this.spans.push({ ...span, service, attributes: valuesOf(span.attributes ?? []) });
    }
  }
}

function valuesOf(attributes: readonly OtlpAttribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.arrayValue?.values.map((one) => one.stringValue) ?? Number(value.intValue)]));
}
