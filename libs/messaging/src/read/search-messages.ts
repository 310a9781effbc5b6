import { Inject, Injectable } from '@nestjs/common';
import { firstIdAt } from '@app/core';
import { Database, firstWindow, type FoundPage, NOT_KEPT, pageOf, Prisma, type Scan, StatementTooSlow, walkDown, walkUntil, withinMs } from '@app/infra';
import { type MessageView, ReadMessage } from './read-message.js';
import { fewBy, matchOf, type MessageSearch, rowsOf } from './search-conditions.js';

export interface MessagePage {
  messages: MessageView[];
  /** For `after` of the next page; left out when there is none. */
  next?: string;
}

/** What has no more messages than this is found whole, by an index of its own. */
const FEW = 5_000;
/** What is rare is found sooner. An index that other apiSpaces have much in may take longer to go through. */
const FEW_MS = 500;

/** Finds messages, newest first. */
@Injectable()
export class SearchMessages {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReadMessage) private readonly readMessage: ReadMessage,
  ) {}

  /**
   * What is rare (an address, a value of metadata, a message that is still under way) is found whole by its own index.
   * All else goes down an index by id, which is the order of time, until the page is full, the time range ends or the
   * time is up: what is common is found soon there. So a page may be short, even empty, and still have a `next`.
   */
  async search(apiSpaceId: string, search: MessageSearch): Promise<MessagePage> {
    const until = walkUntil();
    const few = await this.few(apiSpaceId, search);
    const { ids, next } = few ? await this.among(apiSpaceId, search, few) : await walkDown({ before: firstOf(search), limit: search.limit, until, scan: (before, window) => this.scan(apiSpaceId, search, before, window) });
    const messages = await this.readMessage.findMany(apiSpaceId, ids);
    const isCut = messages.length < ids.length && messages.length > 0;
    const after = isCut ? messages.at(-1)!.messageId : next;
    return { messages, ...(after === undefined ? {} : { next: after }) };
  }

  /** All ids that the rarest of the filters leaves over; undefined when they are many, take long to find, or no filter has an index. */
  private async few(apiSpaceId: string, search: MessageSearch): Promise<string[] | undefined> {
    const candidates = fewBy(apiSpaceId, search);
    if (!candidates) return undefined;
    try {
      const rows = await withinMs(this.database, FEW_MS, (session) => session.$queryRaw<{ id: string }[]>`${NOT_KEPT} select id::text from (${candidates} limit ${FEW + 1}) candidate`);
      return rows.length > FEW ? undefined : [...new Set(rows.map(({ id }) => id))];
    } catch (error) {
      if (error instanceof StatementTooSlow) return undefined;
      throw error;
    }
  }

  /** The newest of these, and no further than the page needs: their rows lie all over the disk. */
  private async among(apiSpaceId: string, search: MessageSearch, few: readonly string[]): Promise<FoundPage> {
    const first = firstOf(search);
    const left = few.filter((id) => id < first).toSorted((a, b) => (a < b ? 1 : -1));
    const ids: string[] = [];
    for (let window = firstWindow(search.limit); ids.length < search.limit && left.length > 0; window *= 2) {
      const found = await this.scan(apiSpaceId, search, first, window, Prisma.sql`and id = any(${left.splice(0, window)}::uuid[])`);
      ids.push(...(found.ids ?? []));
    }
    return pageOf(ids, search.limit);
  }

  /** Not kept: a plan for any limit and any range would sort all that there is. */
  private async scan(apiSpaceId: string, search: MessageSearch, before: string, window: number, among: Prisma.Sql = Prisma.empty): Promise<Scan> {
    const range = Prisma.sql`id < ${before}::uuid and id >= ${firstIdAt(search.from)}::uuid ${among}`;
    const [row] = await this.database.$queryRaw<Scan[]>`
      ${NOT_KEPT}
      select count(*)::int as scanned, min(id::text collate "C") as last, array_agg(id::text order by id desc) filter (where matches) as ids
      from (${rowsOf(apiSpaceId, search, matchOf(apiSpaceId, search), range, window)}) scanned`;
    return row!;
  }
}

function firstOf({ to, after }: MessageSearch): string {
  const before = firstIdAt(to);
  return after !== undefined && after < before ? after : before;
}
