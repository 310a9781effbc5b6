import { someOf } from '@app/core';
import type { ValidationFailure } from './api-error.js';

/** The query of a call as it came: a name that stands there twice has a list. */
export type Query = Record<string, unknown>;

/** Reads single values out of a query and gathers what is wrong with them. */
export class QueryValues {
  readonly failures: ValidationFailure[] = [];

  constructor(private readonly query: Query) {}

  fail(paramName: string, message: string): void {
    this.failures.push({ paramName, message });
  }

  /** Undefined when it is not there. */
  text(name: string): string | undefined {
    const given = this.query[name];
    if (given === undefined) return undefined;
    if (typeof given !== 'string' || given === '' || given.length > 1_000 || given.includes('\u0000') || !given.isWellFormed()) {
      this.fail(name.slice(0, 100), 'must stand there once, with 1 to 1000 characters');
      return undefined;
    }
    return given;
  }

  oneOf<T extends string>(name: string, known: readonly T[]): T | undefined {
    const given = this.text(name);
    const value = known.find((one) => one === given);
    if (given !== undefined && value === undefined) this.fail(name, `must be one of: ${someOf(known)}`);
    return value;
  }

  time(name: string, otherwise: Date): Date {
    const given = this.text(name);
    if (given === undefined) return otherwise;
    // A + that was not percent-encoded has become a blank.
    const written = given.replace(/ (?=\d\d:?\d\d$)/, '+');
    const time = /^\d{4}-\d\d-\d\d(T.+(Z|[+-]\d\d:?\d\d))?$/i.test(written) ? new Date(written) : new Date(Number.NaN);
    if (!Number.isNaN(time.getTime())) return time;
    this.fail(name, 'must be a time as in 2030-01-31T12:00:00Z');
    return otherwise;
  }

  limit(otherwise: number, most: number): number {
    const given = this.text('limit');
    if (given === undefined) return otherwise;
    const limit = /^\d{1,6}$/.test(given) ? Number(given) : 0;
    if (limit >= 1 && limit <= most) return limit;
    this.fail('limit', `must be a number from 1 to ${most}`);
    return otherwise;
  }

  /** Names that mean nothing here: a search with a misspelt filter would find the wrong things. */
  refuseOthers(isKnown: (name: string) => boolean, known: string): void {
    for (const name of Object.keys(this.query)) if (!isKnown(name)) this.fail(name.slice(0, 100), `is not known; there are: ${known}`);
  }
}
