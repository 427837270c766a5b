import { HardDrive, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { connectionTexts } from './connection.texts.ts';
import { useChannel, useChat, useClient, useTexts } from '../use-chat.ts';
import { Banner } from './banner.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import styles from './connection.module.css';
import { Stranded } from './stranded-texts.tsx';

/** What is to be said above the messages, politely: nothing of it stands in the way. */
export function Banners() {
  return (
    <div role="status" className={styles.banners}>
      <ConnectionBanner />
      <DeletedChannel />
      <Stranded />
      <OldPage />
      <NothingKept />
    </div>
  );
}

function DeletedChannel() {
  const texts = useTexts(connectionTexts);
  const client = useClient();
  const deleted = useChat((now) => now.deletedChannel);
  const current = useChat((now) => now.current);
  const name = useChannel(current ?? '', (channel) => channel.name, '');
  if (deleted === null || current === null) return null;
  return (
    <Banner
      calm
      icon={Trash2}
      title={texts.deleted(deleted)}
      action={
        <Button
          size="s"
          onClick={() => {
            client.openChannel(current);
          }}
        >
          {texts.understood}
        </Button>
      }
    >
      {texts.deletedText(name)}
    </Banner>
  );
}

function OldPage() {
  const texts = useTexts(connectionTexts);
  const client = useClient();
  const isOld = useChat((now) => now.pageIsOld);
  const isIncomplete = useChat((now) => now.pageIsIncomplete);
  if (!isOld && !isIncomplete) return null;
  return (
    <Banner
      calm
      icon={RefreshCw}
      title={isOld ? texts.old : texts.incomplete}
      action={
        <Button
          size="s"
          onClick={() => {
            void client.reload();
          }}
        >
          {texts.reload}
        </Button>
      }
    >
      {texts.oldText}
    </Banner>
  );
}

function NothingKept() {
  const texts = useTexts(connectionTexts);
  const isDenied = useChat((now) => now.storageDenied);
  const [isRead, setIsRead] = useState(false);
  if (!isDenied || isRead) return null;
  return (
    <Banner
      calm
      icon={HardDrive}
      title={texts.denied}
      action={
        <Button
          size="s"
          onClick={() => {
            setIsRead(true);
          }}
        >
          {texts.understood}
        </Button>
      }
    >
      {texts.deniedText}
    </Banner>
  );
}
