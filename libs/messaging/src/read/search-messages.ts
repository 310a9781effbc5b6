import { Inject, Injectable } from '@nestjs/common';
import { FIRST_ID, firstIdAt } from '@app/core';
import { Database, firstWindow, type FoundPage, NOT_KEPT, pageOf, Prisma, type Scan, StatementTooSlow, walkDown, walkUntil, withinMs } from '@app/infra';
import { type MessageView, ReadMessage } from './read-message.js';
import { before, fewBy, matchOf, type MessageSearch, rowsOf } from './search-conditions.js';

export interface MessagePage {
  messages: MessageView[];
  /** For `after` of the next page; left out when there is none. */
  next?: string;
}

/** What has no more messages than this is found whole, by an index of its own. */
const FEW = 5_000;
/** What is rare is found sooner. An index that other apiSpaces have much in may take longer to go through. */
const FEW_MS = 500;

interface Candidate {
  id: string;
  at: Date | null;
}

/** All messages that one of the filters can mean, from `downTo` on. */
interface Few {
  ids: string[];
  downTo: string;
}

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
    const { ids, next } = await this.find(apiSpaceId, search);
    const messages = await this.readMessage.findMany(apiSpaceId, ids);
    const isCut = messages.length < ids.length && messages.length > 0;
    const after = isCut ? messages.at(-1)!.messageId : next;
    return { messages, ...(after === undefined ? {} : { next: after }) };
  }

  private async find(apiSpaceId: string, search: MessageSearch): Promise<FoundPage> {
    const until = walkUntil();
    const first = before(search);
    const few = await this.few(apiSpaceId, search);
    const newest = few ? await this.among(apiSpaceId, search, few.ids) : [];
    if (few?.downTo === FIRST_ID || newest.length >= search.limit) return pageOf(newest, search.limit);
    const rest = await walkDown({
      before: few && few.downTo < first ? few.downTo : first,
      limit: search.limit - newest.length,
      until,
      scan: (below, window) => this.scan(apiSpaceId, search, below, window),
    });
    return { ...rest, ids: [...newest, ...rest.ids] };
  }

  /** Undefined when what the rarest of the filters leaves over is much, takes long to find, or no filter has an index. */
  private async few(apiSpaceId: string, search: MessageSearch): Promise<Few | undefined> {
    const candidates = fewBy(apiSpaceId, search, FEW + 1);
    if (!candidates) return undefined;
    try {
      return fewOf(await withinMs(this.database, FEW_MS, (session) => session.$queryRaw<Candidate[]>`${NOT_KEPT} select id::text, at from (${candidates}) candidate`));
    } catch (error) {
      if (error instanceof StatementTooSlow) return undefined;
      throw error;
    }
  }

  /** The newest of these, and no further than the page needs: their rows lie all over the disk. */
  private async among(apiSpaceId: string, search: MessageSearch, few: readonly string[]): Promise<string[]> {
    const left = few.toSorted((a, b) => (a < b ? 1 : -1));
    const ids: string[] = [];
    for (let window = firstWindow(search.limit); ids.length < search.limit && left.length > 0; window *= 2) {
      const found = await this.scan(apiSpaceId, search, before(search), window, Prisma.sql`and id = any(${left.splice(0, window)}::uuid[])`);
      ids.push(...(found.ids ?? []));
    }
    return ids;
  }

  /** Not kept: a plan for any limit and any range would sort all that there is. */
  private async scan(apiSpaceId: string, search: MessageSearch, below: string, window: number, among: Prisma.Sql = Prisma.empty): Promise<Scan> {
    const range = Prisma.sql`id < ${below}::uuid and id >= ${firstIdAt(search.from)}::uuid ${among}`;
    const [row] = await this.database.$queryRaw<Scan[]>`
      ${NOT_KEPT}
      select count(*)::int as scanned, min(id::text collate "C") as last, array_agg(id::text order by id desc) filter (where matches) as ids
      from (${rowsOf(apiSpaceId, search, matchOf(apiSpaceId, search), range, window)}) scanned`;
    return row!;
  }
}

function fewOf(candidates: Candidate[]): Few | undefined {
  const ids = [...new Set(candidates.map(({ id }) => id))];
  if (candidates.length <= FEW) return { ids, downTo: FIRST_ID };
  const { at } = candidates.at(-1)!;
  if (at === null) return undefined;
  // Others of the same millisecond may have been left out.
  const downTo = firstIdAt(new Date(at.getTime() + 1));
  return { ids: ids.filter((id) => id >= downTo), downTo };
}
