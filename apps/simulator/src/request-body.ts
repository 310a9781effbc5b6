import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A request body as it came: nothing is parsed before a controller knows whose rules and errors hold. */
export interface RawBody {
  contentType: string;
  text: string;
}

const BODY_LIMIT_BYTES = 1024 * 1024;
const TYPES = ['application/json', 'application/x-www-form-urlencoded', 'text/plain', '*'];

/** Replaces the framework's parsers: Meta and Twilio each have their own answer to a body that cannot be read. */
export function keepBodiesRaw(app: NestFastifyApplication): void {
  for (const type of TYPES) {
    app.useBodyParser(type, { bodyLimit: BODY_LIMIT_BYTES }, (request, body: Buffer, done) => {
      const raw: RawBody = {
        contentType: request.headers['content-type'] ?? '',
        text: body.toString('utf8'),
      };
      done(null, raw);
    });
  }
}

export function isForm(body: RawBody): boolean {
  return body.contentType.startsWith('application/x-www-form-urlencoded');
}

export function parseForm(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string or number as text; empty for anything else. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Characters as Meta and Twilio count them: an emoji is one. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}
