import type { IncomingMessage } from 'node:http';
import { canonicalAddress } from '../../network/address.ts';
import { siteOfHost } from './host-header.ts';

/**
 * What every page of ours requests when it is opened. Legacy clients load their page elsewhere; their
 * connection counts.
 */
const OPENED = new Set(['/', '/api/room']);

export const isPageLoad = ({ method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>): boolean =>
  method === 'GET' && OPENED.has(url.split('?')[0] ?? '');

/** Over which address a request came, from where, and under which name. */
export function visitOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): {
  local: string;
  remote: string;
  hostname: string | undefined;
} {
  return {
    local: canonicalAddress(socket.localAddress),
    remote: canonicalAddress(socket.remoteAddress),
    hostname: headers.host === undefined ? undefined : siteOfHost(headers.host, 'http')?.hostname,
  };
}
