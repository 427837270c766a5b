// Sends a file by XMLHttpRequest: fetch does not tell how much has gone.
import type { FileRecord } from '../../../protocol/message.ts';
import { NoAnswerError } from './connection.ts';
import { refusalOf } from './http.ts';
import type { Uploader } from './uploads.ts';

export function createXhrUploader(url: string): Uploader {
  return (file, { token, onProgress, signal }) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const form = new FormData();
      form.append('file', file);
      request.open('POST', `${url}/api/upload`);
      request.setRequestHeader('Authorization', `Bearer ${token}`);
      request.responseType = 'json';
      // the form around the file counts too
      request.upload.addEventListener('progress', ({ loaded }) => {
        onProgress(Math.min(loaded, file.size));
      });
      request.addEventListener('load', () => {
        const body: unknown = request.response;
        if (request.status === 200 && isRecord(body)) resolve(body);
        else reject(refusalOf(request.status, body));
      });
      for (const end of ['error', 'abort', 'timeout'])
        request.addEventListener(end, () => {
          reject(new NoAnswerError(end));
        });
      signal.addEventListener('abort', () => {
        request.abort();
      });
      request.send(form);
    });
}

function isRecord(body: unknown): body is FileRecord {
  return (
    typeof body === 'object' &&
    body !== null &&
    'unique_filename' in body &&
    typeof body.unique_filename === 'string'
  );
}
