import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Guarded as Boundary } from '../ui/guarded.tsx';
import { roomTexts } from './room/room.texts.ts';
import { useTexts } from './use-chat.ts';

/** A fault in drawing costs one region, not the page: the client goes on without it. */
export function Guarded({ children }: { children: ReactNode }) {
  return <Boundary renderBroken={(retry) => <Broken onRetry={retry} />}>{children}</Boundary>;
}

function Broken({ onRetry }: { onRetry: () => void }) {
  const texts = useTexts(roomTexts);
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
