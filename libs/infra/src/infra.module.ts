import { type DynamicModule, Global, Module } from '@nestjs/common';
import { SettingsModule } from './config/config.module.js';
import { Settings } from './config/settings.js';
import { Database } from './database/database.js';
import { createHttpClient, createAddressGuard } from './http/index.js';
import { createLogger, LOGGER } from './logging/logger.js';
import { Metrics } from './metrics/index.js';
import { QueueModule } from './queue/queue.module.js';
import { createTracing, Tracing } from './tracing/index.js';

/** For calls to providers, whose addresses the operator sets. */
export const PROVIDER_HTTP = 'PROVIDER_HTTP';
/** For calls to addresses that customers give: guarded against private networks. */
export const CUSTOMER_HTTP = 'CUSTOMER_HTTP';
export const ADDRESS_GUARD = 'ADDRESS_GUARD';

const MOST_RESPONSE_BYTES = 64 * 1024;
/**
 * Many customers' webhooks may be on one host. Each has a bounded number of calls in flight, so this is no bound that they
 * share: one that hangs would take the connections of all others there.
 */
const MOST_TO_ONE_HOST = 4_096;
const USER_AGENT = 'omnichannel-gateway';

/** Everything that stands between the rules and the outside: settings, database, queue, HTTP, log. */
@Global()
@Module({})
export class InfraModule {
  /** `name` is the process's name in the log. */
  static for(name: string): DynamicModule {
    const providers = [
      Database,
      Metrics,
      { provide: Tracing, inject: [Settings], useFactory: (settings: Settings) => createTracing(name, settings) },
      { provide: LOGGER, inject: [Settings], useFactory: (settings: Settings) => createLogger(name, settings.LOG_LEVEL) },
      {
        provide: ADDRESS_GUARD,
        inject: [Settings],
        useFactory: (settings: Settings) => createAddressGuard({ allowPrivate: settings.ALLOW_PRIVATE_URLS }),
      },
      {
        provide: PROVIDER_HTTP,
        useFactory: () => createHttpClient({ connections: MOST_TO_ONE_HOST, maxResponseBytes: MOST_RESPONSE_BYTES, userAgent: USER_AGENT }),
      },
      {
        provide: CUSTOMER_HTTP,
        inject: [ADDRESS_GUARD],
        useFactory: (guard: ReturnType<typeof createAddressGuard>) =>
          createHttpClient({ connections: MOST_TO_ONE_HOST, maxResponseBytes: MOST_RESPONSE_BYTES, guard, userAgent: USER_AGENT }),
      },
    ];
    return { module: InfraModule, imports: [SettingsModule, QueueModule], providers, exports: [...providers, SettingsModule, QueueModule] };
  }
}
