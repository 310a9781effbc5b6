import { newId } from '@app/core';
import type { ProfileChange } from '@app/profiles';
import type { NewEvent } from '@app/webhooks';

/** `profile.create` or `profile.update`: the whole profile after the change (contract §3.4). */
export function profileEvent(change: ProfileChange): NewEvent {
  return {
    eventId: newId(),
    apiSpaceId: change.apiSpaceId,
    name: change.created ? 'profile.create' : 'profile.update',
    entityId: change.id,
    revision: change.revision,
    payload: { ...change.data, id: change.id },
    facts: {},
  };
}
