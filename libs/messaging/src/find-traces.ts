import { Inject, Injectable } from '@nestjs/common';
import { firstIdAt } from '@app/core';
import { Database } from '@app/infra';

/** Where a person turns up that no index leads to. */
export interface Traces {
  /** Messages that name an address of theirs and no profile. */
  messageIds: string[];
  /** Providers' calls that mention an address of theirs, whoever else they tell of. */
  providerEventIds: string[];
}

interface Step {
  ids: string[];
  last: string | null;
}

const STEP = 2_000;
const FIRST_ID = firstIdAt(new Date(0));
/** What is shorter is in too many texts by chance; no number or id of a person is. */
const FEWEST_CHARACTERS = 5;

/** Addresses that can be looked for inside of texts. */
export function tellingParts(addresses: readonly string[]): string[] {
  return addresses.filter((address) => address.length >= FEWEST_CHARACTERS);
}

/**
 * Looks for a person's addresses in what has no index on them: requests that were never tried, raw calls that nothing followed from.
 * That reads the apiSpace's messages and all raw calls, in small steps and outside of any transaction; erasing is rare.
 */
@Injectable()
export class FindTraces {
  constructor(@Inject(Database) private readonly database: Database) {}

  async of(apiSpaceId: string, addresses: readonly string[]): Promise<Traces> {
    if (addresses.length === 0) return { messageIds: [], providerEventIds: [] };
    return {
      messageIds: await inSteps((after) => this.messages(apiSpaceId, addresses, after)),
      providerEventIds: await inSteps((after) => this.providerEvents(tellingParts(addresses), after)),
    };
  }

  private messages(apiSpaceId: string, addresses: readonly string[], after: string): Promise<Step[]> {
    return this.database.$queryRaw<Step[]>`
      with scanned as materialized (
        select id, profile_id, request->'to' as recipient from message where api_space_id = ${apiSpaceId}::uuid and id > ${after}::uuid order by id limit ${STEP})
      select (select id::text from scanned order by id desc limit 1) as last, coalesce(array_agg(id::text), '{}') as ids
      from scanned where profile_id is null and exists (
        select from jsonb_each_text(scanned.recipient) given where given.value = any(${addresses}::text[])
          or (given.key = 'phoneNumber' and regexp_replace(given.value, '[^0-9]', '', 'g') = any(${addresses}::text[])))`;
  }

  private providerEvents(parts: readonly string[], after: string): Promise<Step[]> {
    return this.database.$queryRaw<Step[]>`
      with scanned as materialized (select id, raw_body, query from provider_event where id > ${after}::uuid order by id limit ${STEP})
      select (select id::text from scanned order by id desc limit 1) as last, coalesce(array_agg(id::text), '{}') as ids
      from scanned where exists (
        select from unnest(${parts}::text[]) part where position(convert_to(part, 'UTF8') in raw_body) > 0 or position(part in query) > 0)`;
  }
}

async function inSteps(step: (after: string) => Promise<Step[]>): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = FIRST_ID; after !== null; ) {
    const [done]: Step[] = await step(after);
    found.push(...done!.ids);
    after = done!.last;
  }
  return found;
}
