import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { callQuietly } from '../call.ts';
import { channelTexts } from './channels.texts.ts';
import { useDashboard, useTexts } from '../use-dashboard.ts';
import { ChannelForm } from './channel-form.tsx';
import { ChannelList } from './channel-list.tsx';
import styles from './channels.module.css';

/** The channels: made, named, ordered and deleted while the server runs; only shown while it does not. */
export function ChannelsPanel() {
  const texts = useTexts(channelTexts);
  const channels = useDashboard((now) => now.channels);
  const isRunning = useDashboard(({ state }) => state.state === 'running');
  const [isCreating, setIsCreating] = useState(false);
  const create = useRef<HTMLButtonElement>(null);
  if (!isRunning && channels.length === 0)
    return (
      <EmptyState title={texts.emptyTitle} picture="closed">
        {texts.empty}
      </EmptyState>
    );
  const close = () => {
    setIsCreating(false);
    create.current?.focus();
  };
  return (
    <div className={styles.panel}>
      <div className={styles.tools}>
        <p>{isRunning ? texts.order : texts.stopped}</p>
        {isRunning && (
          <Button
            ref={create}
            size="s"
            icon={Plus}
            aria-expanded={isCreating}
            onClick={() => {
              setIsCreating(!isCreating);
            }}
          >
            {texts.create}
          </Button>
        )}
      </div>
      {isRunning && isCreating && (
        <div className={styles.new}>
          <ChannelForm
            fields={[
              { key: 'name', label: texts.name, value: '' },
              { key: 'description', label: texts.topic, placeholder: texts.topicEmpty, value: '' },
            ]}
            action={texts.createYes}
            onClose={close}
            onSave={async ({ name = '', description = '' }) =>
              await callQuietly('createChannel', { name, ...(description !== '' && { description }) })
            }
          />
        </div>
      )}
      <ChannelList channels={channels} canChange={isRunning} />
    </div>
  );
}
