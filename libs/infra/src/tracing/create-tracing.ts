import type { Settings } from '../config/settings.js';
import { ChosenIds } from './chosen-ids.js';
import { type TraceExport, Tracing } from './tracing.js';

type TracingSettings = Pick<Settings, 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_SERVICE_NAME' | 'OTEL_TRACES_SAMPLER_ARG'>;

/** How often spans go out, and how many may wait for a collector that is slow; further ones are dropped. */
const EXPORT_EVERY_MS = 1_000;
const MOST_WAITING = 8_192;
const EXPORT_TIMEOUT_MS = 5_000;

/** `name` is the process's: gateway, worker. The SDK is loaded only when a collector is set. */
export async function createTracing(name: string, settings: TracingSettings): Promise<Tracing> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = settings;
  return new Tracing(endpoint ? await startExport(name, endpoint, settings) : undefined, settings.OTEL_TRACES_SAMPLER_ARG);
}

async function startExport(name: string, endpoint: string, settings: TracingSettings): Promise<TraceExport> {
  const [{ AlwaysOnSampler, BatchSpanProcessor, TracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const ids = new ChosenIds();
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: EXPORT_TIMEOUT_MS });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': settings.OTEL_SERVICE_NAME ?? `omnichannel-${name}`, 'service.instance.id': String(process.pid) }),
    sampler: new AlwaysOnSampler(), // `Tracing` has decided before
    idGenerator: ids,
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: EXPORT_EVERY_MS, maxQueueSize: MOST_WAITING, exportTimeoutMillis: EXPORT_TIMEOUT_MS })],
  });
  return { tracer: provider.getTracer('omnichannel-gateway'), ids, shutdown: () => provider.shutdown() };
}
