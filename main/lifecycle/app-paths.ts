// Where everything of this app lies.
import { basename, dirname, join, resolve } from 'node:path';

export interface AppPaths {
  /** The compiled app: `main/` and `renderer/` lie in it */
  build: string;
  /** The checkout that this runs from; missing where the app is installed */
  checkout?: string;
  /** Settings, the window's place, what a crash left */
  userData: string;
  /** The rooms' data, where nothing else is set */
  data: string;
  /** The app's own log; the server's lies with the data */
  logs: string;
}

export interface AppSurroundings {
  /** Folder of the compiled app */
  build: string;
  isPackaged: boolean;
  /** As Electron would have it */
  userData: string;
  /** Of `--user-data-dir`; empty where it is not given */
  givenUserData: string;
}

/**
 * A run from a checkout (`<checkout>/out/<id>`) keeps its data in the checkout, as the headless server does,
 * and everything else apart from an installed app's, so that both can run at once.
 */
export function findPaths({ build, isPackaged, userData, givenUserData }: AppSurroundings): AppPaths {
  const checkout = !isPackaged && basename(dirname(build)) === 'out' ? dirname(dirname(build)) : undefined;
  // Electron takes no relative path
  const own =
    givenUserData === '' ? `${userData}${checkout === undefined ? '' : '-checkout'}` : resolve(givenUserData);
  return {
    build,
    ...(checkout !== undefined && { checkout }),
    userData: own,
    data: join(checkout ?? own, 'data'),
    logs: join(own, 'logs'),
  };
}
