import { Inject, Injectable } from '@nestjs/common';
import { Faults } from '../faults/faults.js';
import type { SimulatorSettings } from '../settings.js';
import { OptOuts } from '../sms/opt-outs.js';
import { Timers } from '../timers.js';
import { WebhookSender } from '../webhooks/webhook-sender.js';
import { Accounts } from './accounts.js';
import { Attachments } from './attachments.js';
import { Behaviour } from './behaviour.js';
import { Conversations } from './conversations.js';
import { People } from './people.js';
import { SendLog } from './send-log.js';

export const SETTINGS = Symbol('simulator settings');

/** The people who are there from the start: somebody to write to at once. */
export const DEMO_PERSON = { psid: '7000000000000001', firstName: 'Ada', lastName: 'Example', phoneNumber: '15550002222' };

/** Sets the simulated world up, and back to its beginning. */
@Injectable()
export class World {
  constructor(
    @Inject(SETTINGS) private readonly settings: SimulatorSettings,
    private readonly accounts: Accounts,
    private readonly attachments: Attachments,
    private readonly people: People,
    private readonly conversations: Conversations,
    private readonly log: SendLog,
    private readonly faults: Faults,
    private readonly behaviour: Behaviour,
    private readonly optOuts: OptOuts,
    private readonly sender: WebhookSender,
    private readonly timers: Timers,
  ) {
    const { page, sms, callsPerSecond } = settings;
    this.behaviour.beginWith({ callsPerSecond });
    this.accounts.putPage(page);
    this.accounts.putSmsAccount({ ...sms, numbers: [sms.from] });
    this.placeDemoPerson();
  }

  /** Forgets what was sent and said, and the receipts still to come; accounts, behaviour and people stay as they are. */
  forgetMessages(): void {
    this.timers.dropTasks();
    this.log.reset();
    this.conversations.reset();
    this.sender.reset();
  }

  /** Back to the beginning; pages and SMS accounts stay. */
  reset(): void {
    this.forgetMessages();
    this.faults.clear();
    this.behaviour.reset();
    this.attachments.reset();
    this.people.reset();
    this.optOuts.reset();
    this.placeDemoPerson();
  }

  private placeDemoPerson(): void {
    const { page, sms } = this.settings;
    this.people.change(DEMO_PERSON.psid, DEMO_PERSON);
    this.conversations.with('messenger', page.id, DEMO_PERSON.psid);
    this.conversations.with('sms', sms.accountSid, DEMO_PERSON.phoneNumber);
  }
}
