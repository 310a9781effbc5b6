import type { FastifyReply, FastifyRequest } from 'fastify';
import { ValidationError } from './api-error.js';

/** Answers a path that can't be read, which comes before every route and its filters. */
export function answerBadPath(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const { validationFailures } = new ValidationError([{ paramName: 'request', message: 'has a path with a % that begins no percent-encoded UTF-8 character; encode ids, for example with encodeURIComponent' }]);
  void reply.status(400).type('application/json; charset=utf-8').send({ validationFailures });
}
