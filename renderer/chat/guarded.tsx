import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { roomTexts } from './texts/room.ts';
import { useTexts } from './use-chat.ts';

/** A fault in drawing costs one region, not the page: the client goes on without it. */
export class Guarded extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken onRetry={() => { this.setState({ isBroken: false }); }} /> : this.props.children;
  }
}

function Broken({ onRetry }: { onRetry: () => void }) {
  const texts = useTexts(roomTexts);
  return <EmptyState picture="broken" title={texts.brokenTitle} more={<Button onClick={onRetry}>{texts.brokenRetry}</Button>}>{texts.broken}</EmptyState>;
}
