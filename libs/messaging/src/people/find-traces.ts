import { Inject, Injectable } from '@nestjs/common';
import { FIRST_ID, newId, Turns } from '@app/core';
import { type Account, Accounts, CHANNELS, WebhookSecrets } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Database, TooBusy } from '@app/infra';

/** Where a person turns up that no index leads to. */
export interface Traces {
  /** Messages that name an address of theirs and no profile. */
  messageIds: string[];
  /** Providers' calls to the apiSpace's accounts that mention an address of theirs, whoever else they tell of. */
  providerEventIds: string[];
  /** Idempotency keys that have an address of theirs in them. */
  keys: string[];
}

/** What a provider's call to an account is known by: the address in it and the secret that signed it. */
interface Mark {
  address: string;
  secretHash: string;
}

interface Step {
  ids: string[];
  last: string | null;
}

const STEP = 2_000;
/** A look reads much: one at a time in each process, and so many wait. */
const MOST_WAITING = 20;
/** What is shorter is in too many texts by chance; no number or id of a person is. */
const FEWEST_CHARACTERS = 5;

/** Addresses that can be looked for inside of texts. */
function tellingParts(addresses: readonly string[]): string[] {
  return addresses.filter((address) => address.length >= FEWEST_CHARACTERS);
}

/**
 * Looks for a person's addresses in what has no index on them: requests that were never tried, raw calls that nothing followed from.
 * That reads the apiSpace's messages and keys and all raw calls, in small steps and outside of any transaction, up to those of its own time; erasing is rare.
 */
@Injectable()
export class FindTraces {
  private readonly turns = new Turns({ atOnce: 1, mostWaiting: MOST_WAITING });

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(WebhookSecrets) private readonly webhookSecrets: WebhookSecrets,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
  ) {}

  /** Throws TooBusy when too many wait for their turn. */
  async of(apiSpaceId: string, addresses: readonly string[]): Promise<Traces> {
    if (addresses.length === 0) return { messageIds: [], providerEventIds: [], keys: [] };
    const found = await this.turns.inTurn(() => this.look(apiSpaceId, addresses), apiSpaceId);
    if (!found) throw new TooBusy('Too many persons are being erased.');
    return found;
  }

  private async look(apiSpaceId: string, addresses: readonly string[]): Promise<Traces> {
    const until = newId();
    const marks = (await this.accounts.read({ apiSpaceId }, { withRemoved: true })).flatMap((account) => this.marksOf(account));
    return {
      messageIds: await inSteps(FIRST_ID, (after) => this.messages(apiSpaceId, addresses, after, until)),
      providerEventIds: await inSteps(FIRST_ID, (after) => this.providerEvents(tellingParts(addresses), marks, after, until)),
      keys: await inSteps('', (after) => this.keys(apiSpaceId, tellingParts(addresses), after)),
    };
  }

  /** Another apiSpace may have calls with the same text in them; and may have connected the same page, with a secret of its own. */
  private marksOf(account: Account): Mark[] {
    const channel = this.channels.get(account.channel);
    if (!channel) return [];
    return this.webhookSecrets.hashes(channel, account).map((secretHash) => ({ address: account.address, secretHash }));
  }

  private messages(apiSpaceId: string, addresses: readonly string[], after: string, until: string): Promise<Step[]> {
    return this.database.$queryRaw<Step[]>`
      with scanned as materialized (
        select id, profile_id, request->'to' as recipient from message where api_space_id = ${apiSpaceId}::uuid and id > ${after}::uuid and id < ${until}::uuid order by id limit ${STEP})
      select (select id::text from scanned order by id desc limit 1) as last, coalesce(array_agg(id::text), '{}') as ids
      from scanned where profile_id is null and exists (
        select from jsonb_each_text(scanned.recipient) given where given.value = any(${addresses}::text[])
          or (given.key = 'phoneNumber' and regexp_replace(given.value, '[^0-9]', '', 'g') = any(${addresses}::text[])))`;
  }

  private providerEvents(parts: readonly string[], marks: readonly Mark[], after: string, until: string): Promise<Step[]> {
    return this.database.$queryRaw<Step[]>`
      with scanned as materialized (select id, raw_body, query, secret_hash from provider_event where id > ${after}::uuid and id < ${until}::uuid order by id limit ${STEP})
      select (select id::text from scanned order by id desc limit 1) as last, coalesce(array_agg(id::text), '{}') as ids
      from scanned where exists (
        select from unnest(${marks.map(({ secretHash }) => secretHash)}::text[], ${marks.map(({ address }) => address)}::text[]) as mark(secret_hash, address)
        where mark.secret_hash = scanned.secret_hash and (position(convert_to(mark.address, 'UTF8') in raw_body) > 0 or position(mark.address in query) > 0))
      and exists (
        select from unnest(${parts}::text[]) part where position(convert_to(part, 'UTF8') in raw_body) > 0 or position(part in query) > 0)`;
  }

  private keys(apiSpaceId: string, parts: readonly string[], after: string): Promise<Step[]> {
    return this.database.$queryRaw<Step[]>`
      with scanned as materialized (select key from idempotency_key where api_space_id = ${apiSpaceId}::uuid and key > ${after} order by key limit ${STEP})
      select (select key from scanned order by key desc limit 1) as last, coalesce(array_agg(key), '{}') as ids
      from scanned where exists (select from unnest(${parts}::text[]) part where position(part in key) > 0)`;
  }
}

async function inSteps(first: string, step: (after: string) => Promise<Step[]>): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = first; after !== null; ) {
    const [done]: Step[] = await step(after);
    found.push(...done!.ids);
    after = done!.last;
  }
  return found;
}
