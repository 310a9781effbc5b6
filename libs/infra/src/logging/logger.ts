import { type LoggerService } from '@nestjs/common';
import pino from 'pino';

/** Keys whose values never reach a log. */
const SECRET_KEYS = ['secret', 'secrets', 'token', 'accessToken', 'authorization', 'password', 'appSecret', 'pageAccessToken', 'authToken'];

/** JSON lines on standard output. */
export function createLogger(name: string, level: string): pino.Logger {
  return pino({
    name,
    level,
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: '[secret]' },
    serializers: { err: describeError },
  });
}

/** Type, message and stack; driver errors would otherwise bring whole rows and statements with them. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return { type: error.name, message: error.message.slice(0, 2_000), ...(code === undefined ? {} : { code }), stack: error.stack };
}

/** The injection token of the process's logger. */
export const LOGGER = 'LOGGER';
export type Logger = pino.Logger;

/** Nest's own lines, through the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: pino.Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }
  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }
  error(message: unknown, stack?: unknown, context?: unknown): void {
    this.logger.error({ context, stack }, String(message));
  }
}
