import { describe, expect, it } from '@jest/globals';
import { type LinkShortening, replaceLinks } from './links-in-text.js';

const short = (url: string): string => `<${url}>`;

describe('links in a text', () => {
  it.each<[LinkShortening, string, string]>([
    ['on', 'See https://a.example/x?y=1&z=2#top now', 'See <https://a.example/x?y=1&z=2#top> now'],
    ['on', 'http://a.example', '<http://a.example>'],
    ['on', 'HTTPS://A.example/X', '<HTTPS://A.example/X>'],
    ['on', 'a https://a.example b https://b.example/', 'a <https://a.example> b <https://b.example/>'],
    ['on', 'https://a.example\nhttps://a.example', '<https://a.example>\n<https://a.example>'],
    ['on', 'Is it https://a.example/b?', 'Is it <https://a.example/b>?'],
    ['on', 'https://a.example/b.c...', '<https://a.example/b.c>...'],
    ['on', '(https://a.example/b)', '(<https://a.example/b>)'],
    ['on', '(see https://a.example/b_(c)).', '(see <https://a.example/b_(c)>).'],
    ['on', '"https://a.example/b"', '"<https://a.example/b>"'],
    ['on', '<https://a.example/b>', '<<https://a.example/b>>'],
    ['on', 'https://a.example/žluťoučký', '<https://a.example/žluťoučký>'],
    ['on', '@https://a.example', '@<https://a.example>'],
    ['on', 'www.a.example, ftp://a.example, mailto:a@a.example', 'www.a.example, ftp://a.example, mailto:a@a.example'],
    ['on', 'xhttps://a.example', 'xhttps://a.example'],
    ['on', 'https:// and http://[ and https://', 'https:// and http://[ and https://'],
    ['marked', 'a @https://a.example b https://b.example', 'a <https://a.example> b https://b.example'],
    ['marked', '(@https://a.example).', '(<https://a.example>).'],
    ['marked', 'me@https://a.example', 'me<https://a.example>'],
    ['marked', '@ https://a.example', '@ https://a.example'],
    ['off', '@https://a.example', '@https://a.example'],
  ])('%s: %j becomes %j', (shortening, text, expected) => {
    expect(replaceLinks(text, shortening, short)).toBe(expected);
  });

  it('are left alone by what changes the text between them', () => {
    const shout = (between: string): string => between.toUpperCase();
    expect(replaceLinks('see @https://a.example/x or https://b.example/y.', 'marked', () => 'http://s/Ab', shout)).toBe('SEE http://s/Ab OR HTTPS://B.EXAMPLE/Y.');
    expect(replaceLinks('no link', 'on', short, shout)).toBe('NO LINK');
  });

  it('are found in no long time, also in a text that is made to take one', () => {
    const startedAt = performance.now();
    for (const piece of ['https://', '@', 'http', 'https://a.example/.', 'https://a.example/)]} ']) replaceLinks(piece.repeat(200_000), 'on', short);
    for (const end of ['.', ')', '(', '@']) replaceLinks(`https://a.example/${end.repeat(1_000_000)}`, 'on', short);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('of more than 4,000 characters stay: nothing follows them', () => {
    const text = `https://a.example/${'x'.repeat(4_000)}`;
    expect(replaceLinks(text, 'on', short)).toBe(text);
    expect(replaceLinks(text.slice(0, 4_000), 'on', () => 'short')).toBe('short');
  });

  it('beyond the first 100 stay: no SMS has room for them', () => {
    const text = Array.from({ length: 103 }, (_, index) => `https://a.example/${index}`).join(' ');
    expect(replaceLinks(text, 'on', () => 'short').split(' ').filter((word) => word === 'short')).toHaveLength(100);
  });
});
