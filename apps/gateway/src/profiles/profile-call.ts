import type { FastifyReply } from 'fastify';
import type { Caller } from '@app/access';
import type { ProfileCall } from '@app/messaging';
import { ProfileRefusal, type ProfileRow } from '@app/profiles';
import { revisionOf } from '../http/etag.js';
import { wrongId } from './check-profile.js';
import { profileView, type ProfileView } from './profile-view.js';

/** Who calls, and which revision they have seen. */
export function profileCall(caller: Caller, ifMatch?: string): ProfileCall {
  const ifRevision = revisionOf(ifMatch);
  return { apiSpaceId: caller.apiSpaceId, by: `access:${caller.tokenId}`, ...(ifRevision === undefined ? {} : { ifRevision }) };
}

/** The id in a path; what can't be one belongs to no profile. */
export function knownId(id: string): string {
  if (wrongId(id) !== undefined) throw noSuchProfile();
  return id;
}

export function noSuchProfile(): ProfileRefusal {
  return new ProfileRefusal('notFound', 'The apiSpace has no profile with this id.');
}

/** The profile, and its revision as the answer's ETag. */
export function withEtag(row: ProfileRow, reply: FastifyReply): ProfileView {
  void reply.header('etag', `"${row.revision}"`).header('last-modified', row.updatedAt.toUTCString());
  return profileView(row);
}
