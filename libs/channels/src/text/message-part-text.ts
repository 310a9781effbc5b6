import type { MessagePart } from '@app/core';
import { htmlToText } from './plain-text.js';

/** MIME type in lower case, without its parameters. */
export function mimeType(part: MessagePart): string {
  return part.type.split(';', 1)[0]!.trim().toLowerCase();
}

/** The text of a `text/plain` or `text/html` part that holds it itself; undefined for any other part. */
export function partText(part: MessagePart): string | undefined {
  if (part.url !== undefined || typeof part.data !== 'string') return undefined;
  switch (mimeType(part)) {
    case 'text/plain':
      return part.data;
    case 'text/html':
      return htmlToText(part.data);
    default:
      return undefined;
  }
}

/** `part 2 (image/png)`: how warnings and reasons name a part; parts count from 1. */
export function partName(part: MessagePart, index: number): string {
  return `part ${index + 1} (${part.type})`;
}
