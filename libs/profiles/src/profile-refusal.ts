/** Why a call on a profile can't be done; `stale`: it is not at the revision that the caller has seen; `tooSlow`: it was stopped. */
export type ProfileRefusalKind = 'notFound' | 'exists' | 'stale' | 'race' | 'conflict' | 'tooSlow' | 'tooLarge';

export class ProfileRefusal extends Error {
  constructor(
    readonly kind: ProfileRefusalKind,
    message: string,
  ) {
    super(message);
  }
}
