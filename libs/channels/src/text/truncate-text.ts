export interface FittedText {
  text: string;
  /** Undefined when nothing was cut. */
  warning?: string;
}

/**
 * Cuts a text to a channel's limit, counted in Unicode characters (code points), and never inside what a
 * reader sees as one character. Contract §1.2: over-long text is truncated, not refused.
 */
export function fitText(text: string, maxCharacters: number, channel: string): FittedText {
  const length = text.length <= maxCharacters ? text.length : countCharacters(text);
  if (length <= maxCharacters) return { text };
  return {
    text: firstCharacters(text, maxCharacters),
    warning: `The text has ${length} characters; ${channel} takes ${maxCharacters}, the rest was cut off.`,
  };
}

/** Cuts a text into pieces of at most so many characters, at a blank where one is near. */
export function splitText(text: string, maxCharacters: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (countCharacters(rest) > maxCharacters) {
    const full = firstCharacters(rest, maxCharacters);
    const blank = Math.max(full.lastIndexOf(' '), full.lastIndexOf('\n'));
    const piece = blank > full.length * 0.9 ? full.slice(0, blank + 1) : full;
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest];
}

export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function firstCharacters(text: string, max: number): string {
  let cut = '';
  let count = 0;
  // A code point has at most two units; the rest is room for the one that stands across the limit.
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, max * 2 + 200))) {
    count += countCharacters(segment);
    if (count > max) break;
    cut += segment;
  }
  // One "character" of more code points than fit: better half of it than nothing.
  return cut === '' ? Array.from(text.slice(0, max * 2)).slice(0, max).join('') : cut;
}
