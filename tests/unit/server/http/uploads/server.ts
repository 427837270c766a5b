import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import express from 'express';
import { errorHandler, notFound, type HttpNote } from '../../../../../server/http/error-handler.ts';
import { uploadRoutes, type UploadRoutesDeps } from '../../../../../server/http/uploads/routes.ts';
import { createConditions } from '../../../../support/helpers/conditions.ts';
import { open, temporaryFolder, RULE, type Opened } from '../../store/uploads/helpers.ts';

export interface UnderWay {
  /** Uploads that have begun, minus those that have ended */
  running: number;
  /** Bytes of files that have been written, of all uploads together */
  stored: number;
}

export interface Site extends Opened {
  url: string;
  port: number;
  logged: HttpNote[];
  /** Resolves when it is so; asked whenever an upload begins, has written bytes, or ends. */
  until: (isSo: (uploads: UnderWay) => boolean) => Promise<void>;
  post(form: FormData): Promise<Response>;
}

/** A real app with a real store on a port of its own. */
export async function serve(
  t: TestContext,
  wiring: Partial<Omit<UploadRoutesDeps, 'uploads'>> = {},
): Promise<Site> {
  // a folder with a leading dot: the desktop app's may lie in one
  const opened = await open(t, { folder: join(await temporaryFolder(t), '.lanline') });
  const logged: HttpNote[] = [];
  const underWay: UnderWay = { running: 0, stored: 0 };
  const conditions = createConditions();
  const change = (by: Partial<UnderWay>): void => {
    underWay.running += by.running ?? 0;
    underWay.stored += by.stored ?? 0;
    conditions.changed();
  };
  async function* counted(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      yield chunk;
      change({ stored: chunk.length });
    }
  }
  const app = express();
  app.use(
    uploadRoutes({
      onStored: () => undefined,
      onRefused: () => undefined,
      uploads: {
        async save(source, options) {
          change({ running: 1 });
          try {
            return await opened.uploads.save(counted(source), options);
          } finally {
            change({ running: -1 });
          }
        },
        open: (name) => opened.uploads.open(name),
      },
      limit: () => 100_000,
      rule: () => RULE,
      ownerOf: () => ({ address: '127.0.0.1' }),
      admit: () => undefined,
      ...wiring,
    }),
  );
  app.use(notFound());
  app.use(
    errorHandler({
      log: (note) => {
        logged.push(note);
      },
    }),
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${String(address.port)}`;
  return {
    ...opened,
    url,
    port: address.port,
    logged,
    until: async (isSo) => {
      await conditions.until(
        () => isSo(underWay) || undefined,
        () => `uploads; there are ${JSON.stringify(underWay)}`,
      );
    },
    post: (form) => fetch(`${url}/api/upload`, { method: 'POST', body: form }),
  };
}

export function formOf(bytes: Uint8Array<ArrayBuffer> | string, name: string, field = 'file'): FormData {
  const form = new FormData();
  form.append(field, new Blob([bytes]), name);
  return form;
}

export const BOUNDARY = 'xxBOUNDARYxx';

/** The bytes of a form with one file. */
export function multipart(bytes: Uint8Array | string, filename = 'a.txt'): Buffer {
  return Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: text/plain\r\n\r\n`,
    ),
    Buffer.from(bytes),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
}

export function head(extra: string): string {
  return `POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\n${extra}\r\n\r\n`;
}

export async function dial(t: TestContext, port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  t.after(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  return socket;
}

/** All that comes until the other side ends; rejects where the connection is reset. */
export async function readAll(socket: Socket): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
