import { createHash } from 'node:crypto';
import { remembering } from '@app/core';

const MOST_HASHES = 1_000;

/** What a provider event remembers of the secret that it was signed with. The same for every call of an app, so it is made once. */
export const hashSecret = remembering(MOST_HASHES, (secret) => createHash('sha256').update(secret).digest('hex').slice(0, 32));
