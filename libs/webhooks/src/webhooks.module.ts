import { Global, Module } from '@nestjs/common';
import { DeliverEvents } from './deliver-events.js';
import { DeliveryLog } from './delivery-log.js';
import { SweepDeliveries } from './sweep-deliveries.js';
import { Webhooks } from './webhooks.js';

@Global()
@Module({
  providers: [Webhooks, DeliveryLog, DeliverEvents, SweepDeliveries],
  exports: [Webhooks, DeliveryLog, DeliverEvents, SweepDeliveries],
})
export class WebhooksModule {}
