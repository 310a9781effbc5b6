/**
 * Rows looked at by one statement: few at first, since each may be a page of the disk of its own, then as many as the time
 * left is good for, and never much more than before: those that come next may not be in memory.
 */
const FIRST_WINDOW = 100;
const GROWTH = 4;
const LARGEST_WINDOW = 50_000;
/** A call that has found too little by then answers with what it has, and where to go on. */
const LONGEST_MS = 25;

/** What one look down an index by id found. */
export interface Scan {
  /** Rows looked at; fewer than the window where there are no more. */
  scanned: number;
  /** The id of the last of them, the smallest. */
  last: string | null;
  /** Of those that are wanted, the newest first. */
  ids: string[] | null;
}

export interface FoundPage {
  ids: string[];
  /** Where to go on; left out when there is nothing behind it. */
  next?: string;
}

export interface Walk {
  /** Ids from here on are not looked at. */
  before: string;
  /** Ids of one page. */
  limit: number;
  /** In ms of the epoch. Left out: LONGEST_MS from now. */
  until?: number;
  /** Looks at the next `window` rows below this id. */
  scan: (before: string, window: number) => Promise<Scan>;
}

/** When a walk that begins now has to end. */
export const walkUntil = (): number => Date.now() + LONGEST_MS;

/** At least a page of rows, in the first look. */
export const firstWindow = (limit: number): number => Math.max(FIRST_WINDOW, limit);

/**
 * Goes down an index by id, which is the order of time, until the page is full, the rows end or the time is up. So a page may
 * be short, even empty, and still have a `next`: what is rare among millions is no slow call, but several fast ones.
 */
export async function walkDown({ before: first, limit, until = walkUntil(), scan }: Walk): Promise<FoundPage> {
  const ids: string[] = [];
  let before = first;
  for (let window = firstWindow(limit); ; ) {
    const startedAt = Date.now();
    const { scanned, last, ids: found } = await scan(before, window);
    ids.push(...(found ?? []));
    const isOver = scanned < window || last === null;
    if (ids.length >= limit || isOver) return pageOf(ids, limit, isOver ? undefined : last);
    const now = Date.now();
    if (now >= until) return { ids, next: last };
    const rowsPerMs = scanned / Math.max(1, now - startedAt);
    window = Math.min(LARGEST_WINDOW, GROWTH * window, Math.max(FIRST_WINDOW, Math.floor(rowsPerMs * (until - now))));
    before = last;
  }
}

/** The first ids of these. `last` is where the look ended, when there may be more behind it. */
export function pageOf(found: readonly string[], limit: number, last?: string): FoundPage {
  const ids = found.slice(0, limit);
  const next = ids.length === limit ? ids.at(-1) : last;
  return next === undefined ? { ids } : { ids, next };
}
