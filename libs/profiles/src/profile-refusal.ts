/** Why a call on a profile can't be done; `stale`: it is not at the revision that the caller has seen. */
export type ProfileRefusalKind = 'notFound' | 'exists' | 'stale' | 'race' | 'conflict';

export class ProfileRefusal extends Error {
  constructor(
    readonly kind: ProfileRefusalKind,
    message: string,
  ) {
    super(message);
  }
}
