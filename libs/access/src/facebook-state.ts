import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '@app/infra';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SPACE_BYTES = 16;
const TIME_BYTES = 4;
const OF_THE_STATE: ReadonlySet<string> = new Set(['profileId', 'apiSpaceId', 'iat']);
const HEAD_BYTES = SPACE_BYTES + TIME_BYTES;
/** Facebook's plugins and links take no longer reference (contract §6). */
export const MOST_STATE_CHARACTERS = 250;

/** What a reference says: whose person it is, when it was made (seconds since 1970), and what else to put on the profile. */
export interface FacebookStateData {
  profileId: string;
  apiSpaceId: string;
  iat: number;
  [field: string]: unknown;
}

/**
 * The metadata string that travels through Facebook and comes back with an opt-in or a referral (contract §6).
 * AES-256-GCM over the space, the time and `[profileId, fields]`, under a key of its own derived from ENCRYPTION_KEY;
 * base64url, which Facebook's links take as it is. It does not run out: people opt in long after a page was made.
 */
@Injectable()
export class FacebookState {
  /** The newest first: it seals. */
  private readonly keys: readonly [Uint8Array, ...Uint8Array[]];

  constructor(@Inject(Settings) settings: Pick<Settings, 'ENCRYPTION_KEY' | 'ENCRYPTION_OLD_KEYS'>) {
    this.keys = [derivedKey(settings.ENCRYPTION_KEY), ...settings.ENCRYPTION_OLD_KEYS.map(derivedKey)];
  }

  /** Undefined when the text would be longer than Facebook takes. */
  seal(apiSpaceId: string, profileId: string, fields: Record<string, unknown> = {}, now = new Date()): string | undefined {
    const time = Buffer.alloc(TIME_BYTES);
    time.writeUInt32BE(Math.floor(now.getTime() / 1_000));
    const content = Object.keys(fields).length === 0 ? [profileId] : [profileId, fields];
    const plain = Buffer.concat([spaceBytes(apiSpaceId), time, Buffer.from(JSON.stringify(content), 'utf8')]);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.keys[0], iv);
    const sealed = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    return sealed.length <= MOST_STATE_CHARACTERS ? sealed : undefined;
  }

  /** Undefined for whatever was not made here for this apiSpace: other references, altered ones, another tenant's. Never throws. */
  open(apiSpaceId: string, state: string | undefined): FacebookStateData | undefined {
    if (state === undefined || state.length > MOST_STATE_CHARACTERS || !/^[\w-]+$/.test(state)) return undefined;
    const bytes = Buffer.from(state, 'base64url');
    // A second spelling of the same bytes was not made here either.
    if (bytes.length < IV_BYTES + HEAD_BYTES + TAG_BYTES || bytes.toString('base64url') !== state) return undefined;
    const plain = this.decrypt(bytes);
    if (!plain?.subarray(0, SPACE_BYTES).equals(spaceBytes(apiSpaceId))) return undefined;
    const [profileId, fields] = JSON.parse(plain.subarray(HEAD_BYTES).toString('utf8')) as [string, Record<string, unknown>?];
    return { ...fields, profileId, apiSpaceId, iat: plain.readUInt32BE(SPACE_BYTES) };
  }

  private decrypt(bytes: Buffer): Buffer | undefined {
    for (const key of this.keys) {
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
      } catch {
        // another key's, not ours at all, or altered: after the last key the answer is the same
      }
    }
    return undefined;
  }
}

function derivedKey(base64: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', Buffer.from(base64, 'base64'), '', 'facebook-state v1', 32));
}

function spaceBytes(apiSpaceId: string): Buffer {
  return Buffer.from(apiSpaceId.replaceAll('-', ''), 'hex');
}

/** The fields that a state adds to the profile, without what describes the state itself. */
export function profileFieldsOf(state: FacebookStateData): Record<string, unknown> {
  return Object.fromEntries(Object.entries(state).filter(([name]) => !OF_THE_STATE.has(name)));
}
