import { AccountError } from '@app/access';
import { isDatabaseUnavailable, MigrationError, SettingsError } from '@app/infra';
import { UsageError } from './commands.js';

const WRONG_USE = 2;
const FAILED = 1;

/** Refused by the server: a wrong password or role, no such database. */
const NOT_LET_IN = /^(28\w{3}|3D000)$/;

/** Prisma knows the table or the column, and the database does not. */
const NOT_MIGRATED = /^P202[12]$/;

/** What to print of a failure, whole where nobody knows it, and the code to exit with. */
export function failureOf(error: unknown): { shown: unknown; exitCode: number } {
  const { code, message } = error as { code?: string; message?: string };
  const isTheirs = error instanceof UsageError || error instanceof AccountError || error instanceof SettingsError || code?.startsWith('ERR_PARSE_ARGS');
  if (isTheirs) return { shown: message, exitCode: WRONG_USE };
  if (error instanceof MigrationError) return { shown: message, exitCode: FAILED };
  if (isDatabaseUnavailable(error) || NOT_LET_IN.test(code ?? '')) return { shown: `The database of DATABASE_URL can't be used: ${lastLine(message) ?? code}`, exitCode: FAILED };
  if (NOT_MIGRATED.test(code ?? '')) return { shown: `${lastLine(message)} "admin migrate" makes what is missing.`, exitCode: FAILED };
  return { shown: error, exitCode: FAILED };
}

/** Prisma says first which of our own calls it was. */
function lastLine(message = ''): string | undefined {
  return message.split('\n').findLast((line) => line.trim() !== '');
}
