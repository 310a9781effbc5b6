import type { FastifyReply } from 'fastify';
import { ApiError } from './api-error.js';

/** Who made and changed a thing, and how often. */
export interface Revised {
  revision: number;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
}

/** An int of the database. */
const LARGEST_REVISION = 2 ** 31 - 1;

/** Sets the headers that name this state of a thing. */
export function setEtag(reply: FastifyReply, { revision, updatedAt }: Revised): void {
  void reply.header('etag', `"${revision}"`).header('last-modified', updatedAt.toUTCString());
}

/** The revision that the caller has seen, from `If-Match`: an ETag header's, or the `etag` of an event (webhooks' envelope). One that is not of ours matches nothing. */
export function revisionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch === '*') return undefined;
  const [, decimal, hex] = /^(?:W\/)?"(?:(\d{1,9})|([0-9a-f]{1,8})-[0-9a-f]{32})"$/.exec(ifMatch) ?? [];
  if (hex === undefined) return decimal === undefined ? -1 : Number(decimal);
  const revision = Number.parseInt(hex, 16);
  return revision > LARGEST_REVISION ? -1 : revision;
}

/** 412: `If-Match` names a state of the thing that is not its newest. */
export function changedInBetween(thing: string): ApiError {
  return new ApiError('preconditionFailed', `The ${thing} has changed since: read it again and send its ETag in If-Match.`);
}

/** The system fields of the contract. */
export function systemFields({ createdAt, createdBy, updatedAt, updatedBy }: Revised): Record<string, string> {
  return { _createdOn: createdAt.toISOString(), _createdBy: createdBy, _updatedOn: updatedAt.toISOString(), _updatedBy: updatedBy };
}
