import { linePosition } from './line-position.js';

/** Readers of JSON's literals: each is given the position of the first character and returns the position behind the last, or what was expected where. */
type Reading = number | { at: number; expected: string };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ESCAPES = '"\\/bfnrt';
const FOUR_HEX_DIGITS = /[\da-f]{4}/iy;

export function readString(text: string, start: number): Reading {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code < 0x20) return { at, expected: insteadOfControl(text, start, at) };
    if (code !== BACKSLASH) continue;

    at += 1;
    if (text[at] === 'u' && hasHexDigits(text, at + 1)) at += 4;
    else if (!ESCAPES.includes(text[at] ?? 'none')) return { at, expected: badEscape(text[at]) };
  }
  return { at: text.length, expected: closingQuote(text, start) };
}

function hasHexDigits(text: string, at: number): boolean {
  FOUR_HEX_DIGITS.lastIndex = at;
  return FOUR_HEX_DIGITS.test(text);
}

function badEscape(found: string | undefined): string {
  if (found === 'u') return 'four hexadecimal digits after \\u';
  return 'one of " \\ / b f n r t u after the backslash';
}

function insteadOfControl(text: string, start: number, at: number): string {
  const code = text.charCodeAt(at);
  if (code === 0x0a || code === 0x0d) return `${closingQuote(text, start)} (a line break inside a string is written \\n)`;
  const escape = code === 0x09 ? '\\t' : `\\u${code.toString(16).padStart(4, '0')}`;
  return `${escape} instead of a control character inside a string`;
}

function closingQuote(text: string, start: number): string {
  const { line, column } = linePosition(text, start);
  return `\`"\` to end the string that begins on line ${line}, column ${column}`;
}

export function readNumber(text: string, start: number): Reading {
  let at = text[start] === '-' ? start + 1 : start;
  if (text[at] === '0' && isDigit(text, at + 1)) return { at, expected: 'a number that does not begin with 0' };

  const whole = skipDigits(text, at);
  if (whole === at) return { at, expected: 'a digit' };
  at = whole;

  if (text[at] === '.') {
    const fraction = skipDigits(text, at + 1);
    if (fraction === at + 1) return { at: fraction, expected: 'a digit after the decimal point' };
    at = fraction;
  }
  if (text[at] !== 'e' && text[at] !== 'E') return at;

  const exponent = text[at + 1] === '+' || text[at + 1] === '-' ? at + 2 : at + 1;
  const end = skipDigits(text, exponent);
  return end === exponent ? { at: end, expected: 'a digit of the exponent' } : end;
}

function skipDigits(text: string, start: number): number {
  let at = start;
  while (isDigit(text, at)) at += 1;
  return at;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

const WORDS = ['true', 'false', 'null'];

/** `true`, `false` and `null`, and all that is no value at all. */
export function readWord(text: string, start: number): Reading {
  const word = WORDS.find((known) => text.startsWith(known, start));
  if (word) return start + word.length;
  return { at: start, expected: `a value${VALUE_HINTS[text[start]!] ?? wordHint(text.slice(start, start + 9))}` };
}

const VALUE_HINTS: Record<string, string> = {
  '}': ' before this `}`',
  ']': ' before this `]`, or no comma',
  ',': ' before this comma',
  "'": '; strings stand in double quotes, not in single ones',
  '/': '; JSON has no comments',
  '.': '; a number begins with a digit',
  '+': '; a number has no plus sign',
  '\ufeff': ', not a byte order mark',
};

function wordHint(found: string): string {
  if (/^(true|false|null|none)\b/i.test(found)) return '; true, false and null are written in small letters';
  if (/^(undefined|nan|infinity)\b/i.test(found)) return '; JSON has null, but no undefined, NaN or Infinity';
  return /^[\p{L}_]/u.test(found) ? '; strings stand in double quotes' : '';
}
