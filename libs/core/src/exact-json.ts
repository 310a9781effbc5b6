/** A number of 16 or more digits where a JSON value may begin; ids in quotes don't match. */
const LONG_NUMBER = /(?:^|[\s:,[])-?[1-9]\d{15}/;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What a JSON number is made of, from its first character on. */
const NUMBER = /-?\d[\d.eE+-]*/y;
const INTEGER = /^-?\d+$/;

/**
 * JSON.parse, except that integers that a JavaScript number can't hold exactly (beyond ±(2^53 − 1)) come
 * back as strings of their digits: Messenger ids written without quotes keep their last digits.
 * Accepts what JSON.parse accepts and throws its SyntaxError otherwise.
 */
export function parseJsonExact(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  return LONG_NUMBER.test(text) ? JSON.parse(quoteLongIntegers(text)) : parsed;
}

/** Works on valid JSON only: outside of strings, a digit or a minus begins a number. */
function quoteLongIntegers(text: string): string {
  const pieces: string[] = [];
  let copiedTo = 0;

  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (!beginsNumber(code)) at += 1;
    else {
      const literal = numberAt(text, at);
      if (isLongInteger(literal)) {
        pieces.push(text.slice(copiedTo, at), '"', literal, '"');
        copiedTo = at + literal.length;
      }
      at += literal.length;
    }
  }
  return pieces.join('') + text.slice(copiedTo);
}

/** The position behind the closing quote. */
function endOfString(text: string, openingQuote: number): number {
  let at = openingQuote + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
}

function beginsNumber(code: number): boolean {
  return code === 0x2d || (code >= 0x30 && code <= 0x39);
}

function numberAt(text: string, at: number): string {
  NUMBER.lastIndex = at;
  return NUMBER.exec(text)![0];
}

function isLongInteger(literal: string): boolean {
  return literal.length >= 16 && INTEGER.test(literal) && !Number.isSafeInteger(Number(literal));
}
