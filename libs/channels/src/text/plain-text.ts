import { decodeHTMLStrict } from 'entities';

/** What a person would read of a piece of HTML, for channels that show text as it is. */
export function htmlToText(html: string): string {
  const shown = withoutElement(withoutElement(html, 'script'), 'style')
    .replace(/\s+/g, ' ')
    .replace(/<br\s*\/?>|<\/(p|div|li|tr|h[1-6])\s*>/gi, '\n')
    .replace(/<[a-z/!][^<>]*>/gi, '');
  return decodeHTMLStrict(shown)
    .replaceAll('\u00a0', ' ')
    // A pattern for the blanks around a line's end takes quadratic time where there are many and no line ends.
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

/** By hand, since a pattern for it takes quadratic time where elements are never closed. */
function withoutElement(html: string, name: string): string {
  // Letters of other scripts may change their length in lower case, and then positions would not agree.
  const lowerCase = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let kept = '';
  let position = 0;
  for (;;) {
    const start = lowerCase.indexOf(`<${name}`, position);
    const end = start < 0 ? -1 : lowerCase.indexOf(`</${name}>`, start);
    if (end < 0) return kept + html.slice(position);
    kept += html.slice(position, start);
    position = end + name.length + 3;
  }
}
