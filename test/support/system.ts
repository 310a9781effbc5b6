import { randomBytes } from 'node:crypto';
import { AdminSession, type AppProcess, freePort, hasRedis, type RedisServer, startDatabase, startProcess, startRedis, type TestDatabase, waitFor, WebhookReceiver } from './servers/index.js';

export type QueueKind = 'postgres' | 'redis';

/** The queues that this machine can test: Redis only where there is one. */
export const QUEUE_KINDS: readonly QueueKind[] = hasRedis ? ['postgres', 'redis'] : ['postgres'];

export const APP_SECRET = 'test-app-secret';
export const VERIFY_TOKEN = 'test-verify-token';
export const PAGE_ID = '100000000000001';
export const SMS_FROM = '15550001111';
export const PAGE_TOKEN = 'test-page-token';
export const SMS_SID = 'AC00000000000000000000000000000001';
export const SMS_TOKEN = 'test-sms-auth-token';
/** Signs what the system's receiver is told. */
export const WEBHOOK_SECRET = 'test-secret-0123456789';

export interface SystemOptions {
  queue?: QueueKind;
  workers?: number;
  /** Added to the environment of gateway and workers. */
  env?: Record<string, string>;
  /** The server of its database, by its administrator's URL, in place of the tests' own. */
  databaseServerUrl?: string;
  /** In place of a Redis of its own. */
  queueUrl?: string;
  /** The last word on what one process is told, for a proxy in between. */
  processEnv?: (app: 'gateway' | 'worker', env: Record<string, string>) => Record<string, string> | Promise<Record<string, string>>;
}

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
  headers: Headers;
}

/** The whole thing as it runs in production: gateway, workers and simulator as processes, a real database and queue, a customer's server. */
export class System {
  readonly workers: AppProcess[] = [];
  apiSpaceId = '';
  token = '';

  private constructor(
    readonly database: TestDatabase,
    readonly redis: RedisServer | undefined,
    readonly receiver: WebhookReceiver,
    readonly gatewayUrl: string,
    readonly simulatorUrl: string,
    readonly env: Record<string, string>,
    private readonly processEnv: NonNullable<SystemOptions['processEnv']>,
  ) {}

  gateway!: AppProcess;
  simulator!: AppProcess;
  private session: { admin: AdminSession; env: string } | undefined;

  static async start(options: SystemOptions = {}): Promise<System> {
    const database = await startDatabase(options.databaseServerUrl ? { on: options.databaseServerUrl } : {});
    const redis = options.queue === 'redis' && !options.queueUrl ? await startRedis() : undefined;
    const [gatewayPort, simulatorPort] = [await freePort(), await freePort()];
    const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
    const simulatorUrl = `http://127.0.0.1:${simulatorPort}`;
    const queueUrl = options.queueUrl ?? redis?.url;
    const env = {
      DATABASE_URL: database.url,
      ...(queueUrl ? { QUEUE_URL: queueUrl } : {}),
      PORT: String(gatewayPort),
      PUBLIC_URL: gatewayUrl,
      FACEBOOK_GRAPH_API_URL: simulatorUrl,
      SMS_API_URL: simulatorUrl,
      FACEBOOK_VERIFY_TOKEN: VERIFY_TOKEN,
      ACCESS_TOKEN_SECRET: randomBytes(32).toString('hex'),
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      ALLOW_PRIVATE_URLS: 'on',
      CHANNEL_RATE_LIMITS: 'off',
      // All tests call from one address.
      FAILED_LOGIN_LIMIT: '0',
      DUMMY_CHANNEL: 'on',
      LOG_LEVEL: 'warn',
      ...options.env,
    };
    const system = new System(database, redis, await WebhookReceiver.start(), gatewayUrl, simulatorUrl, env, options.processEnv ?? ((_app, same) => same));
    try {
      await system.launch(options.workers ?? 1);
    } catch (error) {
      await system.stop();
      throw error;
    }
    return system;
  }

  private async launch(workers: number): Promise<void> {
    [this.simulator, this.gateway] = await Promise.all([
      this.startSimulator(),
      startProcess({ app: 'gateway', env: await this.processEnv('gateway', this.env), readyUrl: `${this.gatewayUrl}/health/ready` }),
      this.makeSpace(),
    ]);
    for (let count = 0; count < workers; count++) await this.addWorker();
  }

  private async makeSpace(): Promise<void> {
    [this.apiSpaceId, this.token] = await this.newSpace();
    await this.connectAccounts(this.apiSpaceId);
  }

  async addWorker(): Promise<AppProcess> {
    // The line that says that it is ready is of level info.
    const LOG_LEVEL = this.env['LOG_LEVEL'] === 'debug' ? 'debug' : 'info';
    const worker = await startProcess({ app: 'worker', env: { ...(await this.processEnv('worker', this.env)), LOG_LEVEL }, readyLine: /worker is working/ });
    this.workers.push(worker);
    return worker;
  }

  /** As `admin`, by a process of its own, as an operator has it. */
  async adminCommand(...args: string[]): Promise<Record<string, string>> {
    const command = await startProcess({ app: 'admin', env: this.env, args: [...args, '--json'] });
    await waitFor(() => !command.isRunning, { what: 'the admin command to end', timeoutMs: 60_000 });
    const line = command.log.split('\n').find((text) => text.startsWith('{'));
    if (!line) throw new Error(`admin ${args.join(' ')} answered:\n${command.log}`);
    return JSON.parse(line) as Record<string, string>;
  }

  /** What an admin command answers, without a process for each; the one that does it has the settings of now. */
  async admin(...args: string[]): Promise<Record<string, string>> {
    const env = JSON.stringify(this.env);
    if (this.session?.env !== env) {
      await this.session?.admin.stop();
      this.session = { admin: new AdminSession(this.env), env };
    }
    return this.session.admin.run(...args);
  }

  /** An apiSpace and a token for it; `permissions` in place of the usual ones. */
  async newSpace(permissions: string[] = []): Promise<[apiSpaceId: string, token: string]> {
    const { apiSpaceId } = await this.admin('space', 'create', '--name', 'test');
    return [apiSpaceId!, await this.newToken(apiSpaceId!, permissions)];
  }

  async newToken(apiSpaceId: string, permissions: string[] = []): Promise<string> {
    const { accessToken } = await this.admin('token', 'create', '--space', apiSpaceId, '--name', 'test', ...permissions.flatMap((permission) => ['--permission', permission]));
    return accessToken!;
  }

  /** A further page of the space, with an app secret of its own. */
  async connectPage(address: string, appSecret: string): Promise<void> {
    await this.admin('account', 'connect', '--space', this.apiSpaceId, '--channel', 'fbMessenger', '--address', address, '--secret', 'pageAccessToken=x', '--secret', `appSecret=${appSecret}`);
  }

  async connectAccounts(apiSpaceId: string): Promise<void> {
    const connect = (channel: string, address: string, ...rest: string[]): Promise<unknown> =>
      this.admin('account', 'connect', '--space', apiSpaceId, '--channel', channel, '--address', address, ...rest);
    await Promise.all([
      connect('fbMessenger', PAGE_ID, '--secret', `pageAccessToken=${PAGE_TOKEN}`, '--secret', `appSecret=${APP_SECRET}`),
      connect('sms', SMS_FROM, '--setting', `accountSid=${SMS_SID}`, '--secret', `authToken=${SMS_TOKEN}`),
      connect('dummy', 'dummy-account'),
    ]);
  }

  /** A call of the API as the system's own space. `path` without the space begins with a slash. */
  async call<T = Record<string, unknown>>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const response = await fetch(`${this.gatewayUrl}/apispaces/${this.apiSpaceId}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T, headers: response.headers };
  }

  /** Sends and returns the message's id. Throws when it is not accepted. */
  async send(request: object): Promise<string> {
    const { status, body } = await this.call<{ messageId: string }>('POST', '/messages', request);
    if (status !== 201) throw new Error(`The message was not accepted: ${status} ${JSON.stringify(body)}`);
    return body.messageId;
  }

  async message(messageId: string): Promise<{ status: string; statusDetails: StatusDetails } & Record<string, unknown>> {
    return (await this.call<{ status: string; statusDetails: StatusDetails }>('GET', `/messages/${messageId}`)).body;
  }

  /** Waits until the message has one of the statuses and returns it. */
  async messageWith(messageId: string, ...statuses: string[]): Promise<Awaited<ReturnType<System['message']>>> {
    let last: unknown;
    return waitFor(
      async () => {
        const message = await this.message(messageId);
        last = message;
        return statuses.includes(message.status) ? message : undefined;
      },
      { what: () => `message ${messageId} to be ${statuses.join(' or ')}; it is ${JSON.stringify(last)}`, timeoutMs: 25_000 },
    );
  }

  /** A webhook of the customer's server for these events (all when none are named). Returns its id. */
  async subscribe(subscriptions: object[] = [], extra: object = {}): Promise<string> {
    const { body } = await this.call<{ id: string }>('POST', '/webhooks', { name: 'test', url: this.receiver.url, secret: WEBHOOK_SECRET, subscriptions, ...extra });
    return body.id;
  }

  /** A call of the simulator's control API. */
  async simulate<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.simulatorUrl}/control/${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The simulator refused ${method} ${path}: ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  async stop(): Promise<void> {
    await Promise.all([this.session?.admin.stop(), this.gateway?.stop(), this.simulator?.stop(), ...this.workers.map((worker) => worker.stop())]);
    await this.receiver.stop();
    await this.redis?.stop();
    await this.database.stop();
  }

  private startSimulator(): Promise<AppProcess> {
    return startProcess({
      app: 'simulator',
      env: {
        SIMULATOR_PORT: new URL(this.simulatorUrl).port,
        SIMULATOR_PAGE_ID: PAGE_ID,
        SIMULATOR_PAGE_TOKEN: PAGE_TOKEN,
        SIMULATOR_WEBHOOK_URL: `${this.gatewayUrl}/webhooks/facebook`,
        FACEBOOK_APP_SECRET: APP_SECRET,
        FACEBOOK_VERIFY_TOKEN: VERIFY_TOKEN,
        SIMULATOR_SMS_ACCOUNT_SID: SMS_SID,
        SIMULATOR_SMS_AUTH_TOKEN: SMS_TOKEN,
        SIMULATOR_SMS_FROM: SMS_FROM,
        SIMULATOR_SMS_WEBHOOK_URL: `${this.gatewayUrl}/webhooks/sms`,
        // A gateway that keeps to no limits is throttled by the providers' own.
        ...(this.env['CHANNEL_RATE_LIMITS'] === 'off' ? { SIMULATOR_CALLS_PER_SECOND: '0' } : {}),
      },
      readyLine: /simulator is listening/,
    });
  }
}

export interface StatusDetails {
  channel: string;
  channelId: string;
  reason?: string;
  additionalInfo?: Record<string, unknown>;
  warnings?: string[];
  channelStatus?: Record<string, { status: string; reason?: string; details?: Record<string, unknown> }>;
}
