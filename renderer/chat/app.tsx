import { CSPProvider } from '@base-ui/react/csp-provider';
import { useEffect } from 'react';
import { useAttention } from './attention/use-attention.ts';
import { Guarded } from './guarded.tsx';
import { Join } from './join/join.tsx';
import { Room } from './room/room.tsx';
import { useChat, useLanguage } from './use-chat.ts';
import { useMedia } from './use-media.ts';

/** The guests' page: the way in, then the room. It belongs below ClientContext.Provider. */
export function App() {
  useAppearance();
  useAttention();
  const isInRoom = useChat(({ stage }) => stage === 'room');
  // what was being written in one room, or as one person, is nothing for the next
  const whose = useChat(({ server, me }) => `${server?.id ?? ''} ${me.id}`);
  return (
    // the content security policy refuses <style> elements; what they would say is in our own files
    <CSPProvider disableStyleElements>
      <Guarded>{isInRoom ? <Room key={whose} /> : <Join />}</Guarded>
    </CSPProvider>
  );
}

/** Theme and language of the page follow the guest's choice, or the system's and the browser's. */
function useAppearance(): void {
  const language = useLanguage();
  const theme = useChat(({ preferences }) => preferences.theme);
  const isDarkSystem = useMedia('(prefers-color-scheme: dark)');
  const shown = theme === 'system' ? (isDarkSystem ? 'dark' : 'light') : theme;
  useEffect(() => { document.documentElement.lang = language; }, [language]);
  useEffect(() => { document.documentElement.dataset['theme'] = shown; }, [shown]);
}
