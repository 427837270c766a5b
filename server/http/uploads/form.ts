// One multipart form with one file in it.
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { Request } from 'express';
import { ChatError } from '../../../protocol/errors.ts';
import { fileTooLarge } from '../../../protocol/upload-rule.ts';

/** What a form may hold besides its file, in bytes. */
const AROUND = 1024 * 1024;
const LIMITS = {
  fieldNameSize: 100,
  fieldSize: 16 * 1024,
  fields: 50,
  files: 20,
  parts: 70,
  headerPairs: 20,
  headerSize: 16 * 1024,
};

export interface FileSource {
  /** As the client wrote it, without folders */
  filename: string;
  /**
   * Ends only when the whole form has been read and is sound; throws `invalid`, `too_large`, or an error
   * where the client went away.
   */
  contents: AsyncIterable<Buffer>;
  /** Stops reading; the rest of the request is left to the caller. */
  discard(): void;
}

/**
 * Reads the form up to its first part `file`; other parts are ignored. Rejects with `no_file`, `invalid`,
 * `too_large`.
 */
export async function readForm(request: Request, limit: number): Promise<FileSource> {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(contentType))
    throw new ChatError('no_file', 'Send the file as multipart/form-data in the field "file"');
  const most = limit + AROUND;
  // at once, before anything is written
  if (Number(request.headers['content-length'] ?? 0) > most) throw fileTooLarge(limit);
  const parser = openParser(contentType, limit);
  const { promise: finished, resolve: finish, reject: breakOff } = Promise.withResolvers<undefined>();
  // those who wait for it hear of it; nobody may be waiting yet
  finished.catch(() => undefined);
  let stream: BusboyFileStream | undefined;
  let read = 0;

  const fail = (error: Error): void => {
    breakOff(error);
    request.unpipe(parser);
    stream?.destroy(error);
  };
  const count = (chunk: Buffer): void => {
    read += chunk.length;
    if (read > most) fail(fileTooLarge(limit));
  };
  const gone = (): void => {
    if (!request.complete) fail(new Error('the client went away'));
  };

  const found = new Promise<FileSource>((resolve, reject) => {
    parser.on('file', (field, part, filename) => {
      // an error after its reader is gone must not end the process
      part.on('error', () => undefined);
      if (field !== 'file' || stream) {
        part.resume();
        return;
      }
      stream = part;
      // browsers write a quotation mark in a name as %22
      if (!filename) reject(new ChatError('no_file', 'The file has no name'));
      else
        resolve({
          filename: filename.replaceAll('%22', '"'),
          contents: contentsOf(part, finished),
          discard: () => {
            fail(new Error('not wanted'));
          },
        });
    });
    finished.catch(reject);
    parser.on('finish', () => {
      reject(new ChatError('no_file'));
    });
  });
  parser.on('finish', () => {
    finish(undefined);
  });
  parser.on('error', () => {
    fail(new ChatError('invalid', 'The form is malformed'));
  });
  request.on('error', fail);
  request.on('close', gone);
  request.on('data', count);
  request.pipe(parser);
  return found;
}

function openParser(contentType: string, limit: number): BusboyInstance {
  try {
    // one byte more, so that whoever counts sees that it is too much
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { ...LIMITS, fileSize: limit + 1 },
    });
  } catch {
    throw new ChatError('invalid', 'The form is malformed: its boundary is missing');
  }
}

async function* contentsOf(part: BusboyFileStream, finished: Promise<unknown>): AsyncGenerator<Buffer> {
  for await (const chunk of part) {
    if (Buffer.isBuffer(chunk)) yield chunk;
  }
  await finished;
}
