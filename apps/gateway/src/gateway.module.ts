import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { AccessModule } from '@app/access';
import { type ChunkQueue, InfraModule, PROVIDER_EVENT_QUEUE, SEND_QUEUE } from '@app/infra';
import { MessagingModule } from '@app/messaging';
import { ProfilesModule } from '@app/profiles';
import { DeliverEvents, WebhooksModule } from '@app/webhooks';
import { Authenticate } from './access/authenticate.js';
import { FailedLogins } from './access/failed-logins.js';
import { TokenRates } from './access/token-rates.js';
import { AccessTokensController } from './access-tokens/access-tokens.controller.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { FacebookController } from './facebook/facebook.controller.js';
import { CustomChannelsController } from './custom-channels/custom-channels.controller.js';
import { DocsController } from './docs/docs.controller.js';
import { HealthController } from './health/health.controller.js';
import { LinksController } from './links/links.controller.js';
import { HistoryController } from './messages/history.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { ProfileRelationsController } from './profiles/profile-relations.controller.js';
import { ProfilesBulkController } from './profiles/profiles-bulk.controller.js';
import { ProfilesController } from './profiles/profiles.controller.js';
import { ProfilesExportController } from './profiles/profiles-export.controller.js';
import { RuleSetsController } from './messages/rule-sets.controller.js';
import { SendRequests } from './messages/send-requests.js';
import { TemplatesController } from './messages/templates.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { ProviderWebhooksController } from './provider-webhooks/provider-webhooks.controller.js';
import { SmsNumbersController } from './sms/sms-numbers.controller.js';
import { DeliveriesController } from './webhooks/deliveries.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

@Module({
  imports: [InfraModule.for('gateway'), AccessModule, ProfilesModule, WebhooksModule, MessagingModule],
  controllers: [
    MessagesController,
    CustomChannelsController,
    HistoryController,
    RuleSetsController,
    TemplatesController,
    ProfilesBulkController,
    ProfilesExportController,
    ProfileRelationsController,
    ProfilesController,
    WebhooksController,
    DeliveriesController,
    FacebookController,
    SmsNumbersController,
    AccessTokensController,
    AccountsController,
    ProviderWebhooksController,
    LinksController,
    HealthController,
    MetricsController,
    OpenApiController,
    DocsController,
  ],
  providers: [SendRequests, Authenticate, TokenRates, FailedLogins],
})
export class GatewayModule implements OnApplicationShutdown {
  constructor(
    @Inject(SEND_QUEUE) private readonly sendQueue: ChunkQueue,
    @Inject(PROVIDER_EVENT_QUEUE) private readonly providerEventQueue: ChunkQueue,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
  ) {}

  /** Every request is answered by now, and the queues, which are further from the root, are closed after it. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.sendQueue.flush(), this.providerEventQueue.flush(), this.deliverEvents.stop()]);
  }
}
