import { linePosition } from './line-position.js';

/** Where containers opened is kept for the outer levels only: deeper ones are no one's typing, and would fill the memory. */
const REMEMBERED_DEPTH = 64;
const LONGEST_NAME = 60;

const OBJECT = 0x7b;

interface Opening {
  position: number;
  /** Of the line on which it opened. */
  indent: number;
}

/**
 * The objects and lists that are open at one point of a JSON text. It knows which of them people would call
 * unclosed: when a closing bracket stands further left than the line on which its partner opened, the
 * bracket before it was forgotten, although by syntax an outer one is missing.
 */
export class OpenedContainers {
  depth = 0;
  /** The opening bracket of each level, a byte each. */
  private brackets = new Uint8Array(REMEMBERED_DEPTH);
  private readonly openings: Opening[] = [];
  private lineStart = 0;
  /** Of the line in hand; undefined until its first token is met. */
  private indent: number | undefined;
  private suspect: Opening | undefined;

  constructor(private readonly text: string) {}

  /** The bracket that closes the innermost one. */
  get closer(): '}' | ']' {
    return this.brackets[this.depth - 1] === OBJECT ? '}' : ']';
  }

  startLine(position: number): void {
    this.lineStart = position;
    this.indent = undefined;
  }

  /** Every token is told, so that the first of its line sets the indentation. */
  meet(position: number): void {
    this.indent ??= position - this.lineStart;
  }

  open(position: number): void {
    if (this.depth === this.brackets.length) this.brackets = doubled(this.brackets);
    this.brackets[this.depth] = this.text.charCodeAt(position);
    if (this.depth < REMEMBERED_DEPTH) this.openings[this.depth] = { position, indent: this.indent! };
    this.depth += 1;
  }

  close(position: number): void {
    this.depth -= 1;
    if (this.suspect || this.depth >= REMEMBERED_DEPTH) return;

    const opening = this.openings[this.depth]!;
    const isFirstOnLine = position - this.lineStart === this.indent;
    if (isFirstOnLine && this.indent! < opening.indent) this.suspect = opening;
  }

  /** By syntax: `"channelOptions" opened on line 6 is not closed`. */
  describeInnermost(): string {
    if (this.depth > REMEMBERED_DEPTH) return `the innermost ${this.closer === '}' ? 'object' : 'list'} is not closed`;
    return this.describe(this.openings[this.depth - 1]!);
  }

  /** The same, by indentation where that tells more. */
  describeUnclosed(): string {
    return this.suspect ? this.describe(this.suspect) : this.describeInnermost();
  }

  private describe({ position }: Opening): string {
    const what = this.nameBefore(position) ?? (this.text.charCodeAt(position) === OBJECT ? 'the object' : 'the list');
    return `${what} opened on line ${linePosition(this.text, position).line} is not closed`;
  }

  /** The field name in quotes that an object or list belongs to; the text before it is known to be JSON. */
  private nameBefore(position: number): string | undefined {
    const before = this.text.slice(Math.max(0, position - 2 * LONGEST_NAME), position);
    const name = /("(?:[^"\\]|\\.)*")\s*:\s*$/.exec(before)?.[1];
    return name && name.length <= LONGEST_NAME ? name : undefined;
  }
}

function doubled(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(bytes.length * 2);
  larger.set(bytes);
  return larger;
}
