// The window as somebody finds it: by what is written on it and what it is.
import type { Locator, Page } from '@playwright/test';

/** State of the server, the largest thing in the window */
export const stateOf = (window: Page): Locator => window.getByRole('heading', { level: 1 });
export const button = (window: Page | Locator, name: string): Locator =>
  window.getByRole('button', { name, exact: true });
/** People, Channels, Settings */
export const tab = (window: Page, name: string | RegExp): Locator => window.getByRole('tab', { name });
/** A question that must be answered before anything else */
export const question = (window: Page): Locator => window.getByRole('alertdialog');
