import type { MessagePart } from '@app/core';
import { asId, asObject, asObjects, asText, type JsonObject } from '../webhook-values.js';

/**
 * Facebook names a kind of attachment and no MIME type. The file's ending in the URL says more, where it is of that kind:
 * a recording comes as AAC in a file that ends in mp4. Else it is what Messenger itself makes of such files.
 */
const USUAL_TYPES: Readonly<Record<string, string>> = {
  image: 'image/jpeg',
  sticker: 'image/png',
  audio: 'audio/mp4',
  video: 'video/mp4',
  reel: 'video/mp4',
  ig_reel: 'video/mp4',
  file: 'application/octet-stream',
  // Links to a page, not to a file.
  fallback: 'text/html',
  post: 'text/html',
  ig_post: 'text/html',
};

const TYPES_BY_ENDING: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  aac: 'audio/aac',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  zip: 'application/zip',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Kinds whose URL, if any, only shows what the payload holds. */
const DATA_KINDS = new Set(['location', 'template', 'appointment_booking']);

/** A message's `attachments` as message parts, in their order; one part each, except a sticker that came twice. */
export function attachmentParts(attachments: unknown): MessagePart[] {
  const known = asObjects(attachments);
  // In one pass: anybody can send a call with a hundred thousand attachments.
  const stickers = new Set(known.filter(({ type }) => type === 'sticker').map(stickerIdOf));
  return known.filter((attachment) => !isShownAgainAsSticker(attachment, stickers)).map(attachmentPart);
}

/** Until August 2026 a sticker came as an image too. */
function isShownAgainAsSticker(attachment: JsonObject, stickers: ReadonlySet<string | undefined>): boolean {
  const stickerId = stickerIdOf(attachment);
  return attachment['type'] === 'image' && stickerId !== undefined && stickers.has(stickerId);
}

function stickerIdOf(attachment: JsonObject): string | undefined {
  return asId(asObject(attachment['payload'])?.['sticker_id']);
}

function attachmentPart(attachment: JsonObject): MessagePart {
  const kind = asText(attachment['type']) ?? 'file';
  const payload = asObject(attachment['payload']);
  const name = asText(attachment['title']) ?? asText(payload?.['title']);
  const url = DATA_KINDS.has(kind) ? undefined : (asText(payload?.['url']) ?? asText(attachment['url']) ?? asText(attachment['payload']));
  return {
    ...(name !== undefined && { name }),
    ...(url !== undefined ? { type: typeOf(kind, url), url } : { type: 'application/json', data: { ...payload, type: kind } }),
  };
}

function typeOf(kind: string, url: string): string {
  const usual = (Object.hasOwn(USUAL_TYPES, kind) && USUAL_TYPES[kind]) || 'application/octet-stream';
  if (usual === 'text/html') return usual;
  const ending = /\.([a-z0-9]{2,5})(?:[?#]|$)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  const type = Object.hasOwn(TYPES_BY_ENDING, ending) ? TYPES_BY_ENDING[ending]! : usual;
  const isOfKind = usual === 'application/octet-stream' || type.split('/')[0] === usual.split('/')[0];
  return isOfKind ? type : usual;
}
