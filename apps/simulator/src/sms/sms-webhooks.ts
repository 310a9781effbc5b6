import { Injectable } from '@nestjs/common';
import type { SmsAccount } from '../state/accounts.js';
import { WebhookSender } from '../webhooks/webhook-sender.js';
import { twilioSignature } from './twilio-signature.js';

/** Twilio's requests to us: form-encoded and signed with the account's auth token. */
@Injectable()
export class SmsWebhooks {
  constructor(private readonly sender: WebhookSender) {}

  /** Resolves to true once the receiver has taken it. */
  async send(account: SmsAccount, url: string, form: Record<string, string>): Promise<boolean> {
    return this.sender.send({
      url,
      body: new URLSearchParams(form).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'user-agent': 'TwilioProxy/1.1',
        'x-twilio-signature': twilioSignature(url, form, account.authToken),
      },
    });
  }
}
