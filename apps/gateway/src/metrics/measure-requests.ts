import type { FastifyInstance } from 'fastify';
import type { Metrics } from '@app/infra';

/** Counts and times every answer. A path that is no route counts as `none`, so that guesses make no new series. */
export function measureRequests(fastify: FastifyInstance, { requests }: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = reply.statusCode === 404 && request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
    done();
  });
}
