import { Inject, Injectable } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Settings } from '../config/settings.js';
import { answeringSocket } from './answering-socket.js';
import { Prisma, PrismaClient } from './generated/client.js';
import { schemaOf, sessionSettings } from './session-settings.js';

/** How long a statement may wait for a connection, and how long it may run. */
const CONNECTION_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 30_000;
/** A connection that is silent for longer is dead: a statement would have been stopped, and the pool closes what is idle for 10 s. */
const LONGEST_SILENCE_MS = STATEMENT_TIMEOUT_MS + 3_000;
const POOL_SIZE = 10;
/**
 * Compiling takes longer than any statement runs. Whole tables are read by no statement here, but a plan that is made while one is
 * small would do so, and be kept when it has grown. Most of what is read lies in memory, where a page costs the same in any order.
 */
const PLANNER = 'set random_page_cost = 1.1; set enable_seqscan = off; set jit = off';
/** Said here, since PgBouncer refuses it as an option of the connection. */
const TIMEOUT = `set statement_timeout = ${STATEMENT_TIMEOUT_MS}`;
/**
 * Planning a statement for a single message takes longer than running it, so plans are kept. One that was made while a table
 * was small would read it whole when it has grown (measured: 130 ms for an update of 64 rows), so none is kept for longer than this.
 */
const LONGEST_PLAN_MS = 1_000;
const DEADLOCK = '40P01';
const MOST_TRIES = 5;

/**
 * The Prisma client, and the pool below it. The statements on the way of a message go to the pool by `rows`: Prisma's
 * reading of results would cost more than all else that is done for the message (docs/performance.md).
 * Whoever closes the process disconnects it, last: jobs that are still ending need it until then.
 */
@Injectable()
export class Database extends PrismaClient {
  private readonly pool: pg.Pool;

  constructor(@Inject(Settings) settings: Pick<Settings, 'DATABASE_URL'>) {
    const pool = new pg.Pool({
      connectionString: settings.DATABASE_URL,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
      keepAlive: true,
      stream: () => answeringSocket(LONGEST_SILENCE_MS),
      // The pool waits for what it returns; its types don't say so.
      onConnect: ((client: pg.ClientBase) => setUpConnection(client, settings.DATABASE_URL)) as (client: pg.ClientBase) => void,
    });
    // A dropped idle connection is replaced at the next use; without a listener it would end the process.
    pool.on('error', ignored);
    pool.on('acquire', forgetOldPlans);
    super({
      adapter: new PrismaPg(pool, {
        schema: schemaOf(settings.DATABASE_URL),
        disposeExternalPool: true,
        statementNameGenerator: ({ sql }) => statementName(sql),
        onPoolError: ignored,
        onConnectionError: ignored,
      }),
    });
    this.pool = pool;
  }

  /**
   * As `$queryRaw`, for statements by the thousand: outside of transactions, and a bigint comes as text.
   * Throws pg's own errors. The victim of a deadlock has done nothing, so it is tried again.
   */
  async rows<Row extends object>(statement: TemplateStringsArray | Prisma.Sql, ...parameters: unknown[]): Promise<Row[]> {
    const { text, values } = statement instanceof Prisma.Sql ? statement : Prisma.sql(statement, ...parameters);
    for (let tries = 1; ; tries++) {
      try {
        const { rows } = await this.pool.query<Row>({ name: statementName(text), text, values });
        return rows;
      } catch (error) {
        if ((error as { code?: unknown }).code !== DEADLOCK || tries >= MOST_TRIES) throw error;
      }
    }
  }
}

async function setUpConnection(client: pg.ClientBase, databaseUrl: string): Promise<void> {
  // A connection may break while nobody uses it and the pool has not taken it back yet.
  client.on('error', ignored);
  await client.query(`${sessionSettings(databaseUrl)}; ${PLANNER}; ${TIMEOUT}`);
}

const plannedAtMs = new WeakMap<pg.ClientBase, number>();

/** The statement that the connection is wanted for runs right after this one. */
function forgetOldPlans(client: pg.ClientBase): void {
  const now = performance.now();
  if (now - (plannedAtMs.get(client) ?? now - LONGEST_PLAN_MS) < LONGEST_PLAN_MS) return;
  plannedAtMs.set(client, now);
  client.query('discard plans').catch(ignored);
}

function ignored(): void {
  // Whoever runs a statement on a broken connection hears of it.
}

/** What runs inside and outside of a transaction alike. */
export type DatabaseSession = Pick<Database, '$queryRaw' | '$executeRaw'>;

const statementNames = new Map<string, string>();
/** Statements built from changing text would fill the server's memory with plans; ours are a fixed set. */
const MOST_STATEMENTS = 500;

/** A statement that says so is put together for one call only, and its plan is not kept. */
export const NOT_KEPT = Prisma.raw('/* not kept */');

/** Prepared statements have a name; an empty one means that it is not kept. */
function statementName(sql: string): string {
  const known = statementNames.get(sql);
  if (known) return known;
  if (statementNames.size >= MOST_STATEMENTS || sql.includes(NOT_KEPT.sql)) return '';
  const name = `s${statementNames.size}`;
  statementNames.set(sql, name);
  return name;
}
