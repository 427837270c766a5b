import { FolderOpen, RotateCw } from 'lucide-react';
import type { Fault } from '../../../main/ipc/contract.ts';
import { Button } from '../../ui/button.tsx';
import { useCall } from '../call.ts';
import { faultTexts } from './faults.texts.ts';
import { useDashboard, useStore, useTexts } from '../use-dashboard.ts';
import { aboutFault, type Remedy } from './about-fault.ts';
import styles from './sign.module.css';

/** Why the server is not running, what that means and what to do. */
export function Failure({ fault }: { fault: Fault }) {
  const texts = useTexts(faultTexts);
  const fixed = useDashboard(({ settings }) => settings.fixed);
  const { reason, hint, detail, comfort, remedies, steps } = aboutFault(fault, texts, fixed);
  return (
    <section className={styles.why} aria-label={texts.what}>
      <p className={styles.reason} role="alert">
        {reason}
      </p>
      {detail !== undefined && <p className={styles.detail}>{detail}</p>}
      <p className={styles.comfort}>{[hint, comfort].filter(Boolean).join(' ')}</p>
      <div className={styles.remedies}>
        {remedies.map((remedy, index) => (
          <RemedyButton key={remedy.kind} remedy={remedy} isFirst={index === 0} />
        ))}
      </div>
      {steps && (
        <>
          <h2 className={styles.stepsTitle}>{steps.title}</h2>
          <ol className={styles.steps}>
            {steps.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function RemedyButton({ remedy, isFirst }: { remedy: Remedy; isFirst: boolean }) {
  const texts = useTexts(faultTexts);
  const call = useCall();
  const store = useStore();
  const look = isFirst ? 'filled' : 'plain';
  const openToAll = async () => {
    const { ok } = await call('changeSettings', { server: { host: '::' } });
    if (ok) await call('startServer');
  };
  switch (remedy.kind) {
    case 'port':
      return (
        <Button
          look={look}
          onClick={() => {
            void call('startOnPort', remedy.port);
          }}
        >
          {texts.takePort(remedy.port)}
        </Button>
      );
    case 'networks':
      return (
        <Button
          look={look}
          onClick={() => {
            void openToAll();
          }}
        >
          {texts.takeAllNetworks}
        </Button>
      );
    case 'again':
      return (
        <Button
          look={look}
          icon={RotateCw}
          onClick={() => {
            void call('startServer');
          }}
        >
          {texts.tryAgain}
        </Button>
      );
    case 'restart':
      return (
        <Button
          look={look}
          icon={RotateCw}
          onClick={() => {
            void call('startServer');
          }}
        >
          {texts.restart}
        </Button>
      );
    case 'folder':
      return (
        <Button
          look={look}
          icon={FolderOpen}
          onClick={() => {
            void call('openFolder', 'data');
          }}
        >
          {texts.openFolder}
        </Button>
      );
    case 'logs':
      return (
        <Button
          look={look}
          icon={FolderOpen}
          onClick={() => {
            void call('openFolder', 'logs');
          }}
        >
          {texts.openLogs}
        </Button>
      );
    case 'settings':
      return (
        <Button
          look={look}
          onClick={() => {
            store.show({ tab: 'settings' });
          }}
        >
          {texts.openSettings}
        </Button>
      );
    case 'download':
      return (
        <Button
          look={look}
          onClick={() => {
            void call('openOutside', 'release');
          }}
        >
          {texts.download}
        </Button>
      );
  }
}
