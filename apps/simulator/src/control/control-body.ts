import { BadRequestException } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { isObject, type RawBody } from '../request-body.js';

/**
 * Reads a control request's JSON into a checked object. Throws a 400 that names every wrong field. Only
 * `application/json` is taken: a foreign web page cannot send that to a local server without being asked first.
 */
export function readBody<T extends object>(type: new () => T, body: RawBody | undefined): T {
  if (!body?.contentType.startsWith('application/json')) {
    throw new BadRequestException({ message: 'The body must be JSON, sent as application/json.' });
  }
  const instance = plainToInstance(type, parse(body.text));
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length === 0) return instance;
  throw new BadRequestException({ message: 'The body is not valid.', problems: errors.flatMap((error) => sentences(error, '')) });
}

/** The fields that a body gives, as a plain object. */
export function given<T extends object>(body: T): Partial<T> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function parse(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text) as unknown;
    if (isObject(value)) return value;
  } catch {
    // Told below, like every other body that is no object.
  }
  throw new BadRequestException({ message: 'The body must be a JSON object.' });
}

function sentences(error: ValidationError, parent: string): string[] {
  const path = `${parent}${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((text) => `${path}: ${text}`);
  return [...own, ...(error.children ?? []).flatMap((child) => sentences(child, `${path}.`))];
}
