const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** What a person would read of a piece of HTML, for channels that show text as it is. */
export function htmlToText(html: string): string {
  return withoutElement(withoutElement(html, 'script'), 'style')
    .replace(/\s+/g, ' ')
    .replace(/<br\s*\/?>|<\/(p|div|li|tr|h[1-6])\s*>/gi, '\n')
    .replace(/<[a-z/!][^<>]*>/gi, '')
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => entityText(name) ?? whole)
    // A pattern for the blanks around a line's end takes quadratic time where there are many and no line ends.
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

function entityText(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** By hand, since a pattern for it takes quadratic time where elements are never closed. */
function withoutElement(html: string, name: string): string {
  const lowerCase = html.toLowerCase();
  // Some letters change their length in lower case, and then positions would not agree.
  if (lowerCase.length !== html.length) return html;
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
