// Which hosts and origins a request may have. The same checks apply to every HTTP route and every Socket.IO
// transport.
import type { IncomingMessage } from 'node:http';
import { ChatError } from '../../../protocol/errors.ts';
import type { Site } from './host-header.ts';
import { isOwnHost, type MachineNames } from './host-rules.ts';
import { isAllowedOrigin, type OriginRules } from './origin-rules.ts';

export interface OriginPolicyOptions extends OriginRules {
  allowedHosts: readonly string[];
  /** Called for each request, since a laptop changes networks; keep it cheap */
  names: () => MachineNames;
  /** Called for every refused request, so often with the same origin. */
  onRefused?: (origin: string) => void;
}

export interface OriginPolicy {
  /** undefined if the Host is fine, else `bad_host`. */
  checkHost(hostHeader: string | undefined): ChatError | undefined;
  /** undefined if the Origin is fine, else `bad_origin`. */
  checkOrigin(
    origin: string | undefined,
    hostHeader: string | undefined,
    protocol?: Site['protocol'],
  ): ChatError | undefined;
  /** Both checks, for an HTTP request or one that asks for a websocket. */
  check(request: Pick<IncomingMessage, 'headers'>): ChatError | undefined;
}

/** The settings' names, for the texts that tell a host what to change. */
export const SETTINGS = { hosts: '--allowed-hosts', origins: '--allowed-origins' } as const;

/**
 * Guards against DNS rebinding and against foreign pages, by the rules of `host-rules.ts` and
 * `origin-rules.ts`.
 */
export function createOriginPolicy({
  legacyClients,
  allowedOrigins,
  allowedHosts,
  names,
  ownAddresses,
  onRefused,
}: OriginPolicyOptions): OriginPolicy {
  const policy: OriginPolicy = {
    checkHost: (hostHeader) =>
      isOwnHost(hostHeader, { ...names(), allowedHosts })
        ? undefined
        : new ChatError(
            'bad_host',
            `This server is not known under this address; open it by its IP address, or let its host add the name with ${SETTINGS.hosts}`,
          ),
    checkOrigin(origin, hostHeader, protocol = 'http') {
      if (isAllowedOrigin(origin, hostHeader, protocol, { legacyClients, allowedOrigins, ownAddresses }))
        return undefined;
      onRefused?.(origin ?? '');
      return new ChatError(
        'bad_origin',
        `Requests from this page are not allowed; its address can be added by the host with ${SETTINGS.origins}`,
      );
    },
    check: ({ headers }) =>
      policy.checkHost(headers.host) ?? policy.checkOrigin(headers.origin, headers.host),
  };
  return policy;
}
