import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '@app/infra';

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  id: string;
  bytes: Buffer;
}

/**
 * Seals secrets for the database: AES-256-GCM, `v1:<key id>:<base64url of iv, tag and text>`.
 * The key id is the start of the key's SHA-256, so that a row says which key opens it. ENCRYPTION_KEY seals;
 * ENCRYPTION_OLD_KEYS open what is not sealed anew yet.
 */
@Injectable()
export class SecretBox {
  /** The newest first: it seals. */
  private readonly keys: readonly [Key, ...Key[]];

  constructor(@Inject(Settings) settings: Pick<Settings, 'ENCRYPTION_KEY' | 'ENCRYPTION_OLD_KEYS'>) {
    this.keys = [keyOf(settings.ENCRYPTION_KEY), ...settings.ENCRYPTION_OLD_KEYS.map(keyOf)];
  }

  /** Ids of the keys that open: the first is the one that seals. */
  get keyIds(): readonly string[] {
    return this.keys.map(({ id }) => id);
  }

  seal(value: unknown): string {
    const [{ id, bytes }] = this.keys;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', bytes, iv);
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return [VERSION, id, Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')].join(':');
  }

  /** As `open`; undefined where that throws. */
  openIfKnown<T>(sealed: string): T | undefined {
    try {
      return this.open<T>(sealed);
    } catch {
      return undefined;
    }
  }

  /** Throws when the row was sealed with a key that is not there or has been altered. */
  open<T>(sealed: string): T {
    const [version, keyId, data] = sealed.split(':');
    if (version !== VERSION || !data) throw new Error('A sealed secret has an unknown form.');
    const key = this.keys.find(({ id }) => id === keyId);
    if (!key) throw new Error(`A secret was sealed with key ${keyId}, but ENCRYPTION_KEY and ENCRYPTION_OLD_KEYS are ${this.keyIds.join(', ')}.`);
    const bytes = Buffer.from(data, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as T;
  }
}

function keyOf(base64: string): Key {
  const bytes = Buffer.from(base64, 'base64');
  return { bytes, id: createHash('sha256').update(bytes).digest('hex').slice(0, 8) };
}
