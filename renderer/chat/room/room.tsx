import { useEffect, useMemo, useState } from 'react';
import { Composer } from '../composer/composer.tsx';
import { Banners } from '../connection/banners.tsx';
import { Guarded } from '../guarded.tsx';
import { useKeys } from '../keys/use-keys.ts';
import { afterPaint } from '../after-paint.ts';
import { Messages } from '../messages/messages.tsx';
import { TypingLine } from '../people/typing-line.tsx';
import { peopleTexts } from '../people/people.texts.ts';
import { roomTexts } from './room.texts.ts';
import { useChat, useTexts } from '../use-chat.ts';
import { ChannelsSide } from './channels-side.tsx';
import { PanelsContext, type Panel } from './panels.ts';
import { Part } from './part.tsx';
import { PeopleSide } from './people-side.tsx';
import styles from './room.module.css';
import { Side } from './side.tsx';
import { SkipLinks } from './skip-links.tsx';
import { TalkHead } from './talk-head.tsx';
import { focusWriting, MESSAGES, WRITING } from './writing-field.ts';

const loadOverlays = async () => (await import('./overlays.tsx')).Overlays;
const NO_PROPS = {};

/** Channels, talk, people; on small screens the talk alone, with drawers. */
export function Room() {
  const texts = useTexts(roomTexts);
  const people = useTexts(peopleTexts);
  const [open, show] = useState<Panel | null>(null);
  const panels = useMemo(() => ({ open, show }), [open]);
  useKeys(panels);
  return (
    <PanelsContext.Provider value={panels}>
      <div className={styles.room}>
        <SkipLinks />
        <Guarded>
          <Side panel="channels" drawerBelow="(max-width: 700px)" label={texts.channels}>
            <ChannelsSide />
          </Side>
        </Guarded>
        <Talk />
        <Guarded>
          <Side panel="people" drawerBelow="(max-width: 1100px)" label={people.people}>
            <PeopleSide />
          </Side>
        </Guarded>
        <Guarded>
          <Part
            load={loadOverlays}
            isWanted={open === 'jump' || open === 'keys' || open === 'profile'}
            props={NO_PROPS}
          />
        </Guarded>
      </div>
    </PanelsContext.Provider>
  );
}

function Talk() {
  const current = useChat((now) => now.current);
  useWritingAt(current);
  if (current === null) return <main className={styles.talk} />;
  return (
    <main className={styles.talk}>
      <TalkHead channelId={current} />
      <Banners />
      <div id={MESSAGES} className={styles.messages}>
        <Guarded key={current}>
          <Messages channelId={current} />
        </Guarded>
      </div>
      <div id={WRITING} className={styles.writing}>
        <TypingLine channelId={current} />
        <Guarded>
          <Composer channelId={current} />
        </Guarded>
      </div>
    </main>
  );
}

/**
 * On a computer one writes at once in the channel that was opened; on a phone the keyboard would cover half
 * of it.
 */
function useWritingAt(channelId: string | null): void {
  useEffect(() => {
    if (channelId === null || !matchMedia('(pointer: fine)').matches) return undefined;
    // a focus measures the whole page, and what there is to read comes first
    return afterPaint(focusWriting);
  }, [channelId]);
}
