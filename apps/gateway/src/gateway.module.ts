import { Module } from '@nestjs/common';
import { AccessModule } from '@app/access';
import { InfraModule } from '@app/infra';
import { MessagingModule } from '@app/messaging';
import { ProfilesModule } from '@app/profiles';
import { WebhooksModule } from '@app/webhooks';
import { DocsController } from './docs/docs.controller.js';
import { HealthController } from './health/health.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { Backlog } from './metrics/backlog.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { ProviderWebhooksController } from './provider-webhooks/provider-webhooks.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

@Module({
  imports: [InfraModule.for('gateway'), AccessModule, ProfilesModule, WebhooksModule, MessagingModule],
  controllers: [MessagesController, WebhooksController, ProviderWebhooksController, HealthController, MetricsController, OpenApiController, DocsController],
  providers: [Backlog],
})
export class GatewayModule {}
