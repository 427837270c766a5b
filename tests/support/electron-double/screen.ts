// Electron's `screen`: one display of a common size with a bar at its lower edge.
import { EventEmitter } from 'node:events';
import type Electron from 'electron';

export const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };

const display = {
  id: 1,
  label: 'Stand-in',
  bounds: SCREEN,
  size: { width: 1920, height: 1080 },
  workArea: { ...SCREEN, height: 1040 },
  workAreaSize: { width: 1920, height: 1040 },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
  colorDepth: 24,
};
type Display = Pick<Electron.Display, keyof typeof display>;

class Screen extends EventEmitter {
  getPrimaryDisplay(): Display {
    return display;
  }
  getAllDisplays(): Display[] {
    return [display];
  }
  getDisplayMatching(_rect: Electron.Rectangle): Display {
    return display;
  }
  getDisplayNearestPoint(_point: Electron.Point): Display {
    return display;
  }
  getCursorScreenPoint(): Electron.Point {
    return { x: 960, y: 540 };
  }
}

export const screen = new Screen();
