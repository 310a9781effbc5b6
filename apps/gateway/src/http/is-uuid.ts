const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids of another form belong to nothing; the database would refuse to compare them. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
