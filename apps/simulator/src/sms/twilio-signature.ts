import { createHmac } from 'node:crypto';

/** X-Twilio-Signature: base64 HMAC-SHA1 of the full address and the sorted form fields, each name followed by its value. */
export function twilioSignature(url: string, form: Record<string, string>, authToken: string): string {
  const fields = Object.keys(form)
    .toSorted()
    .map((name) => `${name}${form[name]!}`)
    .join('');
  return createHmac('sha1', authToken).update(`${url}${fields}`, 'utf8').digest('base64');
}
