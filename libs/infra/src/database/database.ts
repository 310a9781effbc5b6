import { Inject, Injectable } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { Settings } from '../config/settings.js';
import { PrismaClient } from './generated/client.js';

/** How long a statement may wait for a connection, and how long it may run. */
const CONNECTION_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const POOL_SIZE = 10;

/**
 * The Prisma client. Hot paths use its `$queryRaw` with `unnest`; see docs/decisions/.
 * Whoever closes the process disconnects it, last: jobs that are still ending need it until then.
 */
@Injectable()
export class Database extends PrismaClient {
  constructor(@Inject(Settings) settings: Pick<Settings, 'DATABASE_URL'>) {
    super({
      adapter: new PrismaPg(
        {
          connectionString: settings.DATABASE_URL,
          max: POOL_SIZE,
          connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
          statement_timeout: STATEMENT_TIMEOUT_MS,
          keepAlive: true,
        },
        // A dropped idle connection is replaced at the next use; without a listener it would end the process.
        { statementNameGenerator: nameStatement, onPoolError: () => undefined, onConnectionError: () => undefined },
      ),
    });
  }
}

/** What runs inside and outside of a transaction alike. */
export type DatabaseSession = Pick<Database, '$queryRaw' | '$executeRaw'>;

const statementNames = new Map<string, string>();
/** Statements built from changing text would fill the server's memory with plans; ours are a fixed set. */
const MOST_STATEMENTS = 500;

/** A statement that says so is put together for one call only. */
const NOT_KEPT = '/* not kept */';

function nameStatement(query: { sql: string }): string {
  const known = statementNames.get(query.sql);
  if (known) return known;
  if (statementNames.size >= MOST_STATEMENTS || query.sql.includes(NOT_KEPT)) return '';
  const name = `s${statementNames.size}`;
  statementNames.set(query.sql, name);
  return name;
}
