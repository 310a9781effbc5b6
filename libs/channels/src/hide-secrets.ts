/**
 * Takes secrets out of a text that came from outside, before it may stand in an error: providers quote
 * back what they were sent (Meta's "Malformed access token EAAB…").
 */
export function hideSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  const known = secrets.flatMap((secret) => (secret ? [secret, encodeURIComponent(secret)] : []));
  return known.reduce((shown, secret) => shown.replaceAll(secret, '[hidden]'), text);
}

/** All texts of an account's secrets, for `hideSecrets`. */
export function secretTexts(secrets: object): string[] {
  return Object.values(secrets).filter((value): value is string => typeof value === 'string' && value !== '');
}
