import type { FastifyInstance, FastifyRequest } from 'fastify';
import { locateJsonError } from '@app/core';
import { ValidationError } from './api-error.js';
import { MOST_READ_BYTES } from './bound-bodies.js';
import { checkJson } from './check-json.js';

/** Providers sign bytes, so their webhooks get the body as it came. */
const RAW_PATHS = /^\/(webhooks|ccm)\//;

/** JSON for the API, with errors that say where it breaks; raw bytes for providers' webhooks. */
export function addBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const options = { parseAs: 'buffer' as const, bodyLimit: MOST_READ_BYTES };
  fastify.addContentTypeParser(/^application\/(.*\+)?json/, options, (request: FastifyRequest, body: Buffer, done) => {
    if (RAW_PATHS.test(request.url)) return done(null, body);
    // Many clients name the type on every call, a DELETE without a body too; routes that need a body say so themselves.
    if (body.length === 0) return done(null, undefined);
    try {
      done(null, parseJson(body));
    } catch (error) {
      done(error as Error);
    }
  });
  fastify.addContentTypeParser('*', options, (request: FastifyRequest, body: Buffer, done) => {
    if (RAW_PATHS.test(request.url) || body.length === 0) return done(null, body);
    done(Object.assign(new Error('The body is not JSON.'), { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 }));
  });
}

function parseJson(body: Buffer): unknown {
  const text = body.toString('utf8');
  if (text.trim() === '') throw new ValidationError([{ paramName: 'request', message: 'has no body; send a JSON object' }]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const at = locateJsonError(text);
    const where = at ? `: line ${at.line}, column ${at.column}, expected ${at.expected}` : '';
    throw new ValidationError([{ paramName: 'request', message: `is not valid JSON${where}` }]);
  }
  const failure = checkJson(value);
  if (failure) throw new ValidationError([failure]);
  return value;
}
