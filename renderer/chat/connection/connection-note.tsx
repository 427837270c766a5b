import { Unplug } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { connectionTexts } from './connection.texts.ts';
import { useChat, useClient, useTexts } from '../use-chat.ts';
import { Banner } from './banner.tsx';
import styles from './connection.module.css';
import { useNetwork } from './use-network.ts';

/** Beside the form: that the room does not answer, where it does not. */
export function ConnectionNote() {
  const texts = useTexts(connectionTexts);
  const client = useClient();
  const isUnreachable = useChat(
    ({ connection: { phase, reason } }) => phase === 'offline' && reason !== 'not_admitted',
  );
  const hasNetwork = useNetwork();
  if (!isUnreachable) return null;
  return (
    <div role="status" className={styles.note}>
      <Banner
        icon={Unplug}
        title={hasNetwork ? texts.cannotReach : texts.deviceOffline}
        action={
          <Button
            size="s"
            onClick={() => {
              client.wake();
            }}
          >
            {texts.tryNow}
          </Button>
        }
      >
        {texts.cannotReachText}
      </Banner>
    </div>
  );
}
