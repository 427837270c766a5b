// Opens a page of Chromium and puts the preload's surroundings into it.
import { readFileSync } from 'node:fs';
import type { Session } from './cdp.ts';
import { surroundings } from './page.ts';
import { browser, switchValue } from './runtime.ts';
import { pack, unpack } from './wire.ts';

/** Key of the symbol under which a page takes messages */
export const DELIVER = 'electron-double';
const BINDING = '__electronDouble';

export interface PageOptions {
  width: number;
  height: number;
  /** Absolute path */
  preload?: string | undefined;
  inSubFrames: boolean;
}

export interface PageTarget {
  targetId: string;
  session: Session;
}

/** An empty page; `onSaid` hears what its scripts say to main, and in which context they run. */
export async function openPage(
  { width, height, preload, inSubFrames }: PageOptions,
  onSaid: (payload: string, context: number) => void,
): Promise<PageTarget> {
  const { targetId } = await browser().send('Target.createTarget', {
    url: 'about:blank',
    width,
    height,
    newWindow: true,
  });
  const session = await browser().attach(targetId);
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === BINDING) onSaid(payload, executionContextId);
  });
  await resizePage(session, width, height);
  await session.send('Runtime.addBinding', { name: BINDING });
  await session.send('Page.enable');
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: source(preload, inSubFrames) });
  return { targetId, session };
}

export async function resizePage(session: Session, width: number, height: number): Promise<void> {
  const deviceScaleFactor = Number(switchValue('force-device-scale-factor') ?? 1);
  await session.send('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor,
    mobile: false,
  });
}

function source(preload: string | undefined, inSubFrames: boolean): string {
  const script =
    preload === undefined
      ? 'null'
      : `(require, module, exports, process) => {${readFileSync(preload, 'utf8')}\n}`;
  const {
    platform,
    versions: { electron, node },
  } = process;
  const environment = {
    platform,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    versions: { electron, node },
  };
  return `{
${pack.toString()}
${unpack.toString()}
(${surroundings.toString()})({
  preload: ${script},
  binding: ${JSON.stringify(BINDING)}, deliver: ${JSON.stringify(DELIVER)}, inSubFrames: ${String(inSubFrames)},
  process: ${JSON.stringify(environment)}, pack, unpack,
});
}`;
}
