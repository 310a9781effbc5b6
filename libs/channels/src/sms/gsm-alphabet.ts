import type { SmsOptions } from './options.js';

/** GSM 03.38, basic set and extension: texts of these alone have 160 characters to a segment, others 70. */
const GSM = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà\f^{}\\[~]|€',
);

/** Frequent characters that no accent can be taken off. */
const NEAREST: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': ',',
  '‛': "'",
  '′': "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '‹': '<',
  '›': '>',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '…': '...',
  '•': '*',
  '·': '.',
  '×': 'x',
  '÷': '/',
  '©': '(C)',
  '®': '(R)',
  '™': 'TM',
  '°': 'o',
  'ł': 'l',
  'Ł': 'L',
  'đ': 'd',
  'Đ': 'D',
  'ı': 'i',
  'œ': 'oe',
  'Œ': 'OE',
  '\t': ' ',
  '\u00a0': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\u200b': '',
  '\u2060': '',
  '\ufeff': '',
};

/** The first character outside the GSM alphabet, if there is one. */
export function firstNonGsm(text: string): string | undefined {
  for (const character of text) if (!GSM.has(character)) return character;
  return undefined;
}

/** Ten times what an SMS may have: what is converted is cut here, since a hundred replacements may each make a text a hundred times as long. */
const MOST_CONVERTED = 20_000;

/** Applies the customer's own replacements, then, when asked for, the nearest GSM characters. */
export function convertText(text: string, conversion: SmsOptions['unicodeConversion']): string {
  if (!conversion) return text;
  const replaced = (conversion.customReplacements ?? []).reduce((made, { from, to }) => replaceUpToMost(made, from, to), text.slice(0, MOST_CONVERTED));
  return conversion.convertUnicodeToGsm ? Array.from(replaced.normalize('NFC'), nearestGsm).join('') : replaced;
}

function replaceUpToMost(text: string, from: string, to: string): string {
  // With merge fields filled in it may be empty.
  if (from === '') return text;
  let made = '';
  let position = 0;
  while (made.length < MOST_CONVERTED) {
    const next = text.indexOf(from, position);
    if (next < 0) return (made + text.slice(position)).slice(0, MOST_CONVERTED);
    made += text.slice(position, next) + to;
    position = next + from.length;
  }
  return made.slice(0, MOST_CONVERTED);
}

/** A character that has no near one stays as it is. */
function nearestGsm(character: string): string {
  if (GSM.has(character)) return character;
  if (Object.hasOwn(NEAREST, character)) return NEAREST[character]!;
  const withoutAccents = character.normalize('NFD').replace(/\p{M}/gu, '');
  return withoutAccents !== '' && firstNonGsm(withoutAccents) === undefined ? withoutAccents : character;
}
