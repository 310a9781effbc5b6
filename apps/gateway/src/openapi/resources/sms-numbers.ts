import { list, object, type Operation, type Resource, string } from '../resource.js';

const NUMBER = object(
  {
    number: string('Digits, with the country code unless it is a short code.'),
    keyword: string('The word on a shared short code.'),
    countryIsoCode: string('ISO 3166, three letters; there when the account has the setting `countryIsoCode`.', { minLength: 3, maxLength: 3 }),
  },
  ['number'],
);
const numbers = (id: string, summary: string, example: object[]): Operation => ({
  id,
  summary,
  permission: 'messages:read',
  answers: { 200: { description: 'In the order of the numbers.', schema: list(NUMBER), example } },
});

export const smsNumbers: Resource = {
  name: 'SMS numbers',
  description: 'What the apiSpace sends SMS from: the addresses of its `sms` accounts.',
  scope: 'apiSpace',
  paths: {
    '/sms/dedicatedNumbers': { get: numbers('listDedicatedNumbers', 'Phone numbers', [{ number: '447123123123', countryIsoCode: 'GBR' }]) },
    '/sms/shortcodes': { get: numbers('listShortCodes', 'Short codes', [{ number: '62226' }]) },
    '/sms/keywords': { get: numbers('listKeywords', 'Words on shared short codes: none, no provider that is here has them', []) },
  },
};
