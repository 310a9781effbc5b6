/** E.164: up to 15 digits, the first of them not 0; no country's numbers have fewer than 7 with the country code. */
const E164_DIGITS = /^[1-9]\d{6,14}$/;

/**
 * Brings a phone number to the form that is stored: digits with country code, `447123123123`.
 * Takes off a leading `+` or `00`, spaces, dots, dashes and brackets, and the `(0)` behind a country code, which is dialled only
 * inside the country. Returns undefined for what is then no possible number.
 */
export function normalisePhoneNumber(input: string): string | undefined {
  const digits = input
    .replace(/^(\s*(?:\+|00)[\d\s.-]*)\(0\)/, '$1')
    .replace(/[\s.\-()]/g, '')
    .replace(/^\+/, '')
    .replace(/^00/, '');
  return E164_DIGITS.test(digits) ? digits : undefined;
}
