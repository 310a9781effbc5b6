import { randomBytes } from 'node:crypto';
import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule, ConnectAccounts, createApiSpace } from '@app/access';
import { Database, InfraModule } from '@app/infra';
import { AcceptMessages, MessagingModule, newMessage, type NewMessage, type SendRequest } from '@app/messaging';
import { ProfilesModule } from '@app/profiles';
import { WebhooksModule } from '@app/webhooks';
import { startDatabase, type TestDatabase } from './servers/index.js';
import { SmsProvider } from './sms-provider.js';
import { SMS_TOKEN } from './system.js';

@Module({ imports: [InfraModule.for('test'), AccessModule, ProfilesModule, WebhooksModule, MessagingModule] })
class PipelineModule {}

/** What lies between a worker's queue and the database, as Nest puts it together: its own pool, its own batchers. */
export type PipelineWorker = <T>(type: Type<T>) => T;

/**
 * The parts of workers in the test's own process, on a real Postgres: for races and properties that need tens of thousands
 * of rounds. Nobody takes jobs off its queue, so a message is worked on when the test says so.
 */
export class Pipeline {
  readonly workers: PipelineWorker[];
  apiSpaceId = '';
  /** Account ids by channel: `dummy`, `sms`. */
  readonly accounts = new Map<string, string>();

  private constructor(
    readonly database: TestDatabase,
    readonly provider: SmsProvider,
    private readonly contexts: readonly INestApplicationContext[],
  ) {
    this.workers = contexts.map((context) => (type) => context.get(type));
  }

  static async start({ workers = 1, env = {} }: { workers?: number; env?: Record<string, string> } = {}): Promise<Pipeline> {
    const database = await startDatabase();
    const provider = await SmsProvider.start();
    const settings = {
      DATABASE_URL: database.url,
      SMS_API_URL: provider.url,
      ACCESS_TOKEN_SECRET: randomBytes(32).toString('hex'),
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      CHANNEL_RATE_LIMITS: 'off',
      DUMMY_CHANNEL: 'on',
      LOG_LEVEL: 'error',
      ...env,
    };
    Object.assign(process.env, settings);
    const contexts: INestApplicationContext[] = [];
    for (let count = 0; count < workers; count++) {
      contexts.push(await NestFactory.createApplicationContext(PipelineModule, { logger: ['error'], abortOnError: false }));
    }
    const pipeline = new Pipeline(database, provider, contexts);
    await pipeline.connectAccounts();
    return pipeline;
  }

  /** Takes the requests in, all in one commit, and returns the messages in their order. */
  async accept(requests: readonly Partial<SendRequest>[]): Promise<NewMessage[]> {
    const caller = { apiSpaceId: this.apiSpaceId, tokenId: 'test', profileId: null };
    const messages = requests.map((request) => newMessage(caller, { body: 'Hello', ...request } as SendRequest));
    await this.workers[0]!(AcceptMessages).acceptAll(messages);
    return messages;
  }

  async stop(): Promise<void> {
    for (const context of this.contexts) {
      await context.close();
      await context.get(Database).$disconnect();
    }
    await this.provider.stop();
    await this.database.stop();
  }

  private async connectAccounts(): Promise<void> {
    const [worker] = this.workers;
    this.apiSpaceId = await createApiSpace(worker!(Database), 'test');
    const { apiSpaceId } = this;
    const accounts = worker!(ConnectAccounts);
    this.accounts.set('dummy', await accounts.connect({ apiSpaceId, channel: 'dummy', address: 'dummy-account', settings: {}, secrets: {} }));
    const sms = { channel: 'sms', address: '15550001111', settings: { accountSid: 'AC01' }, secrets: { authToken: SMS_TOKEN } };
    this.accounts.set('sms', await accounts.connect({ apiSpaceId, ...sms }));
  }
}
