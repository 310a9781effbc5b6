import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findFault } from './fault-kinds.js';
import { MAGIC_RECIPIENTS, magicFault } from './magic-recipients.js';

describe('magic recipients', () => {
  it.each(MAGIC_RECIPIENTS.map((row) => [row.recipient, row] as const))('%s leads to a fault that exists, for ever', (_, row) => {
    expect(row.recipient).toMatch(row.channel === 'sms' ? /^\d{11}$/ : /^\d{16}$/);
    expect(magicFault(row.channel, row.recipient)).toEqual({ fault: row.fault, calls: Infinity });
    expect(findFault(row.fault)).toBeDefined();
  });

  it('stand in the README, each of them and no other', () => {
    const readme = readFileSync('apps/simulator/README.md', 'utf8');
    const [, section = ''] = /## Magic recipients\n([^]*?)\n## /.exec(readme) ?? [];
    const listed = [...section.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) => cell.match(/\d{11,16}/g) ?? []);
    expect(listed.toSorted()).toEqual(MAGIC_RECIPIENTS.map(({ recipient }) => recipient).toSorted());
  });

  it('are all different', () => {
    expect(new Set(MAGIC_RECIPIENTS.map((row) => `${row.channel} ${row.recipient}`)).size).toBe(MAGIC_RECIPIENTS.length);
  });

  it.each([
    ['messenger', '9000613000000002', 'throttled', 2],
    ['messenger', '90006130000000020017', 'throttled', 2],
    ['messenger', '9000010201827801', 'graph:10/2018278', 1],
    ['messenger', '9100300000000005', 'lost-answer', 5],
    ['sms', '15005560103', 'throttled', 3],
    ['sms', '150055601030042', 'throttled', 3],
  ] as const)('%s %s is %s for %d calls', (channel, recipient, fault, calls) => {
    expect(magicFault(channel, recipient)).toEqual({ fault, calls });
  });

  it.each([
    ['messenger', '7000000000000001'],
    ['messenger', '9000999000000000'],
    ['messenger', '900061300000000'],
    ['sms', '15550002222'],
    ['sms', '15005559900'],
    ['sms', '9000613000000000'],
  ] as const)('%s %s is nobody special', (channel, recipient) => {
    expect(magicFault(channel, recipient)).toBeUndefined();
  });
});
