import { CSPProvider } from '@base-ui/react/csp-provider';
import { useEffect } from 'react';
import { useAttention } from './attention/use-attention.ts';
import type { Language } from './core/model.ts';
import { Guarded } from './guarded.tsx';
import { Join } from './join/join.tsx';
import { Room } from './room/room.tsx';
import { useAfter } from './use-after.ts';
import { LanguageContext, useChat, useChosenLanguage } from './use-chat.ts';
import { useMedia } from './use-media.ts';

/** Less is no waiting */
const SOON_MS = 500;

/** The guests' page: the way in, then the room. It belongs below ClientContext.Provider. */
export function App() {
  const language = useChosenLanguage();
  const stage = useChat((now) => now.stage);
  useAppearance(language);
  // what was being written in one room, or as one person, is nothing for the next
  const whose = useChat(({ server, me }) => `${server?.id ?? ''} ${me.id}`);
  return (
    <LanguageContext value={language}>
      {/* the content security policy refuses <style> elements; what they would say is in our own files */}
      <CSPProvider disableStyleElements>
        <Attention />
        <Guarded>
          {stage === 'room' ? <Room key={whose} /> : stage === 'join' ? <Join /> : <Starting />}
        </Guarded>
      </CSPProvider>
    </LanguageContext>
  );
}

/** Who is known is in the room before anything could be read; whoever has to wait longer sees for what. */
function Starting() {
  return useAfter(SOON_MS) && <Join />;
}

function Attention() {
  useAttention();
  return null;
}

/** Theme and language of the page follow the guest's choice, or the system's and the browser's. */
function useAppearance(language: Language): void {
  const theme = useChat(({ preferences }) => preferences.theme);
  const isDarkSystem = useMedia('(prefers-color-scheme: dark)');
  const shown = theme === 'system' ? (isDarkSystem ? 'dark' : 'light') : theme;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = shown;
  }, [shown]);
}
