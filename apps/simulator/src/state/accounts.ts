import { Injectable } from '@nestjs/common';
import type { PageSettings, SmsSettings } from '../settings.js';

/** The webhook fields that a page is subscribed to from the start, so that everything arrives without a set-up call. */
export const WEBHOOK_FIELDS = [
  'messages',
  'message_echoes',
  'message_deliveries',
  'message_reads',
  'message_reactions',
  'messaging_postbacks',
  'messaging_optins',
  'messaging_referrals',
] as const;
export type WebhookField = (typeof WEBHOOK_FIELDS)[number];

export interface Page extends PageSettings {
  subscribedFields: Set<string>;
  /** Customer matching: whether `recipient.phone_number` is allowed. */
  customerMatching: boolean;
}

export interface SmsAccount extends Omit<SmsSettings, 'from'> {
  /** The account's own numbers, digits with country code. */
  numbers: string[];
}

/** The pages and SMS accounts that exist in this simulated world. */
@Injectable()
export class Accounts {
  private readonly pages = new Map<string, Page>();
  private readonly pagesByToken = new Map<string, Page>();
  private readonly smsAccounts = new Map<string, SmsAccount>();

  /** Adds the page, or replaces the one with this id. */
  putPage(settings: PageSettings & Partial<Pick<Page, 'subscribedFields' | 'customerMatching'>>): Page {
    const page: Page = { subscribedFields: new Set(WEBHOOK_FIELDS), customerMatching: false, ...settings };
    const before = this.pages.get(page.id);
    if (before) this.pagesByToken.delete(before.token);
    this.pages.set(page.id, page);
    this.pagesByToken.set(page.token, page);
    return page;
  }

  page(id: string): Page | undefined {
    return this.pages.get(id);
  }

  pageByToken(token: string): Page | undefined {
    return this.pagesByToken.get(token);
  }

  allPages(): Page[] {
    return [...this.pages.values()];
  }

  putSmsAccount(account: SmsAccount): SmsAccount {
    this.smsAccounts.set(account.accountSid, account);
    return account;
  }

  smsAccount(sid: string): SmsAccount | undefined {
    return this.smsAccounts.get(sid);
  }

  allSmsAccounts(): SmsAccount[] {
    return [...this.smsAccounts.values()];
  }
}
