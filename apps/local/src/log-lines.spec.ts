import { describe, expect, it } from '@jest/globals';
import { lineSplitter, readableLine } from './log-lines.js';

describe('a log line of a process', () => {
  it.each([
    ['{"level":30,"time":1,"pid":2,"hostname":"h","msg":"listens","port":3000}', 'info  listens  port=3000', false],
    ['{"level":40,"msg":"account held","reason":"token"}', 'warn  account held  reason=token', true],
    ['{"level":50,"msg":"send failed","err":{"message":"refused","stack":"…"}}', 'error  send failed  refused', true],
    ['{"level":50,"msg":"refused","err":{"message":"refused"}}', 'error  refused', true],
    ['plain words', 'plain words', false],
    ['{not json', '{not json', false],
    ['{"a":1}', '{"a":1}', false],
  ])('%s', (line, text, isWarning) => {
    expect(readableLine(line)).toEqual({ text, isWarning });
  });

  it('is cut when it is very long', () => {
    expect(readableLine(JSON.stringify({ level: 30, msg: 'x'.repeat(1000) })).text.length).toBeLessThan(410);
  });

  it('is put together from the chunks that it came in', () => {
    const lines: string[] = [];
    const push = lineSplitter((line) => lines.push(line));
    for (const chunk of ['on', 'e\ntw', 'o\r\n\n', 'rest']) push(chunk);
    expect(lines).toEqual(['one', 'two']);
  });
});
