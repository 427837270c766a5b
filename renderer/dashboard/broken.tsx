import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Guarded as Region } from '../ui/guarded.tsx';
import { appTexts } from './app.texts.ts';
import { useTexts } from './use-dashboard.ts';

/** A region of the window: a fault in drawing it costs no other, and the server knows nothing of it. */
export function Guarded({ children }: { children: ReactNode }) {
  return <Region renderBroken={(retry) => <Broken onRetry={retry} />}>{children}</Region>;
}

function Broken({ onRetry }: { onRetry: () => void }) {
  const texts = useTexts(appTexts);
  return (
    <EmptyState
      picture="broken"
      title={texts.brokenTitle}
      more={<Button onClick={onRetry}>{texts.brokenRetry}</Button>}
    >
      {texts.broken}
    </EmptyState>
  );
}

/** The whole window where main gave no snapshot: without a store only the system's language is known. */
export function NothingToShow() {
  const texts = appTexts[navigator.language.startsWith('de') ? 'de' : 'en'];
  return (
    <EmptyState picture="broken" title={texts.nothingTitle}>
      {texts.nothing}
    </EmptyState>
  );
}
