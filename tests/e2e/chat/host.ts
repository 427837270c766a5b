// The name under which guests open the page: this machine's in the local network.
import { hostname } from 'node:os';

export const HOST = `${(hostname().split('.')[0] ?? '').toLowerCase()}.local`;
/** For the browser, which need not find it in a network */
export const HOST_RULES = `--host-resolver-rules=MAP ${HOST} 127.0.0.1`;
/** The same, and no other name leads anywhere: what the browser asks for on its own account goes nowhere. */
export const ROOM_NAME_ONLY = `--host-resolver-rules=MAP ${HOST} 127.0.0.1, EXCLUDE localhost, EXCLUDE 127.0.0.1, MAP * ~NOTFOUND`;
