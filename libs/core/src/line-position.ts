const LINE_BREAK = /\r\n?|\n/g;

/** The line and column of a position in a text, both from 1; columns count UTF-16 units as editors do. */
export function linePosition(text: string, position: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (const { 0: lineBreak, index } of text.matchAll(LINE_BREAK)) {
    const nextStart = index + lineBreak.length;
    if (nextStart > position) break;
    line += 1;
    lineStart = nextStart;
  }
  return { line, column: position - lineStart + 1 };
}
