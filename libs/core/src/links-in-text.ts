/** Which links of a text are made short: all of them, or those with an `@` before them (contract §1.2). */
export type LinkShortening = 'on' | 'marked' | 'off';

/** Longer ones stay as they are: browsers and proxies do not follow them. */
const MOST_URL_CHARACTERS = 4_000;

/** No SMS has room for more, however short they are made; what a text has beyond them is cut off anyway. */
const MOST_LINKS = 100;

/** Up to the next blank, quotation mark, angle bracket or control character. */
// oxlint-disable-next-line no-control-regex
const LINK = /(@?)(?<![A-Za-z0-9])(https?:\/\/[^\s<>"“”„«»\u0000-\u001f\u007f]+)/gi;
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const PUNCTUATION = new Set(".,;:!?'’…*");

/**
 * Puts `shortLinkOf(url)` in the place of each http and https link of a text; with `marked` only where an `@` stands
 * before it, which is taken off. Punctuation behind a link, and a bracket that was opened before it, are not part of it.
 * `elsewhere` changes what stands between short links.
 */
export function replaceLinks(text: string, shortening: LinkShortening, shortLinkOf: (url: string) => string, elsewhere = (between: string) => between): string {
  let made = '';
  let copiedTo = 0;
  let found = 0;
  for (const { index, 1: mark, 2: run } of shortening === 'off' ? [] : text.matchAll(LINK)) {
    if (found === MOST_LINKS) break;
    if (shortening === 'marked' && mark === '') continue;
    const url = withoutEnd(run!);
    if (url.length > MOST_URL_CHARACTERS || !URL.canParse(url)) continue;
    const start = index + mark!.length;
    made += elsewhere(text.slice(copiedTo, shortening === 'marked' ? index : start)) + shortLinkOf(url);
    copiedTo = start + url.length;
    found += 1;
  }
  return made + elsewhere(text.slice(copiedTo));
}

function withoutEnd(run: string): string {
  const open = new Map(Object.entries(CLOSING).map(([closing, opening]) => [closing, count(run, closing) - count(run, opening)]));
  let end = run.length;
  for (; end > 0; end--) {
    const last = run[end - 1]!;
    const unopened = open.get(last) ?? 0;
    if (unopened > 0) open.set(last, unopened - 1);
    else if (!PUNCTUATION.has(last)) break;
  }
  return run.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
