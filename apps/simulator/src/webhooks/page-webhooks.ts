import { Injectable } from '@nestjs/common';
import type { Page, WebhookField } from '../state/accounts.js';
import { Behaviour } from '../state/behaviour.js';
import { Timers } from '../timers.js';
import { hubSignature, renderMetaJson } from './meta-json.js';
import { WebhookSender } from './webhook-sender.js';

export type WebhookItem = Record<string, unknown>;

interface Batch {
  items: WebhookItem[];
  sent: Promise<boolean>;
}

const MOST_ITEMS = 1_000;

/** Messenger webhooks of a page: wrapped, rendered and signed as Meta does. */
@Injectable()
export class PageWebhooks {
  private readonly batches = new Map<string, Batch>();

  constructor(
    private readonly sender: WebhookSender,
    private readonly behaviour: Behaviour,
    private readonly timers: Timers,
  ) {}

  /** Resolves to true once the receiver has taken it; also when the page has no webhook or is not subscribed to the field. */
  async send(page: Page, field: WebhookField, item: WebhookItem): Promise<boolean> {
    if (page.webhookUrl === undefined || !page.subscribedFields.has(field)) return true;
    const { batchMs } = this.behaviour.current;
    if (batchMs === 0) return this.sendItems(page, [item]);
    return this.addToBatch(page, item, batchMs);
  }

  /** Sends any body, signed; for payloads that the simulator itself does not make. */
  async sendBody(page: Page, body: unknown): Promise<boolean> {
    if (page.webhookUrl === undefined) return true;
    const text = renderMetaJson(body);
    const headers: Record<string, string> = { 'content-type': 'application/json', 'user-agent': 'facebookexternalua' };
    if (page.appSecret !== undefined) headers['x-hub-signature-256'] = hubSignature(text, page.appSecret);
    return this.sender.send({ url: page.webhookUrl, body: text, headers });
  }

  private async sendItems(page: Page, items: WebhookItem[]): Promise<boolean> {
    return this.sendBody(page, { object: 'page', entry: [{ id: page.id, time: Date.now(), messaging: items }] });
  }

  private async addToBatch(page: Page, item: WebhookItem, batchMs: number): Promise<boolean> {
    const open = this.batches.get(page.id);
    if (open && open.items.length < MOST_ITEMS) {
      open.items.push(item);
      return open.sent;
    }
    const items = [item];
    const sent = this.timers.wait(batchMs).then(async () => {
      if (this.batches.get(page.id)?.items === items) this.batches.delete(page.id);
      return this.sendItems(page, items);
    });
    this.batches.set(page.id, { items, sent });
    return sent;
  }
}
