import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LOGGER, type Logger, Metrics, NestLogger, runProcess, Tracing } from '@app/infra';
import { Authenticate } from './access/authenticate.js';
import { GatewayModule } from './gateway.module.js';
import { ApiExceptionFilter } from './http/api-exception.filter.js';
import { answerBadPath } from './http/bad-path.js';
import { addBodyParsers } from './http/body-parsers.js';
import { boundBodies, MOST_READ_BYTES } from './http/bound-bodies.js';
import { measureRequests } from './metrics/measure-requests.js';
import { traceRequests } from './tracing/trace-requests.js';

/** A profile's id of 255 characters, each of four bytes that are percent-encoded. */
const MOST_PARAM_CHARS = 255 * 12;
/** From its first byte to its last; somewhat less than what the contract advises clients to wait for an answer. */
const REQUEST_TIMEOUT_MS = 120_000;

/** REST in, provider webhooks in. Holds no state: run as many as the load asks for. */
await runProcess('gateway', async (settings) => {
  const adapter = new FastifyAdapter({
    bodyLimit: MOST_READ_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: settings.TRUSTED_PROXIES,
    forceCloseConnections: 'idle',
    // What comes on an open connection while the gateway stops is answered as ever, and the connection closed then.
    return503OnClosing: false,
    routerOptions: { maxParamLength: MOST_PARAM_CHARS },
    frameworkErrors: answerBadPath,
  });
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule, adapter, { bodyParser: false, bufferLogs: true, abortOnError: false });
  const logger = app.get<Logger>(LOGGER);
  app.useLogger(new NestLogger(logger));
  boundBodies(adapter.getInstance(), app.get(Authenticate));
  addBodyParsers(adapter.getInstance());
  measureRequests(adapter.getInstance(), app.get(Metrics));
  traceRequests(adapter.getInstance(), app.get(Tracing));
  app.useGlobalFilters(new ApiExceptionFilter(logger));
  await app.listen(settings.PORT, settings.HOST);
  logger.info({ url: await app.getUrl() }, 'gateway is listening');
  return app;
});
