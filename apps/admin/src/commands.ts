import { readFileSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import { AccessTokens, type Account, Accounts, type AccountView, AccountViews, ConnectAccounts, createApiSpace, MOST_ACCESS_TOKENS, normaliseAccountAddress, type Permission, PERMISSIONS, resealSecrets, SecretBox } from '@app/access';
import { isCustomName } from '@app/channels';
import { Database } from '@app/infra';
import { Profiles } from '@app/profiles';

export const OPTIONS = {
  name: { type: 'string' },
  space: { type: 'string' },
  profile: { type: 'string' },
  permission: { type: 'string', multiple: true },
  token: { type: 'string' },
  channel: { type: 'string' },
  address: { type: 'string' },
  setting: { type: 'string', multiple: true },
  secret: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

export interface CommandValues {
  name?: string;
  space?: string;
  profile?: string;
  permission?: string[];
  token?: string;
  channel?: string;
  address?: string;
  setting?: string[];
  secret?: string[];
}

/** What was typed is wrong; the message says what. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Command = (app: INestApplicationContext, values: CommandValues) => Promise<Record<string, unknown>>;

const PAGE = 500;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Each command answers what it made, for people and, with --json, for scripts. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  'space list': async (app) => ({ apiSpaces: await app.get(Database).apiSpace.findMany({ select: { id: true, name: true, createdAt: true }, orderBy: { createdAt: 'asc' } }) }),

  'space create': async (app, values) => ({ apiSpaceId: await createApiSpace(app.get(Database), required(values, 'name')) }),

  'token create': async (app, values) => {
    const apiSpaceId = await existingSpace(app, values);
    const unknown = values.permission?.find((permission) => !PERMISSIONS.includes(permission as Permission));
    if (unknown) throw new UsageError(`There is no permission "${unknown}"; there are: ${PERMISSIONS.join(', ')}.`);
    const made = await app.get(AccessTokens).create({
      apiSpaceId,
      name: required(values, 'name'),
      ...(values.profile ? { profileId: values.profile } : {}),
      ...(values.permission ? { permissions: values.permission as Permission[] } : {}),
    });
    if (!made) throw new UsageError(`The apiSpace has ${MOST_ACCESS_TOKENS} access tokens, which is the most there may be; revoke one first.`);
    return { ...made };
  },

  'token list': async (app, values) => {
    const apiSpaceId = await existingSpace(app, values);
    return { accessTokens: await all((page) => app.get(AccessTokens).list(apiSpaceId, page)) };
  },

  /** The gateways refuse it within 5 s. */
  'token revoke': async (app, values) => {
    const apiSpaceId = await existingSpace(app, values);
    const tokenId = required(values, 'token');
    const isRevoked = UUID.test(tokenId) && (await app.get(AccessTokens).revoke(apiSpaceId, tokenId));
    if (!isRevoked) throw new UsageError('The apiSpace has no such token, or it is revoked already; "admin token list" shows them.');
    return { tokenId };
  },

  'account list': async (app, values) => {
    const apiSpaceId = await existingSpace(app, values);
    return { accounts: await all((page): Promise<AccountView[]> => app.get(AccountViews).list(apiSpaceId, page)) };
  },

  'account connect': async (app, values) => {
    const apiSpaceId = await existingSpace(app, values);
    const channel = required(values, 'channel');
    const accountId = await app.get(ConnectAccounts).connect({
      apiSpaceId,
      channel,
      ...(values.address ? { address: values.address } : {}),
      settings: pairs(values.setting, typed),
      ...(values.secret ? { secrets: pairs(values.secret, fromFile) } : {}),
    });
    if (isCustomName(channel)) await app.get(Profiles).indexCustomField(apiSpaceId);
    return { accountId };
  },

  'account release': async (app, values) => {
    const account = await existingAccount(app, values);
    await app.get(Accounts).release(account.apiSpaceId, account.id);
    return { accountId: account.id };
  },

  /** What was sent on it stays. */
  'account remove': async (app, values) => {
    const account = await existingAccount(app, values);
    await app.get(ConnectAccounts).remove(account.apiSpaceId, account.id);
    return { accountId: account.id };
  },

  'secrets rotate': async (app) => {
    const secretBox = app.get(SecretBox);
    const [accounts, webhooks] = await Promise.all(['account', 'webhook'].map((table) => resealSecrets(app.get(Database), secretBox, table)));
    return { key: secretBox.keyIds[0], accounts, webhooks };
  },
};

async function existingAccount(app: INestApplicationContext, values: CommandValues): Promise<Account> {
  const apiSpaceId = await existingSpace(app, values);
  const [channel, address] = [required(values, 'channel'), values.address === undefined ? required(values, 'channel') : normaliseAccountAddress(values.address)];
  const account = (await app.get(Accounts).ofSpace(apiSpaceId)).find((one) => one.channel === channel && one.address === address);
  if (!account) throw new UsageError('The apiSpace has no such account; "admin account list" shows them.');
  return account;
}

async function existingSpace(app: INestApplicationContext, values: CommandValues): Promise<string> {
  const id = required(values, 'space');
  const isThere = UUID.test(id) && (await app.get(Database).apiSpace.findUnique({ where: { id } })) !== null;
  if (!isThere) throw new UsageError(`There is no apiSpace ${id}; "admin space create --name NAME" makes one.`);
  return id;
}

function required(values: CommandValues, name: 'name' | 'space' | 'channel' | 'address' | 'token'): string {
  const value = values[name];
  if (!value) throw new UsageError(`--${name} is missing.`);
  return value;
}

/** Every page of a list. */
async function all<T extends { id: string }>(load: (page: { limit: number; after?: string }) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (;;) {
    const after = found.at(-1)?.id;
    const page = await load({ limit: PAGE, ...(after ? { after } : {}) });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}

function pairs(given: readonly string[] | undefined, read: (value: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(
    (given ?? []).map((pair) => {
      const [, key, value] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
      if (!key) throw new UsageError(`"${pair.split('=')[0]}" must look like key=value.`);
      return [key, read(value!)];
    }),
  );
}

/** `true`, `false` are what they say; all else is text. */
function typed(value: string): unknown {
  return value === 'true' ? true : value === 'false' ? false : value;
}

/** `@path` reads a secret from a file, so that it does not show in the process list. */
function fromFile(value: string): string {
  if (!value.startsWith('@')) return value;
  try {
    return readFileSync(value.slice(1), 'utf8').trim();
  } catch (error) {
    throw new UsageError(`The file ${value.slice(1)} can't be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
