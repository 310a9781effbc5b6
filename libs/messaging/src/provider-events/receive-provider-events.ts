import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@app/core';
import { CHANNELS, hashSecret, WebhookSecrets } from '@app/access';
import type { Channel, ChannelRegistry, WebhookRequest } from '@app/channels';
import { type ChunkQueue, createBatcher, Database, isDatabaseUnavailable, PROVIDER_EVENT_QUEUE } from '@app/infra';
import { accountAddresses, parseWebhook } from './parse-webhook.js';

/** How long the queue has to bring an event to a worker before the sweep does. */
const ENQUEUE_GRACE_S = 10;

/** So few are tried before the body is read for whose it is: most businesses have one app, whose secret signs for all its pages. */
const FEW_SECRETS = 3;
/** Anybody can send a body that names a hundred thousand accounts; a provider's names a few. */
const MOST_ADDRESSES = 100;
/** To hash this much takes a moment, in which nobody else is answered. */
const LARGE_BODY_BYTES = 256 * 1024;

interface NewProviderEvent {
  id: string;
  channel: string;
  rawBody: Buffer;
  query: string;
  contentType: string;
  secretHash: string;
  receivedAt: Date;
}

/** Takes a provider's webhook call in: signature, then the raw body, then 200; all else happens in a worker. */
@Injectable()
export class ReceiveProviderEvents {
  private readonly insert: (event: NewProviderEvent) => Promise<void>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(WebhookSecrets) private readonly webhookSecrets: WebhookSecrets,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(PROVIDER_EVENT_QUEUE) private readonly queue: ChunkQueue,
  ) {
    this.insert = createBatcher({
      run: (events: NewProviderEvent[]) => this.insertMany(events),
      maxItems: 100,
      retryAlone: (error) => !isDatabaseUnavailable(error),
    });
  }

  /** False when no account's secret signed the call. Once it resolves with true the body is committed. */
  async receive(channelName: string, request: WebhookRequest): Promise<boolean> {
    const channel = this.channels.get(channelName);
    if (!channel) return false;
    const secret = await this.signingSecret(channel, request);
    if (secret === undefined) return false;
    await this.insert({
      id: newId(),
      channel: channel.name,
      rawBody: request.rawBody,
      query: queryOf(request.url),
      contentType: request.headers['content-type'] ?? '',
      secretHash: hashSecret(secret),
      receivedAt: new Date(),
    });
    return true;
  }

  /** Of many secrets those of the accounts that the body names come first; a body that names none may be signed by any. */
  private async signingSecret(channel: Channel, request: WebhookRequest): Promise<string | undefined> {
    const all = await this.webhookSecrets.all(channel);
    if (all.length <= FEW_SECRETS) {
      const match = await signedBy(channel, request, all);
      if (match !== undefined) return match;
    }
    const body = parseWebhook(request.rawBody, request.headers['content-type'] ?? '');
    const named = await this.webhookSecrets.forAddresses(channel, accountAddresses(channel, body, queryOf(request.url)).slice(0, MOST_ADDRESSES));
    return (await signedBy(channel, request, named)) ?? (await signedBy(channel, request, all));
  }

  private async insertMany(events: NewProviderEvent[]): Promise<void[]> {
    await this.database.rows`
      insert into provider_event (id, channel, raw_body, query, content_type, secret_hash, received_at, sweep_at)
      select id, channel, raw_body, query, content_type, secret_hash, received_at, now() + make_interval(secs => ${ENQUEUE_GRACE_S})
      from unnest(
        ${events.map((event) => event.id)}::uuid[], ${events.map((event) => event.channel)}::text[], ${events.map((event) => event.rawBody)}::bytea[],
        ${events.map((event) => event.query)}::text[], ${events.map((event) => event.contentType)}::text[],
        ${events.map((event) => event.secretHash)}::text[], ${events.map((event) => event.receivedAt)}::timestamptz[]
      ) as event(id, channel, raw_body, query, content_type, secret_hash, received_at)`;
    void this.queue.add(events.map((event) => event.id));
    return events.map(() => undefined);
  }
}

/** The secret that signed the request. Lets others have a turn between two large hashes. */
async function signedBy(channel: Channel, request: WebhookRequest, secrets: readonly string[]): Promise<string | undefined> {
  for (const secret of secrets) {
    if (channel.verifyWebhook(request, secret)) return secret;
    if (request.rawBody.length > LARGE_BODY_BYTES) await nextTurn();
  }
  return undefined;
}

/** With its question mark; empty when there is none. */
function queryOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 || at === url.length - 1 ? '' : url.slice(at);
}
