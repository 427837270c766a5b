// Requests as nobody sends them: any method, path, query, headers and body, and bytes that are nearly HTTP.
import * as fc from 'fast-check';

const path = fc.oneof(
  fc.constantFrom(
    '/',
    '/api',
    '/api/health',
    '/api/room',
    '/api/channels',
    '/favicon.ico',
    '/api/files/x',
    '/api/channels/general/messages',
    '*',
    '//',
    '/%',
  ),
  fc
    .string({ unit: 'binary', maxLength: 40 })
    .map((text) => `/api/channels/${encodeURIComponent(text.toWellFormed())}/messages`),
  fc.stringMatching(/^\/[!-~]{0,60}$/),
);
const query = fc.oneof(
  fc.constant(''),
  fc.stringMatching(/^\?(before|limit|__proto__|limit\[\])=[!-~]{0,20}(&limit=[!-~]{0,5})?$/),
);
const header = fc.tuple(
  fc.constantFrom(
    'Authorization',
    'Origin',
    'Accept',
    'Accept-Language',
    'Content-Encoding',
    'Range',
    'If-None-Match',
    'Expect',
    'Cookie',
    'X-Forwarded-For',
  ),
  fc.stringMatching(/^[!-~ ]{0,40}$/),
);
const json = fc.oneof(
  fc.json(),
  fc
    .record({
      message: fc.oneof(
        fc.jsonValue(),
        fc.record(
          { content: fc.jsonValue(), type: fc.jsonValue(), file: fc.jsonValue(), client_id: fc.jsonValue() },
          { requiredKeys: [] },
        ),
      ),
      user: fc.oneof(fc.jsonValue(), fc.record({ id: fc.jsonValue(), username: fc.jsonValue() })),
    })
    .map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
export const request: fc.Arbitrary<AnyRequest> = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'),
  path,
  query,
  host: fc.oneof({ weight: 4, arbitrary: fc.constant('localhost') }, fc.stringMatching(/^[!-~]{0,30}$/)),
  headers: fc.array(header, { maxLength: 4 }),
  type: fc.constantFrom(
    'application/json',
    'application/json; charset=utf-16',
    'application/json; charset=x',
    'text/plain',
    'multipart/form-data',
    '',
    ';',
    '/',
  ),
  body: json,
  /** How much shorter the body is than it says */
  missing: fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, fc.constant(1)),
});
export interface AnyRequest {
  method: string;
  path: string;
  query: string;
  host: string;
  headers: readonly (readonly [name: string, value: string])[];
  type: string;
  body: string;
  missing: number;
}

/** The request as it goes over the wire. */
export function bytesOf({
  method,
  path: target,
  query: search,
  host,
  headers,
  type,
  body,
  missing,
}: AnyRequest): string {
  const lines = [
    `${method} ${target}${search} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    `Content-Type: ${type}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${String(Buffer.byteLength(body) + missing)}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Nearly HTTP. */
export const brokenRequest = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'GET / HTTP/1.1',
        '\r\n',
        '\n',
        'Host: localhost',
        'Content-Length: 5',
        'Transfer-Encoding: chunked',
        '5\r\nhello\r\n',
        '0\r\n\r\n',
        ': ',
        '\0',
        ' ',
      ),
    )
    .map((parts) => parts.join('')),
);
