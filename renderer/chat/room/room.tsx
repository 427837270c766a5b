import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Composer } from '../composer/composer.tsx';
import { Banners } from '../connection/banners.tsx';
import { Guarded } from '../guarded.tsx';
import { useKeys } from '../keys/use-keys.ts';
import { Messages } from '../messages/messages.tsx';
import { TypingLine } from '../people/typing-line.tsx';
import { roomTexts } from '../texts/room.ts';
import { useChat, useTexts } from '../use-chat.ts';
import { ChannelsSide } from './channels-side.tsx';
import { PanelsContext, type Panel } from './panels.ts';
import { PeopleSide } from './people-side.tsx';
import styles from './room.module.css';
import { loadDrawer, Side } from './side.tsx';
import { SkipLinks } from './skip-links.tsx';
import { TalkHead } from './talk-head.tsx';
import { peopleTexts } from '../texts/people.ts';
import { MESSAGES, WRITING } from './writing-field.ts';

const loadOverlays = () => import('./overlays.tsx');
const Overlays = lazy(async () => ({ default: (await loadOverlays()).Overlays }));

/** Channels, talk, people; on small screens the talk alone, with drawers. */
export function Room() {
  const texts = useTexts(roomTexts);
  const people = useTexts(peopleTexts);
  const [open, show] = useState<Panel | null>(null);
  const panels = useMemo(() => ({ open, show }), [open]);
  const isReady = useLoadedAhead();
  useKeys(panels);
  return (
    <PanelsContext.Provider value={panels}>
      <div className={styles.room}>
        <SkipLinks />
        <Guarded><Side panel="channels" drawerBelow="(max-width: 700px)" label={texts.channels}><ChannelsSide /></Side></Guarded>
        <Talk />
        <Guarded><Side panel="people" drawerBelow="(max-width: 1100px)" label={people.people}><PeopleSide /></Side></Guarded>
        {(isReady || open !== null) && <Suspense><Overlays /></Suspense>}
      </div>
    </PanelsContext.Provider>
  );
}

function Talk() {
  const current = useChat((now) => now.current);
  if (current === null) return <main className={styles.talk} />;
  return (
    <main className={styles.talk}>
      <TalkHead channelId={current} />
      <Banners />
      <div id={MESSAGES} className={styles.messages}><Guarded key={current}><Messages channelId={current} /></Guarded></div>
      <div id={WRITING} className={styles.writing}>
        <TypingLine channelId={current} />
        <Guarded><Composer channelId={current} /></Guarded>
      </div>
    </main>
  );
}

/** Once there is time, what was left out of the first files is fetched: when the connection is gone it could not be any more. */
function useLoadedAhead(): boolean {
  const [isReady, setIsReady] = useState(false);
  useEffect(() => {
    const load = async (): Promise<void> => {
      await Promise.all([loadDrawer(), loadOverlays()]);
      setIsReady(true);
    };
    // not there: it is asked for again when it is wanted
    const timer = setTimeout(() => { load().catch(() => undefined); }, AHEAD_MS);
    return () => { clearTimeout(timer); };
  }, []);
  return isReady;
}
const AHEAD_MS = 1_500;
