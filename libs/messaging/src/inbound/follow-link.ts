import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@app/core';
import { Database, type DatabaseSession, Settings } from '@app/infra';
import { DeliverEvents, type NewEvent, writeEvents } from '@app/webhooks';
import { shortLink } from '../send/shorten-links.js';

const CODE = /^[0-9A-Za-z]{10}$/;
const MOST_USER_AGENT_CHARACTERS = 500;
/** A link stands in a message to one person. Whoever follows it more often than this, without a token, writes no event and no delivery each time. */
const ALL_TOLD = 1_000;
const TOLD_EACH = 100;

interface ClickedLink {
  code: string;
  apiSpaceId: string;
  messageId: string;
  channel: string;
  url: string;
  clicks: number;
  clickedAt: Date;
  to: Record<string, string> | null;
  profileId: string | null;
  metadata: unknown;
  conversationId: string | null;
}

/** Where a short link leads: an address that stood in its message, and nowhere once that is redacted or its person erased. */
@Injectable()
export class FollowLink {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Only looks: no click. */
  async find(code: string): Promise<string | undefined> {
    if (!CODE.test(code)) return undefined;
    const rows = await this.database.$queryRaw<{ url: string }[]>`select url from short_link where code = ${code} and url is not null`;
    return rows[0] && hrefOf(rows[0].url);
  }

  /** Counts the click and tells of it, `interaction.click`, whoever or whatever made it. */
  async click(code: string, userAgent: string | undefined): Promise<string | undefined> {
    if (!CODE.test(code)) return undefined;
    const { link, due } = await this.database.$transaction(async (session) => {
      const link = await this.count(session, code);
      const isTold = link && (link.clicks <= ALL_TOLD || link.clicks % TOLD_EACH === 0);
      return { link, due: isTold ? await writeEvents(session, [this.eventOf(link, userAgent)], this.deliverEvents.busyWebhooks()) : [] };
    });
    this.deliverEvents.deliver(due);
    return link && hrefOf(link.url);
  }

  private async count(session: DatabaseSession, code: string): Promise<ClickedLink | undefined> {
    const rows = await session.$queryRaw<ClickedLink[]>`
      with clicked as (
        update short_link set clicks = clicks + 1, first_clicked_at = coalesce(first_clicked_at, now()), last_clicked_at = now()
        where code = ${code} and url is not null
        returning code, api_space_id, message_id, channel, url, clicks, last_clicked_at)
      select code, clicked.api_space_id as "apiSpaceId", message_id as "messageId", channel, url, clicks, last_clicked_at as "clickedAt",
        request->'to' as "to", request->'metadata' as metadata, request->>'conversationId' as "conversationId", profile_id as "profileId"
      from clicked left join message on message.id = clicked.message_id`;
    return rows[0];
  }

  private eventOf({ code, apiSpaceId, messageId, channel, url, clicks, clickedAt, ...known }: ClickedLink, userAgent: string | undefined): NewEvent {
    const facts = Object.entries({ ...known, userAgent: userAgent?.slice(0, MOST_USER_AGENT_CHARACTERS) }).filter(([, value]) => value !== null && value !== undefined);
    const payload = { id: messageId, messageId, channel, url, link: shortLink(this.settings, code), clickedOn: clickedAt.toISOString(), ...Object.fromEntries(facts) };
    return { eventId: newId(), apiSpaceId, name: 'interaction.click', entityId: messageId, revision: clicks, payload, facts: { channel } };
  }
}

/** As it stands in a header: ASCII, with all else escaped. */
function hrefOf(url: string): string {
  return new URL(url).href;
}
