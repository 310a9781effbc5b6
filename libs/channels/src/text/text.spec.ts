import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { htmlToText } from './plain-text.js';
import { countCharacters, fitText, splitText } from './truncate-text.js';

describe('cutting a text', () => {
  it.each<[text: string, max: number, cut: string]>([
    ['hello', 5, 'hello'],
    ['hello', 4, 'hell'],
    ['a😀b', 2, 'a😀'],
    ['ab👨‍👩‍👧', 4, 'ab'],
    ['e\u0301e\u0301', 3, 'e\u0301'],
    ['👨‍👩‍👧', 2, '👨\u200d'],
  ])('%j to %d is %j', (text, max, cut) => {
    expect(fitText(text, max, 'X').text).toBe(cut);
  });

  it('never leaves more than fits, is a beginning of the text, and warns just when it cuts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.integer({ min: 1, max: 30 }), (text, max) => {
        const { text: cut, warning } = fitText(text, max, 'X');
        expect(countCharacters(cut)).toBeLessThanOrEqual(max);
        expect(text.startsWith(cut)).toBe(true);
        expect(warning === undefined).toBe(cut === text);
      }),
    );
  });

  it('splits into pieces that fit and that are the text again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '😀'), maxLength: 100 }), fc.integer({ min: 1, max: 20 }), (text, max) => {
        const pieces = splitText(text, max);
        expect(pieces.join('')).toBe(text);
        expect(pieces.every((piece) => countCharacters(piece) <= max)).toBe(true);
        expect(pieces.length > 1 ? pieces.every((piece) => piece !== '') : pieces).toEqual(pieces.length > 1 ? true : [text]);
      }),
    );
  });
});

describe('HTML as text', () => {
  it.each<[html: string, text: string]>([
    ['plain', 'plain'],
    ['<p>One</p>\n<p>Two<br/>Three</p>', 'One\nTwo\nThree'],
    ['a &lt;b&gt; &amp;amp; &#65;&#x42; &nope; &#0;', 'a <b> &amp; AB &nope; \ufffd'],
    ['<p>Don&rsquo;t miss it &ndash; 20&nbsp;&euro; off, caf&eacute; &Eacute;</p>', 'Don’t miss it – 20 € off, café É'],
    ['?a=1&copy=2', '?a=1&copy=2'],
    ['&#xD800;x', '\ufffdx'],
    ['<STYLE>p{color:red}</Style><p>İyi günler</p>', 'İyi günler'],
    ['<style>p{}</style>x<script>y</script>z', 'xz'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['<b>never closed', 'never closed'],
    ['<script>never closed', 'never closed'],
  ])('%j is %j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it('takes no long time for HTML that is made to take one', () => {
    const startedAt = performance.now();
    for (const piece of ['<script', '<', '<a ', '&', ' \n', '</p', '<!--', '<b> ', '&#9;']) htmlToText(piece.repeat(100_000));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
