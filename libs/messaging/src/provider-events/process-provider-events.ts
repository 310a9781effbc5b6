import { Inject, Injectable } from '@nestjs/common';
import type { ProviderFact, ReceiptFact } from '@app/core';
import { type Account, Accounts, CHANNELS, WebhookSecrets } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Database, isWorthRepeating, largeValueTurns, LOGGER, type Logger, Metrics } from '@app/infra';
import { ApplyReceipts } from '../receipts/apply-receipts.js';
import type { AccountReceipt } from '../receipts/keep-receipts.js';
import { parseWebhook, queryFields } from './parse-webhook.js';
import { RecordInbound } from '../inbound/record-inbound.js';
import { RecordOptIn } from '../inbound/record-opt-in.js';

/** A provider's call names a few pages or numbers; what names more is about no account that could be meant, and each is looked up. */
const MOST_ADDRESSES = 1_000;
/** Meta's largest calls have a thousand items. Anybody with a page can sign a body of 10 MB, and all its facts are worked on at once. */
const MOST_FACTS = 10_000;
/** Each takes a connection for a transaction; all of a chunk at once would wait for each other until their time is over. */
const MOST_AT_A_TIME = 2;

/** Larger bodies are read one by one: a chunk of fifty may have 10 MB each. */
const LARGE_BYTES = 64_000;

interface StoredEvent {
  id: string;
  channel: string;
  /** Null where it is large and was not asked for. */
  rawBody: Uint8Array | null;
  query: string;
  contentType: string;
  secretHash: string;
  receivedAt: Date;
}

/** Ten megabytes of them may be hundreds once they are parsed. */
const LARGE_AT_ONCE = 2;

/** Reads stored provider webhooks and does what they say. Doing it twice changes nothing. */
@Injectable()
export class ProcessProviderEvents {
  private readonly largeBodies = largeValueTurns(LARGE_AT_ONCE);

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(WebhookSecrets) private readonly webhookSecrets: WebhookSecrets,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(ApplyReceipts) private readonly applyReceipts: ApplyReceipts,
    @Inject(RecordInbound) private readonly recordInbound: RecordInbound,
    @Inject(RecordOptIn) private readonly recordOptIn: RecordOptIn,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async process(ids: readonly string[]): Promise<void> {
    const events = await this.read(ids, LARGE_BYTES);
    await this.processTogether(events.filter(({ rawBody }) => rawBody !== null));
    // When too many wait for their turn, the sweep brings it again.
    for (const { id, rawBody } of events) if (rawBody === null) await this.largeBodies.inTurn(async () => this.processTogether(await this.read([id])));
  }

  private read(ids: readonly string[], mostBytes: number | null = null): Promise<StoredEvent[]> {
    return this.database.$queryRaw<StoredEvent[]>`
      select id, channel, case when ${mostBytes}::int is null or octet_length(raw_body) <= ${mostBytes}::int then raw_body end as "rawBody", query, content_type as "contentType",
        secret_hash as "secretHash", received_at as "receivedAt"
      from provider_event where id = any(${ids}::uuid[]) and sweep_at is not null order by id`;
  }

  private async processTogether(events: readonly StoredEvent[]): Promise<void> {
    if (events.length === 0) return;
    try {
      await this.apply(events);
    } catch (error) {
      if (isWorthRepeating(error)) throw error;
      for (const event of events) await this.applyAlone(event);
    }
  }

  private async apply(events: readonly StoredEvent[]): Promise<void> {
    const receipts: (AccountReceipt & { channel: string })[] = [];
    const others: (() => Promise<void>)[] = [];
    const closed = new Set<StoredEvent>();
    const lookAgain = this.lookAgainOnce();
    for (const event of events) {
      const addresses = new Set<string>();
      for (const fact of this.factsOf(event)) {
        if (fact.kind === 'other') continue;
        if (addresses.size >= MOST_ADDRESSES && !addresses.has(fact.accountAddress)) continue;
        addresses.add(fact.accountAddress);
        const known = this.signedBy(await this.accounts.byAddress(event.channel, fact.accountAddress), event);
        const { accounts, areAllOpen } = known.areAllSigned ? known : this.signedBy(await lookAgain(event.channel, fact.accountAddress), event);
        if (!areAllOpen) closed.add(event);
        for (const account of accounts) {
          if (fact.kind === 'receipt') receipts.push({ channel: event.channel, ...receiptOf(event, account, fact) });
          else if (fact.kind === 'inbound') others.push(() => this.recordInbound.record(account, fact, event.id));
          else if (fact.kind === 'optIn') others.push(() => this.recordOptIn.record(account, fact, event.id));
        }
      }
    }
    await Promise.all([this.applyReceipts.record(receipts), fewAtATime(others)]);
    for (const { channel, fact } of receipts) this.metrics.receipts.inc({ channel, status: fact.status });
    const done = events.filter((event) => !closed.has(event)).map(({ id }) => id);
    await this.database.$executeRaw`
      update provider_event set processed_at = now(), sweep_at = null where id = any(${done}::uuid[])`;
    for (const event of closed) await this.setAside(event, new Error('The secrets of an account that it names can not be opened.'));
  }

  /** One event that can't be worked on must not keep the others from being; it stays stored, without a processed_at. */
  private async applyAlone(event: StoredEvent): Promise<void> {
    try {
      await this.apply([event]);
    } catch (error) {
      if (isWorthRepeating(error)) throw error;
      await this.setAside(event, error);
    }
  }

  /** Somebody has to look at it; working on it again does no harm. */
  private async setAside({ id }: StoredEvent, error: unknown): Promise<void> {
    this.logger.error({ err: error, providerEventId: id }, 'a provider event could not be worked on and is set aside');
    this.metrics.providerEventsSetAside.inc();
    await this.database.$executeRaw`update provider_event set sweep_at = null where id = ${id}::uuid`;
  }

  private factsOf(event: StoredEvent): ProviderFact[] {
    const channel = this.channels.get(event.channel);
    if (!channel) return [];
    const body = parseWebhook(Buffer.from(event.rawBody!), event.contentType);
    const facts = channel.parseEvents(body, event.receivedAt, queryFields(event.query));
    if (facts.length === 0 || facts.some((fact) => fact.kind === 'other')) {
      this.logger.debug({ providerEventId: event.id, names: facts.flatMap((fact) => (fact.kind === 'other' ? [fact.name] : [])) }, 'a provider event holds something that nothing follows from');
    }
    if (facts.length > MOST_FACTS) throw new Error(`It says ${facts.length} things; of one call at most ${MOST_FACTS} are read.`);
    return facts;
  }

  /** The gateway may know of an account, or of its new secret, for longer than this worker: where one does not fit, they are read once more for a chunk. */
  private lookAgainOnce(): (channel: string, address: string) => Promise<Account[]> {
    const found = new Map<string, Promise<Account[]>>();
    return (channel, address) => {
      const key = `${channel} ${address}`;
      const again = found.get(key) ?? this.accounts.byAddressAnew(channel, address);
      found.set(key, again);
      return again;
    };
  }

  /**
   * Only the accounts whose own secret signed the event: one tenant's app can't speak for another's page. There are several
   * when tenants share a page. `areAllOpen`: false when there are some whose secret can't be known; `areAllSigned`: false
   * when it was not for all of them, or there are none.
   */
  private signedBy(named: readonly Account[], event: StoredEvent): { accounts: Account[]; areAllOpen: boolean; areAllSigned: boolean } {
    const channel = this.channels.get(event.channel)!;
    const open = named.filter((account) => this.accounts.opens(account));
    const accounts = open.filter((account) => this.webhookSecrets.isSignedFor(channel, account, event));
    return { accounts, areAllOpen: open.length === named.length, areAllSigned: accounts.length > 0 && accounts.length === named.length };
  }
}

function receiptOf(event: StoredEvent, account: Account, fact: ReceiptFact): AccountReceipt {
  return { accountId: account.id, fact, providerEventId: event.id };
}

async function fewAtATime(all: readonly (() => Promise<void>)[]): Promise<void> {
  const left = all.values();
  const work = async (): Promise<void> => {
    for (const one of left) await one();
  };
  await Promise.all(Array.from({ length: MOST_AT_A_TIME }, work));
}
