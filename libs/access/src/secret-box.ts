import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '@app/infra';

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals secrets for the database: AES-256-GCM, `v1:<key id>:<base64url of iv, tag and text>`.
 * The key id is the start of the key's SHA-256, so that a row says which key opens it.
 */
@Injectable()
export class SecretBox {
  private readonly key: Buffer;
  private readonly keyId: string;

  constructor(@Inject(Settings) settings: Pick<Settings, 'ENCRYPTION_KEY'>) {
    this.key = Buffer.from(settings.ENCRYPTION_KEY, 'base64');
    this.keyId = createHash('sha256').update(this.key).digest('hex').slice(0, 8);
  }

  seal(value: unknown): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return [VERSION, this.keyId, Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')].join(':');
  }

  /** Throws when the row was sealed with another key or has been altered. */
  open<T>(sealed: string): T {
    const [version, keyId, data] = sealed.split(':');
    if (version !== VERSION || !data) throw new Error('A sealed secret has an unknown form.');
    if (keyId !== this.keyId) throw new Error(`A secret was sealed with key ${keyId}, but ENCRYPTION_KEY is key ${this.keyId}.`);
    const bytes = Buffer.from(data, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, IV_BYTES));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as T;
  }
}
