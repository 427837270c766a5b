// The system's own panel about the app.
import type { AboutPanelOptionsOptions } from 'electron';
import { join } from 'node:path';
import type { Appearance } from '../window/appearance.ts';
import { texts } from '../texts/index.ts';

export interface AboutDeps {
  appearance: Appearance;
  version: string;
  /** The part of Electron's app that is used */
  app: { setAboutPanelOptions(options: AboutPanelOptionsOptions): void };
  icons?: string;
}

export function setupAbout({
  appearance,
  version,
  app,
  icons = join(import.meta.dirname, '../tray/icons'),
}: AboutDeps): void {
  const render = () => {
    app.setAboutPanelOptions({
      applicationName: 'Lanline',
      applicationVersion: version,
      copyright: '© The Lanline developers, MIT licence',
      // shown on macOS and Windows
      credits: texts[appearance.language].about.description,
      // shown on Windows and Linux
      iconPath: join(icons, 'lanline.png'),
    });
  };
  appearance.on(render);
  render();
}
