import { applyDecorators } from '@nestjs/common';
import { IsISO8601, Matches } from 'class-validator';

const MESSAGE = 'must be a time with its zone, as in 2030-01-31T12:00:00Z';

/** The forms of ISO 8601 that JavaScript and Postgres both read; anchored, so that whatever somebody writes is looked through once. */
const WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,20})?)?(Z|[+-](0\d|1[0-5]):?[0-5]\d)$/i;

/** A property that is a time: ISO 8601 with a zone, so that it means the same everywhere. */
export function ZonedTime(message = MESSAGE): PropertyDecorator {
  return applyDecorators(Matches(WITH_ZONE, { message }), IsISO8601({ strict: true, strictSeparator: true }, { message }));
}
