import { createHash, randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { replaceLinks, SendFailure } from '@app/core';
import type { PlanContext, SendPlan } from '@app/channels';
import { createBatcher, Database, Settings, toStorableText } from '@app/infra';
import type { ClaimedMessage } from './message-claims.js';
import type { SendRequest } from '../accept/send-request.js';

/** 62^10: nobody finds a link by trying. */
const CODE_LENGTH = 10;
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const MOST_PER_STATEMENT = 100;

/** Links that a plan has made up, by the hash of their URL. */
interface NewLinks {
  message: Pick<ClaimedMessage, 'id' | 'claim' | 'apiSpaceId'>;
  channel: string;
  links: ReadonlyMap<string, { code: string; url: string }>;
}

/** Code by the hash of its URL. */
type Codes = ReadonlyMap<string, string>;

/** Makes the short links of messages: one for each URL of a message, the same again whenever it is planned again. */
@Injectable()
export class ShortenLinks {
  /** Commits those that the message does not have yet, and returns all that it has; undefined when it is no longer this worker's. Batched. */
  private readonly keep: (links: NewLinks) => Promise<Codes | undefined>;

  constructor(
    @Inject(Database) database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {
    this.keep = createBatcher({ run: (given: NewLinks[]) => keepMany(database, given), maxItems: MOST_PER_STATEMENT });
  }

  /**
   * Makes a plan, and hands it what shortens links when the request asks for it. Every link of the plan is committed.
   * Undefined when the message is no longer this worker's.
   */
  async during(
    { message, request }: { message: ClaimedMessage; request: SendRequest },
    channel: string,
    plan: (shorten: Pick<PlanContext, 'shortenLinks'>) => SendPlan,
  ): Promise<SendPlan | undefined> {
    const { shortenLinks = 'off' } = request;
    if (shortenLinks === 'off') return plan({});
    let kept: Codes = new Map();
    for (;;) {
      const links = new Map<string, { code: string; url: string }>();
      const codeOf = (url: string): string => {
        const hash = createHash('sha256').update(url).digest('base64url');
        const code = kept.get(hash) ?? links.get(hash)?.code ?? newCode();
        if (!kept.has(hash)) links.set(hash, { code, url });
        return code;
      };
      const linkOf = (url: string): string => shortLink(this.settings, codeOf(url));
      const made = plan({ shortenLinks: (text, elsewhere) => replaceLinks(text, shortenLinks, linkOf, elsewhere) });
      if (links.size === 0) return made;
      const codes = await this.keep({ message, channel, links });
      if (!codes) return undefined;
      if ([...links].every(([hash, { code }]) => codes.get(hash) === code)) return made;
      // An earlier plan of this message had made some of them already, or a code is another link's: planned again with what is there.
      kept = codes;
    }
  }
}

/** The address of a short link. Throws SendFailure where the gateway has no public address. */
export function shortLink({ PUBLIC_URL }: Settings, code: string): string {
  if (PUBLIC_URL === undefined) throw new SendFailure('misconfigured', 'Links can’t be shortened: the setting PUBLIC_URL is missing.');
  return `${PUBLIC_URL}/l/${code}`;
}

function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => DIGITS[randomInt(DIGITS.length)]).join('');
}

async function keepMany(database: Database, given: readonly NewLinks[]): Promise<(Codes | undefined)[]> {
  const rows = given.flatMap(({ message, channel, links }) => [...links].map(([hash, { code, url }]) => ({ ...message, channel, hash, code, url })));
  // The lock keeps the message this worker's until the links are committed: who erases a person meanwhile finds them.
  const found = await database.$queryRaw<{ messageId: string; hash: string | null; code: string | null }[]>`
    with mine as (
      select message.id from unnest(${given.map(({ message }) => message.id)}::uuid[], ${given.map(({ message }) => message.claim)}::uuid[]) as given(id, claim)
      join message on message.id = given.id and message.claim = given.claim
      order by message.id for share of message),
    added as (
      insert into short_link (code, api_space_id, message_id, channel, url, url_hash)
      select code, api_space_id, message_id, channel, url, url_hash
      from unnest(
        ${rows.map(({ code }) => code)}::text[], ${rows.map(({ apiSpaceId }) => apiSpaceId)}::uuid[], ${rows.map(({ id }) => id)}::uuid[],
        ${rows.map(({ channel }) => channel)}::text[], ${rows.map(({ url }) => toStorableText(url))}::text[], ${rows.map(({ hash }) => hash)}::text[]
      ) as link(code, api_space_id, message_id, channel, url, url_hash)
      join mine on mine.id = link.message_id
      on conflict do nothing
      returning message_id, url_hash, code)
    select mine.id as "messageId", link.url_hash as hash, link.code
    from mine left join (
      select message_id, url_hash, code from added
      union all
      select message_id, url_hash, code from short_link where message_id = any(${given.map(({ message }) => message.id)}::uuid[])
    ) as link on link.message_id = mine.id`;
  const byMessage = new Map<string, Map<string, string>>();
  for (const { messageId, hash, code } of found) {
    const codes = byMessage.get(messageId) ?? new Map<string, string>();
    if (hash !== null && code !== null) codes.set(hash, code);
    byMessage.set(messageId, codes);
  }
  return given.map(({ message }) => byMessage.get(message.id));
}
