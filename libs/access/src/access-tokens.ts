import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@app/core';
import { jwtVerify, SignJWT } from 'jose';
import { validate as isUuid } from 'uuid';
import { Database, oneAtATime, Settings } from '@app/infra';
import { DEFAULT_PERMISSIONS, type Permission } from './permissions.js';

const ISSUER = 'omnichannel-gateway';
/** How long a revoked token may still be taken by a process that saw it just before. */
const TRUST_MS = 5_000;
const MOST_REMEMBERED = 10_000;
/** Of an apiSpace, that are not revoked: each has a rate of its own. */
export const MOST_ACCESS_TOKENS = 1_000;

/** Who calls: the apiSpace, what the token may do, and the profile that it acts as. */
export interface Caller {
  apiSpaceId: string;
  tokenId: string;
  profileId: string | null;
  permissions: ReadonlySet<string>;
}

export interface NewAccessToken {
  apiSpaceId: string;
  name: string;
  profileId?: string;
  permissions?: readonly Permission[];
}

/** A token as its owner sees it afterwards: never the token itself. */
export interface AccessTokenView {
  id: string;
  name: string;
  profileId?: string;
  permissions: string[];
  _createdOn: string;
  /** Calls with it get 401. */
  revokedOn?: string;
}

/** Bearer tokens: JWTs (HS256) whose `jti` is a row of access_token, so that they can be taken back. */
@Injectable()
export class AccessTokens {
  /** The newest first: it signs. */
  private readonly keys: readonly [Uint8Array, ...Uint8Array[]];
  private readonly remembered = new Map<string, { caller: Caller | undefined; untilMs: number }>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) settings: Pick<Settings, 'ACCESS_TOKEN_SECRET' | 'ACCESS_TOKEN_OLD_SECRETS'>,
  ) {
    const encoder = new TextEncoder();
    this.keys = [encoder.encode(settings.ACCESS_TOKEN_SECRET), ...settings.ACCESS_TOKEN_OLD_SECRETS.map((secret) => encoder.encode(secret))];
  }

  /** The token is shown this once; only its row is kept. Undefined when the apiSpace has MOST_ACCESS_TOKENS. */
  async create({ apiSpaceId, name, profileId, permissions = DEFAULT_PERMISSIONS }: NewAccessToken): Promise<{ tokenId: string; accessToken: string } | undefined> {
    const id = newId();
    const isFull = await oneAtATime(this.database, apiSpaceId, async (session) => {
      if ((await session.accessToken.count({ where: { apiSpaceId, revokedAt: null } })) >= MOST_ACCESS_TOKENS) return true;
      await session.accessToken.create({ data: { id, apiSpaceId, name, profileId: profileId ?? null, permissions: [...permissions] } });
      return false;
    });
    if (isFull) return undefined;
    const claims = { apiSpaceId, name, permissions };
    const jwt = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setJti(id).setIssuer(ISSUER).setAudience(ISSUER).setIssuedAt();
    if (profileId) jwt.setSubject(profileId);
    return { tokenId: id, accessToken: await jwt.sign(this.keys[0]) };
  }

  /** Undefined for every token that is not ours, altered, expired or revoked. Throws only when the database is away. */
  async verify(token: string): Promise<Caller | undefined> {
    const known = this.remembered.get(token);
    if (known && known.untilMs > performance.now()) return known.caller;
    // Counted from before the look, so that a revocation is seen everywhere in time, and not by a clock that may be set back.
    const untilMs = performance.now() + TRUST_MS;
    const caller = await this.look(token);
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    // A token that fails is not remembered: nobody may fill the memory with made-up ones.
    if (caller) this.remembered.set(token, { caller, untilMs });
    else this.remembered.delete(token);
    return caller;
  }

  /** Oldest first, revoked ones too: at most `limit` of them, after the id `after`. */
  async list(apiSpaceId: string, { limit, after }: { limit: number; after?: string }): Promise<AccessTokenView[]> {
    const where = { apiSpaceId, ...(after ? { id: { gt: after } } : {}) };
    return (await this.database.accessToken.findMany({ where, orderBy: { id: 'asc' }, take: limit })).map(viewOf);
  }

  /** Undefined when the apiSpace has none with this id (a UUID). */
  async find(apiSpaceId: string, id: string): Promise<AccessTokenView | undefined> {
    const row = await this.database.accessToken.findFirst({ where: { id, apiSpaceId } });
    return row ? viewOf(row) : undefined;
  }

  /** False when the apiSpace has no such token, or it is revoked already. Other processes refuse it within 5 s. */
  async revoke(apiSpaceId: string, id: string): Promise<boolean> {
    const { count } = await this.database.accessToken.updateMany({ where: { id, apiSpaceId, revokedAt: null }, data: { revokedAt: new Date() } });
    for (const [token, { caller }] of this.remembered) if (caller?.tokenId === id.toLowerCase()) this.remembered.delete(token);
    return count > 0;
  }

  private async look(token: string): Promise<Caller | undefined> {
    const tokenId = await this.tokenId(token);
    if (!tokenId) return undefined;
    const row = await this.database.accessToken.findUnique({ where: { id: tokenId } });
    if (!row || row.revokedAt) return undefined;
    return { apiSpaceId: row.apiSpaceId, tokenId, profileId: row.profileId, permissions: new Set(row.permissions) };
  }

  private async tokenId(token: string): Promise<string | undefined> {
    for (const key of this.keys) {
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], issuer: ISSUER, audience: ISSUER });
        return payload.jti !== undefined && isUuid(payload.jti) ? payload.jti : undefined;
      } catch {
        // whatever is wrong with it, the next key is tried and after the last the answer is the same 401
      }
    }
    return undefined;
  }
}

function viewOf(row: { id: string; name: string; profileId: string | null; permissions: string[]; createdAt: Date; revokedAt: Date | null }): AccessTokenView {
  const { id, name, profileId, permissions, createdAt, revokedAt } = row;
  return { id, name, ...(profileId === null ? {} : { profileId }), permissions, _createdOn: createdAt.toISOString(), ...(revokedAt ? { revokedOn: revokedAt.toISOString() } : {}) };
}
