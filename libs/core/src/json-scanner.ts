import { OpenedContainers } from './json-containers.js';
import { readNumber, readString, readWord } from './json-literals.js';

/** The first position at which a text is no longer JSON. */
export interface JsonBreak {
  at: number;
  /** To be read after "expected ". */
  expected: string;
}

interface Scan {
  text: string;
  at: number;
  opened: OpenedContainers;
}

/** What may come next; the scan is a loop over these, so that no depth of nesting fills the call stack. */
type Step = 'value' | 'firstValue' | 'name' | 'firstName' | 'colon' | 'more' | 'end';

/** Each step reads the token at `scan.at` and says what may follow it, or what was expected instead. */
const STEPS: Record<Step, (scan: Scan) => Step | JsonBreak> = {
  value: readValue,
  firstValue: (scan) => (scan.text[scan.at] === ']' ? close(scan) : readValue(scan)),
  name: (scan) => readName(scan),
  firstName: (scan) => (scan.text[scan.at] === '}' ? close(scan) : readName(scan)),
  colon: (scan) => take(scan, ':', 'value') ?? { at: scan.at, expected: '`:` after the field name' },
  more: readMore,
  end: (scan) => ({ at: scan.at, expected: afterTheEnd(scan.text[scan.at]!) }),
};

/** Undefined when the whole text is JSON as JSON.parse understands it. */
export function findJsonBreak(text: string): JsonBreak | undefined {
  const scan: Scan = { text, at: 0, opened: new OpenedContainers(text) };
  let step: Step = 'value';
  let tokenEnd = 0;

  for (;;) {
    skipSpace(scan);
    if (scan.at >= text.length) {
      return step === 'end' ? undefined : { at: tokenEnd, expected: missingAtTextEnd(step, scan) };
    }
    scan.opened.meet(scan.at);

    const next = STEPS[step](scan);
    if (typeof next !== 'string') return next;
    step = next;
    tokenEnd = scan.at;
  }
}

function skipSpace(scan: Scan): void {
  for (; scan.at < scan.text.length; scan.at += 1) {
    const code = scan.text.charCodeAt(scan.at);
    if (code === 0x0a || code === 0x0d) scan.opened.startLine(scan.at + 1);
    else if (code !== 0x20 && code !== 0x09) return;
  }
}

function readValue(scan: Scan): Step | JsonBreak {
  const first = scan.text[scan.at]!;
  if (first === '{' || first === '[') {
    scan.opened.open(scan.at);
    scan.at += 1;
    return first === '{' ? 'firstName' : 'firstValue';
  }
  const end = literalReader(first)(scan.text, scan.at);
  if (typeof end !== 'number') return end;
  scan.at = end;
  return afterValue(scan);
}

function literalReader(first: string): typeof readString {
  if (first === '"') return readString;
  return first === '-' || (first >= '0' && first <= '9') ? readNumber : readWord;
}

function readName(scan: Scan): Step | JsonBreak {
  const first = scan.text[scan.at]!;
  if (first !== '"') return { at: scan.at, expected: `a field name in double quotes${NAME_HINTS[first] ?? ''}` };

  const end = readString(scan.text, scan.at);
  if (typeof end !== 'number') return end;
  scan.at = end;
  return 'colon';
}

/** A `}` is met here only behind a comma. */
const NAME_HINTS: Record<string, string> = {
  '}': ' after the comma, or no comma before this `}`',
  "'": ', not in single ones',
  '/': '; JSON has no comments',
};

/** Behind a value in an object or a list. */
function readMore(scan: Scan): Step | JsonBreak {
  const closer = scan.opened.closer;
  const found = scan.text[scan.at];
  if (found === closer) return close(scan);

  const next = take(scan, ',', closer === '}' ? 'name' : 'value');
  if (next) return next;
  const why = found === '}' || found === ']' ? `: ${scan.opened.describeInnermost()}` : '';
  return { at: scan.at, expected: `\`,\` or \`${closer}\`${why}` };
}

function close(scan: Scan): Step {
  scan.opened.close(scan.at);
  scan.at += 1;
  return afterValue(scan);
}

function afterValue(scan: Scan): Step {
  return scan.opened.depth === 0 ? 'end' : 'more';
}

function take(scan: Scan, character: string, next: Step): Step | undefined {
  if (scan.text[scan.at] !== character) return undefined;
  scan.at += 1;
  return next;
}

function afterTheEnd(found: string): string {
  if (found === '}' || found === ']') return `the end of the text: this \`${found}\` closes nothing`;
  return 'the end of the text: the JSON value before this is complete';
}

const MISSING: Record<Exclude<Step, 'more' | 'end'>, string> = {
  value: 'a value',
  firstValue: 'a value or `]`',
  name: 'a field name in double quotes',
  firstName: 'a field name in double quotes or `}`',
  colon: '`:` and a value',
};

function missingAtTextEnd(step: Exclude<Step, 'end'>, scan: Scan): string {
  if (scan.opened.depth === 0) return 'a JSON value, but the text is empty';
  if (step !== 'more') return `${MISSING[step]}, but the text ends here`;
  return `\`${scan.opened.closer}\` at the end of the text: ${scan.opened.describeUnclosed()}`;
}
