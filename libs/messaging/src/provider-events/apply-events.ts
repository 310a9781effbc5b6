import { Inject, Injectable } from '@nestjs/common';
import type { ProviderFact } from '@app/core';
import { type Account, Accounts, CHANNELS, WebhookSecrets } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { LOGGER, type Logger, Metrics } from '@app/infra';
import { RecordInbound } from '../inbound/record-inbound.js';
import { RecordOptIn } from '../inbound/record-opt-in.js';
import { ApplyReceipts } from '../receipts/apply-receipts.js';
import type { AccountReceipt } from '../receipts/keep-receipts.js';
import { parseWebhook, queryFields } from './parse-webhook.js';
import type { StoredEvent } from './stored-events.js';

/** A provider's call names a few pages or numbers; what names more is about no account that could be meant, and each is looked up. */
const MOST_ADDRESSES = 1_000;
/** Meta's largest calls have a thousand items. Anybody with a page can sign a body of 10 MB, and all its facts are worked on at once. */
const MOST_FACTS = 10_000;
/** Each takes a connection for a transaction; all of a chunk at once would wait for each other until their time is over. */
const MOST_AT_A_TIME = 2;

/** Whose a fact is. */
interface Owners {
  /** Only those whose own secret signed the event: one tenant's app can't speak for another's page. Several when tenants share a page. */
  accounts: Account[];
  /** False when there are some whose secret can't be known. */
  areAllOpen: boolean;
  /** False when it was not signed for all of them, or there are none. */
  areAllSigned: boolean;
}
type LookAgain = (channel: string, address: string) => Promise<Account[]>;

/** Does what providers' calls say. Doing it twice changes nothing. */
@Injectable()
export class ApplyEvents {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(WebhookSecrets) private readonly webhookSecrets: WebhookSecrets,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(ApplyReceipts) private readonly applyReceipts: ApplyReceipts,
    @Inject(RecordInbound) private readonly recordInbound: RecordInbound,
    @Inject(RecordOptIn) private readonly recordOptIn: RecordOptIn,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Returns those that name accounts whose secrets no key opens: whether they are theirs is not known. Throws when an event says too much. */
  async apply(events: readonly StoredEvent[]): Promise<Set<StoredEvent>> {
    const receipts: (AccountReceipt & { channel: string })[] = [];
    const others: (() => Promise<void>)[] = [];
    const closed = new Set<StoredEvent>();
    const lookAgain = this.lookAgainOnce();
    for (const event of events) {
      for (const fact of this.factsOf(event)) {
        const { accounts, areAllOpen } = await this.ownersOf(event, fact.accountAddress, lookAgain);
        if (!areAllOpen) closed.add(event);
        for (const account of accounts) {
          if (fact.kind === 'receipt') receipts.push({ channel: event.channel, accountId: account.id, fact, providerEventId: event.id });
          else if (fact.kind === 'inbound') others.push(() => this.recordInbound.record(account, fact, event.id));
          else others.push(() => this.recordOptIn.record(account, fact, event.id));
        }
      }
    }
    await Promise.all([this.applyReceipts.record(receipts), fewAtATime(others)]);
    for (const { channel, fact } of receipts) this.metrics.receipts.inc({ channel, status: fact.status });
    return closed;
  }

  /** What something follows from, of the first thousand accounts that the call names. */
  private factsOf(event: StoredEvent): Exclude<ProviderFact, { kind: 'other' }>[] {
    const channel = this.channels.get(event.channel);
    if (!channel) return [];
    const body = parseWebhook(Buffer.from(event.rawBody!), event.contentType);
    const facts = channel.parseEvents(body, event.receivedAt, queryFields(event.query));
    if (facts.length === 0 || facts.some((fact) => fact.kind === 'other')) {
      this.logger.debug({ providerEventId: event.id, names: facts.flatMap((fact) => (fact.kind === 'other' ? [fact.name] : [])) }, 'a provider event holds something that nothing follows from');
    }
    if (facts.length > MOST_FACTS) throw new Error(`It says ${facts.length} things; of one call at most ${MOST_FACTS} are read.`);
    const read = facts.filter((fact) => fact.kind !== 'other');
    const addresses = new Set([...new Set(read.map(({ accountAddress }) => accountAddress))].slice(0, MOST_ADDRESSES));
    return read.filter(({ accountAddress }) => addresses.has(accountAddress));
  }

  private async ownersOf(event: StoredEvent, address: string, lookAgain: LookAgain): Promise<Owners> {
    const known = this.signedBy(await this.accounts.byAddress(event.channel, address), event);
    return known.areAllSigned ? known : this.signedBy(await lookAgain(event.channel, address), event);
  }

  /** The gateway may know of an account, or of its new secret, for longer than this worker: where one does not fit, they are read once more for a chunk. */
  private lookAgainOnce(): LookAgain {
    const found = new Map<string, Promise<Account[]>>();
    return (channel, address) => {
      const key = `${channel} ${address}`;
      const again = found.get(key) ?? this.accounts.byAddressAnew(channel, address);
      found.set(key, again);
      return again;
    };
  }

  private signedBy(named: readonly Account[], event: StoredEvent): Owners {
    const channel = this.channels.get(event.channel)!;
    const open = named.filter((account) => this.accounts.opens(account));
    const accounts = open.filter((account) => this.webhookSecrets.isSignedFor(channel, account, event));
    return { accounts, areAllOpen: open.length === named.length, areAllSigned: accounts.length > 0 && accounts.length === named.length };
  }
}

async function fewAtATime(all: readonly (() => Promise<void>)[]): Promise<void> {
  const left = all.values();
  const work = async (): Promise<void> => {
    for (const one of left) await one();
  };
  await Promise.all(Array.from({ length: MOST_AT_A_TIME }, work));
}
