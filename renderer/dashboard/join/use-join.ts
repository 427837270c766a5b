import { useMemo } from 'react';
import { useDashboard } from '../use-dashboard.ts';
import { joinAddresses, type JoinAddresses } from './join-address.ts';

/** The addresses as the host chose to see them. */
export function useJoin(): JoinAddresses {
  const network = useDashboard((now) => now.network);
  const adapter = useDashboard(({ settings }) => settings.desktop.adapter);
  return useMemo(() => joinAddresses(network, adapter), [network, adapter]);
}
