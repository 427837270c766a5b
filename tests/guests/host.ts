// The name under which guests open the page: this machine's in the local network.
import { hostname } from 'node:os';

export const HOST = `${(hostname().split('.')[0] ?? '').toLowerCase()}.local`;
/** For the browser, which need not find it in a network */
export const HOST_RULES = `--host-resolver-rules=MAP ${HOST} 127.0.0.1`;
