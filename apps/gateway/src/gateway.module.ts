import { Module } from '@nestjs/common';
import { AccessModule } from '@app/access';
import { InfraModule } from '@app/infra';
import { MessagingModule } from '@app/messaging';
import { ProfilesModule } from '@app/profiles';
import { WebhooksModule } from '@app/webhooks';
import { AccessTokensController } from './access-tokens/access-tokens.controller.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { FacebookController } from './facebook/facebook.controller.js';
import { HealthController } from './health/health.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { ProviderWebhooksController } from './provider-webhooks/provider-webhooks.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

@Module({
  imports: [InfraModule.for('gateway'), AccessModule, ProfilesModule, WebhooksModule, MessagingModule],
  controllers: [MessagesController, WebhooksController, FacebookController, AccessTokensController, AccountsController, ProviderWebhooksController, HealthController],
})
export class GatewayModule {}
