import { Global, Module } from '@nestjs/common';
import { CallReceiver } from './call-receiver.js';
import { ClaimDeliveries } from './claim-deliveries.js';
import { DeleteOldEvents } from './delete-old-events.js';
import { DeliverEvents } from './deliver-events.js';
import { DeliveryLog } from './delivery-log.js';
import { ListDeliveries } from './list-deliveries.js';
import { ObserveDeliveries } from './observe-deliveries.js';
import { Receivers } from './receivers.js';
import { ReplayEvents } from './replay-events.js';
import { Webhooks } from './webhooks.js';

const providers = [CallReceiver, ClaimDeliveries, DeleteOldEvents, DeliverEvents, DeliveryLog, ListDeliveries, ObserveDeliveries, Receivers, ReplayEvents, Webhooks];

@Global()
@Module({ providers, exports: providers })
export class WebhooksModule {}
