import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AccountsController } from './control/accounts.controller.js';
import { FaultsController } from './control/faults.controller.js';
import { MessagesController } from './control/messages.controller.js';
import { PeopleController } from './control/people.controller.js';
import { StreamController } from './control/stream.controller.js';
import { ErrorsFilter } from './errors.filter.js';
import { Faults } from './faults/faults.js';
import { GraphController } from './graph/graph.controller.js';
import { MessengerReceipts } from './graph/messenger-receipts.js';
import { PersonActions } from './graph/person-actions.js';
import { SendMessage } from './graph/send-message.js';
import { AttachmentIds } from './graph/attachment-ids.js';
import { PageController } from './page/page.controller.js';
import { RateMeter } from './rate-meter.js';
import type { SimulatorSettings } from './settings.js';
import { OptOuts } from './sms/opt-outs.js';
import { PersonTexts } from './sms/person-texts.js';
import { SendSms } from './sms/send-sms.js';
import { SmsReceipts } from './sms/sms-receipts.js';
import { SmsWebhooks } from './sms/sms-webhooks.js';
import { SmsController } from './sms/sms.controller.js';
import { Accounts } from './state/accounts.js';
import { Attachments } from './state/attachments.js';
import { Behaviour } from './state/behaviour.js';
import { Changes } from './state/changes.js';
import { Conversations } from './state/conversations.js';
import { People } from './state/people.js';
import { SendLog } from './state/send-log.js';
import { SETTINGS, World } from './state/world.js';
import { Timers } from './timers.js';
import { PageWebhooks } from './webhooks/page-webhooks.js';
import { WebhookSender } from './webhooks/webhook-sender.js';

@Module({})
export class SimulatorModule {
  static with(settings: SimulatorSettings): DynamicModule {
    return {
      module: SimulatorModule,
      controllers: [
        PageController, AccountsController, MessagesController, FaultsController, PeopleController, StreamController,
        SmsController, GraphController,
      ],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: APP_FILTER, useClass: ErrorsFilter },
        Timers, Behaviour, Accounts, Attachments, People, Changes, Conversations, SendLog, Faults, RateMeter, World,
        WebhookSender, PageWebhooks, SmsWebhooks,
        SendMessage, AttachmentIds, MessengerReceipts, PersonActions,
        SendSms, SmsReceipts, PersonTexts, OptOuts,
      ],
    };
  }
}
