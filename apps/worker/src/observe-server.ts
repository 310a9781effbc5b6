import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, LOGGER, type Logger, mayReadMetrics, Settings } from '@app/infra';
import { ShowMetrics } from '@app/messaging';

interface Answer {
  status: number;
  contentType?: string;
  text: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const REQUEST_TIMEOUT_MS = 10_000;

/** `/health/live`, `/health/ready` and `/metrics` of a worker, when WORKER_PORT is set. The paths and answers are the gateway's. */
@Injectable()
export class ObserveServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | undefined;

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Database) private readonly database: Database,
    @Inject(ShowMetrics) private readonly showMetrics: ShowMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { WORKER_PORT: port, HOST: host } = this.settings;
    if (port === undefined) return;
    const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => void this.handle(request, response));
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => reject(new Error(`WORKER_PORT ${port} can't be listened on (${error.message}). Each worker of a machine needs a port of its own, or none.`)));
      server.listen(port, host, resolve);
    });
    const { address, port: actual, family } = server.address() as AddressInfo;
    this.logger.info({ url: `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}` }, 'worker shows health and metrics');
  }

  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, text, contentType = JSON_TYPE } = await this.answer(request).catch((error: unknown): Answer => {
      this.logger.error({ err: error }, 'a request failed');
      return problem(500, 'internal', 'The worker failed on this request; its log says why.');
    });
    response.writeHead(status, { 'content-type': contentType, ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}) }).end(text);
  }

  private async answer({ method, url, headers }: IncomingMessage): Promise<Answer> {
    if (method !== 'GET' && method !== 'HEAD') return problem(405, 'methodNotAllowed', 'Only GET is answered here.');
    const path = url?.split('?')[0];
    if (path === '/health' || path === '/health/live') return { status: 200, text: JSON.stringify({ status: 'ok' }) };
    if (path === '/health/ready') return this.ready();
    if (path !== '/metrics') return problem(404, 'notFound', 'A worker has /health/live, /health/ready and /metrics.');
    if (!mayReadMetrics(this.settings, headers.authorization)) return problem(401, 'unauthorized', 'Send METRICS_TOKEN in the header Authorization: Bearer <token>.');
    return { status: 200, ...(await this.showMetrics.show()) };
  }

  /** It can work: the database answers. Without the queue the sweep brings it what is due, only later. */
  private async ready(): Promise<Answer> {
    try {
      await this.database.$queryRaw`select 1`;
      return { status: 200, text: JSON.stringify({ status: 'ready' }) };
    } catch {
      return problem(503, 'unavailable', "The database can't be reached.");
    }
  }
}

function problem(status: number, code: string, message: string): Answer {
  return { status, text: JSON.stringify({ message, code }) };
}
