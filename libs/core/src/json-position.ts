import { findJsonBreak } from './json-scanner.js';
import { linePosition } from './line-position.js';

/** Where JSON breaks: lines and columns count from 1, columns in UTF-16 units as editors do. */
export interface JsonErrorPosition {
  line: number;
  column: number;
  /** What JSON needs there, to be read after "expected ". */
  expected: string;
}

/**
 * Finds where a text stops being JSON and says in plain words what was expected there (contract §12.9).
 * Undefined for every text that JSON.parse accepts. Linear in the text and safe for any depth.
 *
 * A text that ends too early is reported right behind its last character, and the object whose closing
 * brace is missing is told by the indentation: `"channelOptions" opened on line 6 is not closed`.
 */
export function locateJsonError(text: string): JsonErrorPosition | undefined {
  const found = findJsonBreak(text);
  return found && { ...linePosition(text, found.at), expected: found.expected };
}
