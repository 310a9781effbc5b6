import { Injectable } from '@nestjs/common';
import { newSid } from '../ids.js';
import type { SmsAccount } from '../state/accounts.js';
import { Conversations } from '../state/conversations.js';
import { OptOuts } from './opt-outs.js';
import { countSegments } from './read-sms.js';
import { SmsWebhooks } from './sms-webhooks.js';

/** What a person texts. */
export interface PersonText {
  /** Digits with country code. */
  from: string;
  /** One of the account's numbers, digits. */
  to: string;
  text: string;
  media: { url: string; contentType: string }[];
}

/** People's side of SMS: what they text goes to the account's webhook. */
@Injectable()
export class PersonTexts {
  constructor(
    private readonly conversations: Conversations,
    private readonly optOuts: OptOuts,
    private readonly webhooks: SmsWebhooks,
  ) {}

  /** Returns the message's sid; the webhook is on its way by then. */
  send(account: SmsAccount, text: PersonText): { id: string; taken: Promise<boolean> } {
    const id = newSid(text.media.length > 0 ? 'MM' : 'SM');
    this.optOuts.listen({ accountSid: account.accountSid, sender: text.to, person: text.from }, text.text);
    const conversation = this.conversations.with('sms', account.accountSid, text.from);
    const content = JSON.stringify({ text: text.text, mediaUrls: text.media.map(({ url }) => url) });
    this.conversations.add(conversation, { id, direction: 'fromPerson', atMs: Date.now(), content, state: 'sent' });
    if (account.webhookUrl === undefined) return { id, taken: Promise.resolve(true) };
    return { id, taken: this.webhooks.send(account, account.webhookUrl, form(account, id, text)) };
  }
}

function form(account: SmsAccount, id: string, { from, to, text, media }: PersonText): Record<string, string> {
  const mediaFields = media.flatMap(({ url, contentType }, index) => [
    [`MediaUrl${index}`, url],
    [`MediaContentType${index}`, contentType],
  ]);
  return {
    ApiVersion: '2010-04-01',
    AccountSid: account.accountSid,
    MessageSid: id,
    SmsMessageSid: id,
    SmsSid: id,
    SmsStatus: 'received',
    From: `+${from}`,
    To: `+${to}`,
    Body: text,
    NumMedia: String(media.length),
    NumSegments: String(countSegments(text)),
    ...(Object.fromEntries(mediaFields) as Record<string, string>),
  };
}
