import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';

/** A Messenger message id; callers must treat it as opaque. */
export function newMid(): string {
  return `m_${randomBytes(24).toString('base64url')}`;
}

/** Of a file that Meta keeps: 15 digits. */
export function newAttachmentId(): string {
  return String(randomInt(10 ** 14, 2 ** 47)).padStart(15, '1');
}

/** Meta's trace id: 23 characters that begin with A. */
export function newTraceId(): string {
  return `A${randomBytes(16).toString('base64url')}`;
}

/** A Twilio sid: two letters and 32 hexadecimal digits. */
export function newSid(prefix: 'SM' | 'MM'): string {
  return `${prefix}${randomUUID().replaceAll('-', '')}`;
}

/** The same PSID for the same text, 16 digits that begin with 88: for people first met by phone number or reference. */
export function psidFor(text: string): string {
  const number = createHash('sha256').update(text).digest().readBigUInt64BE();
  return `88${(number % 10n ** 14n).toString().padStart(14, '0')}`;
}
