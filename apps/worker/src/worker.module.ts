import { Module } from '@nestjs/common';
import { AccessModule } from '@app/access';
import { InfraModule } from '@app/infra';
import { MessagingModule } from '@app/messaging';
import { ProfilesModule } from '@app/profiles';
import { SweepDeliveries, WebhooksModule } from '@app/webhooks';
import { AnswerDead } from './answer-dead.js';
import { ObserveServer } from './observe-server.js';
import { ProviderEventsProcessor } from './provider-events.processor.js';
import { Retention } from './retention.js';
import { SendProcessor } from './send.processor.js';
import { StopInOrder } from './stop-in-order.js';
import { SweepTimers } from './sweep-timers.js';

@Module({
  imports: [InfraModule.for('worker'), AccessModule, ProfilesModule, WebhooksModule, MessagingModule],
  providers: [SendProcessor, ProviderEventsProcessor, SweepDeliveries, SweepTimers, StopInOrder, AnswerDead, Retention, ObserveServer],
})
export class WorkerModule {}
