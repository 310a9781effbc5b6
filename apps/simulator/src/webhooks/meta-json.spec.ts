import { describe, expect, it } from '@jest/globals';
import { hubSignature, renderMetaJson } from './meta-json.js';

describe('how Meta signs a webhook', () => {
  it.each([
    ['hello world', 'f39034b29165ec6a5104d9aef27266484ab26c8caa7bca8bcb2dd02e8be61b17'],
    ['hello world2', '60905fdf409d0b4f721e99f6f25b31567a68a6b45e933d814e17a246be4c5a53'],
  ])('signs "%s" over its bytes', (body, hex) => {
    expect(hubSignature(body, 'sesame')).toBe(`sha256=${hex}`);
  });

  it('renders beyond ASCII and slashes escaped, and signs that form', () => {
    const item = { sender: { id: '2' }, recipient: { id: '1' }, timestamp: 1, message: { mid: 'm_1', text: 'äöå 😀 a/b' } };
    const body = renderMetaJson({ object: 'page', entry: [{ id: '1', time: 1, messaging: [item] }] });
    expect(body).toContain('"text":"\\u00e4\\u00f6\\u00e5 \\ud83d\\ude00 a\\/b"');
    expect(hubSignature(body, 'sesame')).toBe('sha256=4ce91d06ad8ee81dbe7531fa107d75ab7abeb1c02473b45e7d6b60fb634d9cec');
  });

  it('reads back as what it was', () => {
    const value = { text: '<a href="https://x/y">@ \\ "é"\u2028 😀</a>' };
    const body = renderMetaJson(value);
    expect(JSON.parse(body)).toEqual(value);
    expect(body).toMatch(/^[\x20-\x7e]*$/);
    expect(body).not.toMatch(/[<>@]/);
  });
});
