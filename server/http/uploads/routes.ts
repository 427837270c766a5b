// The routes of files: sending one in, and fetching it.
import { Router, type Request, type Response } from 'express';
import { ChatError } from '../../../protocol/errors.ts';
import { fileParams } from '../../../protocol/http.ts';
import type { UploadRule } from '../../../protocol/upload-rule.ts';
import { readForm, type FileSource } from './form.ts';
import { refuse } from './refuse.ts';
import { sendStored, type StoredFile } from './send-stored.ts';

/** Whose space a file takes: a person whose secret came with it, else only an address is known. */
export type UploadOwner = { person: string } | { address: string };

export interface UploadRoutesDeps {
  uploads: {
    save(
      source: AsyncIterable<Buffer>,
      options: { filename: string; limit: number; rule: UploadRule; expected: number; owner: UploadOwner },
    ): Promise<{ filename: string; size: number }>;
    open(name: string): Promise<StoredFile | undefined>;
  };
  /** Bytes of one file at most */
  limit: () => number;
  /** Which files are accepted */
  rule: () => UploadRule;
  ownerOf: (request: Request) => UploadOwner;
  /** Throws `rate_limited` where this request comes too soon, `closing` where none is taken any more. */
  admit: (request: Request, response: Response) => void;
  onStored: (request: Request, file: { filename: string; size: number }) => void;
  /** `filename` as the client gave it; undefined if it was refused before its name was known */
  onRefused: (request: Request, error: ChatError, filename: string | undefined) => void;
}

/** `POST /api/upload` and `GET /api/files/{filename}`. */
export function uploadRoutes({
  uploads,
  limit,
  rule,
  ownerOf,
  admit,
  onStored,
  onRefused,
}: UploadRoutesDeps): Router {
  const router = Router();

  router.post('/api/upload', async (request, response) => {
    const bytes = limit();
    let source: FileSource | undefined;
    try {
      admit(request, response);
      source = await readForm(request, bytes);
      const file = await uploads.save(source.contents, {
        filename: source.filename,
        limit: bytes,
        rule: rule(),
        // with the form around it, which is little
        expected: Number(request.headers['content-length'] ?? 0),
        owner: ownerOf(request),
      });
      response.json(file);
      onStored(request, file);
    } catch (error) {
      source?.discard();
      if (error instanceof ChatError) onRefused(request, error, source?.filename);
      await refuse(request, response, error, bytes);
    }
  });

  router.get('/api/files/:filename', async (request, response) => {
    const { success, data } = fileParams.safeParse(request.params);
    const file = success ? await uploads.open(data.filename) : undefined;
    if (!file) throw new ChatError('not_found');
    await sendStored(response, file);
  });

  return router;
}
