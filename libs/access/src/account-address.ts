/** No account's address is longer (connect-accounts.ts), whatever a stranger's call names. */
export const MOST_ADDRESS_CHARACTERS = 100;

/** An account's address in its stored form: digits alone for a phone number however it is written, all else as it is. */
export function normaliseAccountAddress(given: string): string {
  const text = given.trim();
  const bare = text.replace(/[\s().-]/g, '');
  return /^\+?\d+$/.test(bare) ? bare.replace(/^\+/, '') : text;
}
