import type { UpdateState } from '../../../main/ipc/contract.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/meter.tsx';
import { useCall } from '../call.ts';
import { settingsTexts } from './settings.texts.ts';
import { useDashboard, useFormats, useTexts } from '../use-dashboard.ts';
import styles from './settings.module.css';

/** Which version this is, and whether there is a newer one. */
export function AboutLine() {
  const texts = useTexts(settingsTexts);
  const about = useDashboard((now) => now.about);
  const canUpdate = useDashboard(({ settings }) => settings.can.updates);
  const update = useDashboard((now) => now.update);
  return (
    <div className={styles.about}>
      <div>
        <p className={styles.label}>
          {texts.version(about.version)}
          {about.isDevelopment && ` · ${texts.development}`}
        </p>
        <p className={styles.hint}>{texts.licence}</p>
        {canUpdate && <Update update={update} />}
      </div>
      {canUpdate && <UpdateAction update={update} />}
    </div>
  );
}

function Update({ update }: { update: UpdateState }) {
  const texts = useTexts(settingsTexts);
  const { dateTime, percent } = useFormats();
  switch (update.state) {
    case 'off':
    case 'idle':
      return null;
    case 'checking':
      return (
        <p role="status" className={styles.hint}>
          {texts.checkingUpdate}
        </p>
      );
    case 'newest':
      return (
        <p role="status" className={styles.hint}>
          {texts.newest(dateTime(update.checkedAt))}
        </p>
      );
    case 'available':
      return (
        <p role="status" className={styles.news}>
          {texts.available(update.version)}
        </p>
      );
    case 'ready':
      return (
        <p role="status" className={styles.news}>
          {texts.ready(update.version)}
        </p>
      );
    case 'failed':
      return (
        <p role="status" className={styles.hint} title={update.detail}>
          {texts.updateFailed}
        </p>
      );
    case 'downloading':
      return (
        <>
          <p className={styles.hint}>{texts.downloading(update.version, percent(update.percent / 100))}</p>
          <Progress share={update.percent / 100} label={texts.downloadProgress} />
        </>
      );
  }
}

/** Nothing is asked of the internet while the host has not said yes. */
function UpdateAction({ update }: { update: UpdateState }) {
  const texts = useTexts(settingsTexts);
  const call = useCall();
  switch (update.state) {
    case 'off':
    case 'checking':
    case 'downloading':
      return null;
    case 'idle':
    case 'newest':
    case 'failed':
      return (
        <Button
          size="s"
          onClick={() => {
            void call('checkForUpdates');
          }}
        >
          {texts.check}
        </Button>
      );
    case 'available':
      return update.link === undefined ? (
        <Button
          size="s"
          onClick={() => {
            void call('installUpdate');
          }}
        >
          {texts.download}
        </Button>
      ) : (
        <Button
          size="s"
          onClick={() => {
            void call('openOutside', 'release');
          }}
        >
          {texts.openRelease}
        </Button>
      );
    case 'ready':
      return (
        <Button
          size="s"
          onClick={() => {
            void call('installUpdate');
          }}
        >
          {texts.install}
        </Button>
      );
  }
}
