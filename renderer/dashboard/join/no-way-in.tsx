import { WifiOff } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useCall } from '../call.ts';
import { joinTexts } from './join.texts.ts';
import { useDashboard, useTexts } from '../use-dashboard.ts';
import styles from './join.module.css';

/** Addresses on which no other device gets in, as the setting may name them */
const OWN = /^(?:127\.|::1$|localhost$)/;

/** The server runs, and no other device can reach it: there is no network, or the host closed it. */
export function NoWayIn() {
  const texts = useTexts(joinTexts);
  const call = useCall();
  const host = useDashboard(({ state }) => (state.state === 'running' ? state.host : ''));
  const isFixed = useDashboard(({ settings }) => settings.fixed.includes('host'));
  const isClosed = OWN.test(host);
  return (
    <section className={styles.noWay} aria-label={texts.join} role="status">
      <h2>
        <Icon of={WifiOff} />
        {isClosed ? texts.onlyHere : texts.noNetwork}
      </h2>
      <p>{isClosed ? texts.onlyHereHint(host) : texts.noNetworkHint}</p>
      {isClosed && !isFixed && (
        <Button
          onClick={() => {
            void call('changeSettings', { server: { host: '::' } });
          }}
        >
          {texts.openNetworks}
        </Button>
      )}
    </section>
  );
}
