import { BadRequestException, Controller, Get, HttpCode, NotFoundException, Param, Post, Put, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { MessengerReceipts } from '../graph/messenger-receipts.js';
import { PersonActions } from '../graph/person-actions.js';
import type { RawBody } from '../request-body.js';
import { PersonTexts } from '../sms/person-texts.js';
import { Accounts, type Page, type SmsAccount } from '../state/accounts.js';
import { type Conversation, Conversations } from '../state/conversations.js';
import { DAY_MS, People, type Person, wroteWithin } from '../state/people.js';
import { PageWebhooks } from '../webhooks/page-webhooks.js';
import { ConversationBody, InboundBody, OptInBody, PersonBody, ReadReceiptBody, WebhookBody } from './bodies.js';
import { given, readBody } from './control-body.js';

type Call = FastifyRequest<{ Body?: RawBody }>;

const LISTED_CONVERSATIONS = 200;

/** Control API: the people, what they see, and what they do. */
@Controller('control')
export class PeopleController {
  constructor(
    private readonly accounts: Accounts,
    private readonly people: People,
    private readonly conversations: Conversations,
    private readonly actions: PersonActions,
    private readonly texts: PersonTexts,
    private readonly receipts: MessengerReceipts,
    private readonly webhooks: PageWebhooks,
  ) {}

  @Get('conversations')
  list(@Query('limit') limit?: string): unknown {
    const listed = this.conversations.list(Number(limit) || LISTED_CONVERSATIONS);
    return { conversations: listed.map((conversation) => this.summarise(conversation)) };
  }

  @Get('conversations/:id')
  show(@Param('id') id: string): unknown {
    const conversation = this.conversations.get(id);
    if (!conversation) throw new NotFoundException({ message: `There is no conversation ${id}.` });
    const bubbles = conversation.bubbles
      .items()
      .map(({ content, ...bubble }) => ({ ...bubble, content: JSON.parse(content) as unknown }));
    return { ...this.summarise(conversation), bubbles };
  }

  @Post('conversations')
  begin(@Req() call: Call): unknown {
    const { channel, address } = readBody(ConversationBody, call.body);
    const account = channel === 'sms' ? this.smsAccount().accountSid : this.page().id;
    return this.summarise(this.conversations.with(channel, account, address));
  }

  /** The person has looked at it. SMS knows no read receipt, so nobody is told. */
  @Post('conversations/:id/seen')
  @HttpCode(204)
  seen(@Param('id') id: string): void {
    const conversation = this.conversations.get(id);
    if (conversation) this.conversations.markSeen(conversation);
  }

  /** A person writes or taps; the answer does not wait for the webhook. */
  @Post('inbound')
  @HttpCode(202)
  inbound(@Req() call: Call): { messageId: string } {
    const body = readBody(InboundBody, call.body);
    if (body.channel !== 'sms') {
      const { psid, page, channel: _channel, ...action } = body;
      requireSomething([action.text, action.attachment, action.postback, action.reaction, action.referral]);
      return { messageId: this.actions.act(this.page(page), psid!, action).id };
    }
    const { text = '', media = [] } = body;
    requireSomething([text || undefined, media[0]]);
    const account = this.smsAccount(body.account);
    const to = body.to ?? account.numbers[0]!;
    return { messageId: this.texts.send(account, { from: body.from!, to, text, media }).id };
  }

  @Post('read')
  @HttpCode(202)
  read(@Req() call: Call): { watermark: number } {
    const { page, psid, watermark = Date.now() } = readBody(ReadReceiptBody, call.body);
    void this.receipts.read(this.page(page), psid, watermark);
    return { watermark };
  }

  @Post('optin')
  @HttpCode(202)
  optIn(@Req() call: Call): Record<string, never> {
    const { page, ...optIn } = readBody(OptInBody, call.body);
    this.actions.optIn(this.page(page), optIn);
    return {};
  }

  /** Sends any Messenger webhook body, signed; answers whether the receiver took it. */
  @Post('webhook')
  @HttpCode(200)
  async webhook(@Req() call: Call): Promise<{ taken: boolean }> {
    const { page, body } = readBody(WebhookBody, call.body);
    return { taken: await this.webhooks.sendBody(this.page(page), body) };
  }

  @Get('people')
  listPeople(): unknown {
    return { people: this.people.all().map(showPerson) };
  }

  @Put('people/:psid')
  changePerson(@Param('psid') psid: string, @Req() call: Call): unknown {
    if (!/^\d{1,32}$/.test(psid)) throw new BadRequestException({ message: 'A PSID is digits only.' });
    const { window, lastInboundAt, ...rest } = readBody(PersonBody, call.body);
    return showPerson(this.people.change(psid, { ...given(rest), ...contact(window, lastInboundAt) }));
  }

  private summarise({ bubbles, ...conversation }: Conversation): Record<string, unknown> {
    const last = bubbles.items().at(-1);
    const isMessenger = conversation.channel === 'messenger';
    const name = isMessenger ? fullName(this.people.find(conversation.address)) : `+${conversation.address}`;
    const person = isMessenger ? showPerson(this.people.find(conversation.address)) : undefined;
    return { ...conversation, name, person, last: last && { direction: last.direction, content: JSON.parse(last.content) as unknown } };
  }

  private page(id?: string): Page {
    const page = id === undefined ? this.accounts.allPages()[0] : this.accounts.page(id);
    if (!page) throw new NotFoundException({ message: `There is no page ${id ?? ''}.` });
    return page;
  }

  private smsAccount(sid?: string): SmsAccount {
    const account = sid === undefined ? this.accounts.allSmsAccounts()[0] : this.accounts.smsAccount(sid);
    if (!account) throw new NotFoundException({ message: `There is no SMS account ${sid ?? ''}.` });
    return account;
  }
}

function requireSomething(contents: unknown[]): void {
  if (contents.some((content) => content !== undefined)) return;
  throw new BadRequestException({ message: 'The person must write, attach or tap something.' });
}

/** The window follows from when the person last wrote: `closed` is two days ago, `open` is the ever open default. */
function contact(window: 'open' | 'closed' | undefined, lastInboundAt: string | null | undefined): Pick<Person, 'lastInboundAt'> {
  if (lastInboundAt === null) return { lastInboundAt: null };
  if (lastInboundAt !== undefined) return { lastInboundAt: readTime(lastInboundAt) };
  if (window === 'closed') return { lastInboundAt: new Date(Date.now() - 2 * DAY_MS) };
  return window === 'open' ? { lastInboundAt: undefined } : {};
}

/** Some spellings that ISO 8601 allows, such as weeks, are no time here. */
function readTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new BadRequestException({ message: 'The body is not valid.', problems: ['lastInboundAt: must be a time such as 2026-11-23T10:00:00Z'] });
  return time;
}

function fullName(person: Person): string {
  return `${person.firstName} ${person.lastName}`;
}

function showPerson(person: Person): Record<string, unknown> {
  const { psid, firstName, lastName, phoneNumber, blocked, lastInboundAt } = person;
  return { psid, firstName, lastName, phoneNumber, blocked, lastInboundAt, windowIsOpen: wroteWithin(person, DAY_MS, Date.now()) };
}
