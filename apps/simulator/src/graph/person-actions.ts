import { Injectable } from '@nestjs/common';
import { newMid } from '../ids.js';
import type { Page, WebhookField } from '../state/accounts.js';
import { Conversations } from '../state/conversations.js';
import { People, type Person } from '../state/people.js';
import { PageWebhooks } from '../webhooks/page-webhooks.js';

/** What a person does on Messenger; one of the kinds. */
export interface PersonAction {
  text?: string;
  attachment?: { type: string; url: string };
  /** A tapped quick reply; `text` is its title. */
  quickReply?: { payload: string };
  /** A tapped button. */
  postback?: { title: string; payload: string };
  reaction?: { mid: string; action: 'react' | 'unreact'; reaction?: string };
  referral?: { ref: string; source?: string };
  /** The message that this one answers. */
  replyTo?: string;
}

export interface OptIn {
  psid?: string;
  userRef?: string;
  ref?: string;
  /** A one-time notification's token; it can then be used as a recipient once. */
  oneTimeToken?: string;
  payload?: string;
}

const EMOJI: Record<string, string> = { love: '\u2764\uFE0F', like: '👍', smile: '😆', wow: '😮', sad: '😢', angry: '😠', dislike: '👎' };

/** People's side of Messenger: what they write and tap goes to the page's webhook, and opens the 24 hours. */
@Injectable()
export class PersonActions {
  constructor(
    private readonly people: People,
    private readonly conversations: Conversations,
    private readonly webhooks: PageWebhooks,
  ) {}

  /** Returns the new message's id; the webhook is on its way by then. */
  act(page: Page, psid: string, action: PersonAction): { id: string; taken: Promise<boolean> } {
    const id = newMid();
    const atMs = Date.now();
    const person = this.people.find(psid);
    const { field, content } = describe(action, id);
    const item = {
      sender: { id: psid },
      recipient: { id: page.id },
      timestamp: atMs,
      ...content,
      ...(person.priorMessage && field === 'messages' ? { prior_message: person.priorMessage } : {}),
    };
    this.rememberContact(person, atMs, field);
    const conversation = this.conversations.with('messenger', page.id, psid);
    this.conversations.add(conversation, { id, direction: 'fromPerson', atMs, content: JSON.stringify(content), state: 'sent' });
    return { id, taken: this.webhooks.send(page, field, item) };
  }

  /** Sends the opt-in of a plugin: with a PSID, or with only the user reference of a checkbox. */
  optIn(page: Page, optIn: OptIn): { taken: Promise<boolean> } {
    if (optIn.oneTimeToken !== undefined && optIn.psid !== undefined) {
      this.people.allowOneNotification(optIn.oneTimeToken, optIn.psid);
    }
    const oneTime =
      optIn.oneTimeToken === undefined
        ? {}
        : { type: 'one_time_notif_req', payload: optIn.payload ?? '', one_time_notif_token: optIn.oneTimeToken };
    const item = {
      ...(optIn.psid === undefined ? {} : { sender: { id: optIn.psid } }),
      recipient: { id: page.id },
      timestamp: Date.now(),
      optin: {
        ...(optIn.ref === undefined ? {} : { ref: optIn.ref }),
        ...(optIn.userRef === undefined ? {} : { user_ref: optIn.userRef }),
        ...oneTime,
      },
    };
    return { taken: this.webhooks.send(page, 'messaging_optins', item) };
  }

  /** An undefined `lastInboundAt` is an ever open window and stays so; a strangers' record is not made for it. */
  private rememberContact(person: Person, atMs: number, field: WebhookField): void {
    if (person.lastInboundAt === undefined && person.priorMessage === undefined) return;
    const lastInboundAt = person.lastInboundAt === undefined ? undefined : new Date(atMs);
    this.people.change(person.psid, { lastInboundAt, ...(field === 'messages' ? { priorMessage: undefined } : {}) });
  }
}

/** Exactly what Meta puts beside sender, recipient and timestamp, and the field that it belongs to. */
function describe(action: PersonAction, mid: string): { field: WebhookField; content: Record<string, unknown> } {
  if (action.postback) return { field: 'messaging_postbacks', content: { postback: { mid, ...action.postback } } };
  if (action.reaction) {
    const { mid: target, action: kind, reaction = 'love' } = action.reaction;
    const sign = kind === 'react' ? { reaction, emoji: EMOJI[reaction] ?? EMOJI['love'] } : {};
    return { field: 'message_reactions', content: { reaction: { mid: target, action: kind, ...sign } } };
  }
  if (action.referral) {
    const { ref, source = 'SHORTLINK' } = action.referral;
    return { field: 'messaging_referrals', content: { referral: { ref, source, type: 'OPEN_THREAD' } } };
  }
  const { text, attachment, quickReply, replyTo } = action;
  const message = {
    mid,
    ...(text === undefined ? {} : { text }),
    ...(quickReply === undefined ? {} : { quick_reply: { payload: quickReply.payload } }),
    ...(replyTo === undefined ? {} : { reply_to: { mid: replyTo } }),
    ...(attachment === undefined ? {} : { attachments: [{ type: attachment.type, payload: { url: attachment.url } }] }),
  };
  return { field: 'messages', content: { message } };
}
