// A stored file as an answer: ranges and conditional requests by `send`, the headers by us.
import type { Response } from 'express';
import { ChatError } from '../../../protocol/errors.ts';

export interface StoredFile {
  folder: string;
  /** Its name in the folder */
  stored: string;
  /** Content-Type */
  type: string;
  disposition: 'inline' | 'attachment';
  /** The name for a download */
  filename: string;
  /** Without quotes */
  etag: string;
}

// A file opened on its own is a page of our origin. `sandbox` takes that and all scripts from it; what is
// left lets the browser's own viewers work, which bring their own style. The one for sound and films fetches
// the address again and may do so only from the same origin; scripts stay off.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox";
const MEDIA_POLICY = `${POLICY} allow-same-origin`;
/** What must not stay on an answer that is none of the file. */
const OF_THE_FILE = [
  'Accept-Ranges',
  'Cache-Control',
  'Content-Disposition',
  'Content-Length',
  'Content-Type',
  'ETag',
  'Last-Modified',
];

/**
 * Answers the file, a part of it (206, 416), or 304; resolves when it is sent or the client has gone. Rejects
 * with `not_found`.
 */
export async function sendStored(response: Response, file: StoredFile): Promise<void> {
  response.attachment(file.filename);
  if (file.disposition === 'inline')
    response.set(
      'Content-Disposition',
      (response.get('Content-Disposition') ?? '').replace(/^attachment/, 'inline'),
    );
  // Express would add "charset=utf-8" to every text
  response.setHeader('Content-Type', file.type);
  response.set({
    ETag: `"${file.etag}"`,
    // a name is given once: its bytes never change
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': /^(?:audio|video)\/|^application\/ogg$/.test(file.type)
      ? MEDIA_POLICY
      : POLICY,
    // a legacy client's page has another port
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  const error = await new Promise<Error | undefined>((resolve) => {
    response.sendFile(file.stored, { root: file.folder, dotfiles: 'allow', cacheControl: false }, resolve);
  });
  if (!error || response.headersSent || response.destroyed) return;
  for (const name of OF_THE_FILE) response.removeHeader(name);
  const status = 'status' in error ? error.status : undefined;
  if (status === 416) {
    if ('headers' in error && isHeaders(error.headers)) response.set(error.headers);
    response.status(416).json({ error: 'The file has no such range', code: 'invalid' });
  } else if (status === 412) {
    response.status(412).json({ error: 'The file is another one', code: 'invalid' });
  } else if (status === 404) {
    throw new ChatError('not_found');
  } else {
    throw error;
  }
}

function isHeaders(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((each) => typeof each === 'string')
  );
}
