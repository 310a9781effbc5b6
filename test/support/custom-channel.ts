import type { WebhookReceiver } from './servers/index.js';
import type { Answer, System } from './system.js';

export const CUSTOM_SECRET = 'a-secret-of-the-app-channel';
export const UNKNOWN_ID = '01930000-0000-7000-8000-000000000000';

/** A 400, or an error with a code. */
export interface Refusal {
  validationFailures: { paramName: string; message: string }[];
  code: string;
}

/** Connects custom channels whose messages go to `server`; `account` in place of what it would be. */
export async function customConnector(system: System, server: WebhookReceiver): Promise<(account: object) => Promise<Answer<Refusal & { id: string }>>> {
  const manager = { authorization: `Bearer ${await system.newToken(system.apiSpaceId, ['access:manage'])}` };
  return (account) => system.call('PUT', '/accounts', { settings: { url: `${server.url}/app` }, secrets: { secret: CUSTOM_SECRET }, ...account }, manager);
}

/** The fields that a 400 names. */
export function namesIn({ body, status }: Answer<Refusal>): string[] {
  if (status !== 400) throw new Error(`It was not refused: ${status} ${JSON.stringify(body)}`);
  return body.validationFailures.map(({ paramName }) => paramName).toSorted();
}
