import { HttpException } from '@nestjs/common';

/** One field of a request that is wrong (contract §1.5). */
export interface ValidationFailure {
  /** Where: `to.phoneNumber`, `messageParts[0].type`, `[3].rules`. */
  paramName: string;
  /** What is wrong and what would be right. */
  message: string;
}

/** A request in which everything is wrong is not answered with megabytes. */
export const MOST_FAILURES = 100;

/** 400 with every wrong field, the first hundred of them. Nothing was stored. */
export class ValidationError extends HttpException {
  readonly validationFailures: ValidationFailure[];

  constructor(failures: readonly ValidationFailure[]) {
    const validationFailures = failures.slice(0, MOST_FAILURES);
    super({ validationFailures }, 400);
    this.validationFailures = validationFailures;
  }
}

/** Every code of an answer that is an error, and its HTTP status; docs/errors.md explains each. */
export const ERROR_CODES = {
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  conflict: 409,
  preconditionFailed: 412,
  unsupportedMediaType: 415,
  unprocessable: 422,
  queryTooSlow: 422,
  tooManyRequests: 429,
  internal: 500,
  unavailable: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** An error that is not about a field: `{message, code}` (contract §12.11). */
export class ApiError extends HttpException {
  constructor(code: ErrorCode, message: string) {
    super({ message, code }, ERROR_CODES[code]);
  }
}
