/** A query that can't be read: which of its parameters, and what would be right. */
export class ProfileQueryError extends Error {
  constructor(
    readonly paramName: string,
    message: string,
  ) {
    super(message);
  }
}
