import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { appTexts } from './texts/app.ts';
import { useTexts } from './use-dashboard.ts';

/** A fault in drawing costs one region, not the window: the server knows nothing of it. */
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
  const texts = useTexts(appTexts);
  return <EmptyState picture="broken" title={texts.brokenTitle} more={<Button onClick={onRetry}>{texts.brokenRetry}</Button>}>{texts.broken}</EmptyState>;
}

/** The whole window where main gave no snapshot: without a store only the system's language is known. */
export function NothingToShow() {
  const texts = appTexts[navigator.language.startsWith('de') ? 'de' : 'en'];
  return <EmptyState picture="broken" title={texts.nothingTitle}>{texts.nothing}</EmptyState>;
}
