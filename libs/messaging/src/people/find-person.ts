import { Inject, Injectable } from '@nestjs/common';
import type { HttpClient } from '@app/core';
import { type Account, CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Database, LOGGER, type Logger, PROVIDER_HTTP, Settings } from '@app/infra';
import { Profiles } from '@app/profiles';
import { DeliverEvents, writeEvents } from '@app/webhooks';
import { profileEvent } from './profile-event.js';

/** What the provider tells of a person is asked for again after this time. */
const FRESH_MS = 24 * 60 * 60_000;
const MOST_AT_ONCE = 10;

/** Asks the provider for a person's name, picture and language, and keeps it in the channel's own section of the profile. */
@Injectable()
export class FindPerson {
  private running = 0;

  constructor(
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(Database) private readonly database: Database,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
    @Inject(PROVIDER_HTTP) private readonly http: HttpClient,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Best effort: an inbound never waits for it, and the person's next message asks again. */
  inBackground(account: Account, address: string, profileId: string): void {
    if (this.running >= MOST_AT_ONCE) return;
    this.running++;
    this.find(account, address, profileId)
      .catch((error: unknown) => this.logger.debug({ err: error, profileId }, 'the provider tells nothing of a person'))
      .finally(() => this.running--);
  }

  private async find(account: Account, address: string, profileId: string): Promise<void> {
    const { person, api } = this.channels.ofAccount(account)!;
    if (!person) return;
    const { apiSpaceId } = account;
    const known = (await this.profiles.find({ apiSpaceId, id: profileId }))?.[person.profileField] as { lastRefreshedOn?: string } | undefined;
    if (known?.lastRefreshedOn && Date.now() - Date.parse(known.lastRefreshedOn) < FRESH_MS) return;
    const found = await person.find(address, account, this.settings.endpointOf(api), this.http);
    if (!found) return;
    const fields = { [person.profileField]: { ...found, lastRefreshedOn: new Date().toISOString() } };
    const due = await this.database.$transaction(async (session) => {
      // Whoever was erased or deleted while the provider was asked must not come back by it. A profile that others hold is not
      // waited for, which would take up a connection: the person's next message asks again.
      const there = await session.$queryRaw<object[]>`
        select 1 from profile where api_space_id = ${apiSpaceId}::uuid and id = ${profileId} and deleted_at is null for update skip locked`;
      if (there.length === 0) return [];
      const changes = await this.profiles.merge(session, [{ apiSpaceId, id: profileId, fields, by: 'system' }]);
      return writeEvents(session, changes.map(profileEvent), this.deliverEvents.busyWebhooks());
    });
    this.deliverEvents.deliver(due);
  }
}
