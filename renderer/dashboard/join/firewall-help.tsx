import { Copy, TriangleAlert } from 'lucide-react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useCall } from '../call.ts';
import { helpTexts } from './help.texts.ts';
import { useDashboard, useStore, useTexts } from '../use-dashboard.ts';
import styles from './firewall-help.module.css';
import { wasReached } from './join-address.ts';
import { useJoin } from './use-join.ts';

/** After so long without anybody but the host something is likely in the way */
const PATIENCE = 2 * 60_000;

/** Opens by itself when nobody but the host got in for two minutes; else nothing. */
export function FirewallHelp() {
  const texts = useTexts(helpTexts);
  if (!useIsLonely()) return null;
  return (
    <section className={styles.help} aria-label={texts.title}>
      <h3>
        <Icon of={TriangleAlert} />
        {texts.title}
      </h3>
      <Steps />
    </section>
  );
}

/** The same, asked for. */
export function HelpDialog() {
  const texts = useTexts(helpTexts);
  const store = useStore();
  const open = useDashboard(({ view }) => view.help);
  const close = () => {
    store.show({ help: false });
  };
  return (
    <Dialog open={open} onClose={close} title={texts.title}>
      <div className={styles.box}>
        <Steps />
        <Button className={styles.close} onClick={close}>
          {texts.close}
        </Button>
      </div>
    </Dialog>
  );
}

function useIsLonely(): boolean {
  const { shown } = useJoin();
  const since = useDashboard(({ state }) => (state.state === 'running' ? state.since : undefined));
  const reached = useDashboard(({ network }) => wasReached(network));
  const isWaiting = since !== undefined && shown !== undefined && !reached;
  const now = useNow(isWaiting ? 5000 : 0);
  return isWaiting && now - Date.parse(since) >= PATIENCE;
}

function Steps() {
  const texts = useTexts(helpTexts);
  const call = useCall();
  const platform = useDashboard(({ about }) => about.platform);
  const port = useDashboard(({ state, settings }) =>
    state.state === 'running' ? state.port : settings.server.port,
  );
  const { shown } = useJoin();
  return (
    <>
      <ol className={styles.steps}>
        <li>{texts.sameNetwork}</li>
        {shown && (
          <li>
            <span>{texts.typeHttp(shown.url)}</span>
          </li>
        )}
        {texts[platform].map((step) => (
          <li key={step}>{step}</li>
        ))}
        {platform === 'linux' && (
          <li>
            <div>
              {texts.linuxCommand}
              {commands(port).map((command) => (
                <Command key={command} command={command} />
              ))}
            </div>
          </li>
        )}
      </ol>
      {platform !== 'linux' && (
        <Button
          className={styles.open}
          onClick={() => {
            void call('openOutside', 'firewall');
          }}
        >
          {texts.openFirewall}
        </Button>
      )}
    </>
  );
}

/** Of the firewalls that distributions bring. */
const commands = (port: number): string[] => [
  `sudo ufw allow ${String(port)}/tcp`,
  `sudo firewall-cmd --add-port=${String(port)}/tcp`,
];

function Command({ command }: { command: string }) {
  const texts = useTexts(helpTexts);
  const call = useCall();
  return (
    <div className={styles.command}>
      <code translate="no">{command}</code>
      <IconButton
        icon={Copy}
        label={texts.copyCommand(command)}
        tooltip={false}
        onClick={() => {
          void call('copyText', command);
        }}
      />
    </div>
  );
}
