import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Account } from '@app/access';
import { Database, type DatabaseSession } from '@app/infra';
import { ProfileTurns } from '@app/profiles';
import { DeliverEvents, type NewEvent, writeEvents } from '@app/webhooks';
import type { KnownPerson } from '../people/find-or-make-profile.js';
import { FindPerson } from '../people/find-person.js';

/** A provider told of something twice at the same moment: thrown to end the transaction, so that nothing of it stays. */
export class ToldTwice extends Error {
  override readonly name = 'ToldTwice';
}

/** How a channel's dedupe key is kept: as a hash, since it may name the person and outlives what is erased of them. */
export function inboundKey({ dedupeKey }: { dedupeKey: string }): string {
  return createHash('sha256').update(dedupeKey).digest('base64url');
}

/** What is told of a fact, and the profile of the person whose it is. */
interface Kept {
  events: NewEvent[];
  profileId: string | undefined;
}

/** Keeps what a person did once, in one transaction with the events that tell of it. */
@Injectable()
export class KeepOnce {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ProfileTurns) private readonly turns: ProfileTurns,
    @Inject(FindPerson) private readonly findPerson: FindPerson,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
  ) {}

  /**
   * `write` inserts the fact, and throws ToldTwice where it stands there already. `person`: whose profile changes with it, which somebody else
   * may hold; throws TooBusy when too many of the apiSpace wait for theirs.
   */
  async keep(account: Account, fact: { dedupeKey: string; address?: string }, person: KnownPerson | undefined, write: (session: DatabaseSession) => Promise<Kept>): Promise<void> {
    const transaction = (): Promise<string | undefined> => this.transaction(account, fact, write);
    const profileId = await (person ? this.turns.inTurn(account.apiSpaceId, transaction) : transaction());
    if (profileId !== undefined && fact.address !== undefined) this.findPerson.inBackground(account, fact.address, profileId);
  }

  private async transaction(account: Account, fact: { dedupeKey: string }, write: (session: DatabaseSession) => Promise<Kept>): Promise<string | undefined> {
    try {
      const kept = await this.database.$transaction(async (session) => {
        if (await isTold(session, account, fact)) return undefined;
        const { events, profileId } = await write(session);
        return { due: await writeEvents(session, events, this.deliverEvents.busyWebhooks()), profileId };
      });
      if (kept) this.deliverEvents.deliver(kept.due);
      return kept?.profileId;
    } catch (error) {
      // The other one does all the rest.
      if (error instanceof ToldTwice) return undefined;
      throw error;
    }
  }
}

/** Whether it was told before. A second time it must not undo what the business changed since, or bring back whom it had erased. */
async function isTold(session: DatabaseSession, account: Account, fact: { dedupeKey: string }): Promise<boolean> {
  const rows = await session.$queryRaw<object[]>`
    select 1 from inbound where account_id = ${account.id}::uuid and dedupe_key = ${inboundKey(fact)}`;
  return rows.length > 0;
}
