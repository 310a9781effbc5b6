import createClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { components, paths } from './schema.js';

/** The schemas of the API by name: `Schemas['Message']`. */
export type Schemas = components['schemas'];

export type GatewayClient = Client<paths>;

export interface GatewayClientOptions extends Omit<ClientOptions, 'baseUrl'> {
  /** Where the gateway is, without a slash at the end: `https://gateway.example.com`. */
  baseUrl: string;
  accessToken: string;
}

/**
 * A typed client of the whole API, one method for each HTTP verb. Answers are `{data, error, response}`; it throws only
 * when there was no answer.
 *
 * ```ts
 * const { data, error } = await client.POST('/cpaas/messages', { body: { to: { phoneNumber: '447123123123' }, rules: ['sms'], body: 'Hello' } });
 * ```
 */
export function createGatewayClient({ accessToken, headers, ...options }: GatewayClientOptions): GatewayClient {
  const client = createClient<paths>({ ...options, ...(headers ? { headers } : {}) });
  client.use({
    onRequest: ({ request }) => {
      request.headers.set('authorization', `Bearer ${accessToken}`);
      return request;
    },
  });
  return client;
}
