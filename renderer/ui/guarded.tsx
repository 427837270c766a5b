import { Component, type ReactNode } from 'react';

export interface GuardedProps {
  children: ReactNode;
  /** What stands there instead; `retry` draws the region again */
  renderBroken: (retry: () => void) => ReactNode;
}

/** A fault in drawing costs one region, not the page. */
export class Guarded extends Component<GuardedProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken
      ? this.props.renderBroken(() => {
          this.setState({ isBroken: false });
        })
      : this.props.children;
  }
}
