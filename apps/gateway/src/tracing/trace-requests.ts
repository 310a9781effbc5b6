import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endFailed, type Span, type Tracing } from '@app/infra';

/**
 * Continues the caller's own trace where a request carries a `traceparent`, and has the messages that it brings link to
 * it. After the body is read: what is read from the socket does not run inside of the request.
 */
export function traceRequests(fastify: FastifyInstance, tracing: Tracing): void {
  if (!tracing.isOn) return;
  const spans = new WeakMap<FastifyRequest, Span>();
  fastify.addHook('preHandler', (request, _reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const { traceparent } = request.headers;
    const attributes = { 'http.request.method': request.method, 'http.route': route };
    const span = tracing.inRequest(`${request.method} ${route}`, typeof traceparent === 'string' ? traceparent : undefined, attributes, done);
    if (span) spans.set(request, span);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) endFailed(span, String(reply.statusCode));
    else span?.end();
    done();
  });
}
