import { Module } from '@nestjs/common';
import { AccessModule } from '@app/access';
import { InfraModule } from '@app/infra';
import { MessagingModule } from '@app/messaging';
import { ProfilesModule } from '@app/profiles';
import { WebhooksModule } from '@app/webhooks';
import { HealthController } from './health/health.controller.js';
import { HistoryController } from './messages/history.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { RuleSetsController } from './messages/rule-sets.controller.js';
import { SendRequests } from './messages/send-requests.js';
import { TemplatesController } from './messages/templates.controller.js';
import { ProviderWebhooksController } from './provider-webhooks/provider-webhooks.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

@Module({
  imports: [InfraModule.for('gateway'), AccessModule, ProfilesModule, WebhooksModule, MessagingModule],
  controllers: [MessagesController, HistoryController, RuleSetsController, TemplatesController, WebhooksController, ProviderWebhooksController, HealthController],
  providers: [SendRequests],
})
export class GatewayModule {}
