/** What an access token may do; each route names the one it needs. */
export const PERMISSIONS = [
  'messages:send',
  /** More than one channel in `rules`. */
  'messages:branch',
  'messages:read',
  /** Statuses and inbounds of the business's own channels. */
  'messages:report',
  'profiles:read',
  'profiles:write',
  'webhooks:read',
  'webhooks:write',
  'facebook:optin',
  'templates:write',
  'access:manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What a token gets when nothing else is said: all that a business's own systems need, but not the making of tokens. */
export const DEFAULT_PERMISSIONS: readonly Permission[] = PERMISSIONS.filter((permission) => permission !== 'access:manage');
