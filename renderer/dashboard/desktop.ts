// What the preload put into this window.
import type { DesktopApi } from '../../main/ipc/contract.ts';

declare global {
  interface Window {
    readonly lanline: DesktopApi;
  }
}

/** The main process, as far as this window may speak with it. */
export const desktop: DesktopApi = window.lanline;
