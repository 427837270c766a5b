// A few lines of Chrome DevTools Protocol: starts Chromium, sends commands, hears events.
import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Parameters and answers of the protocol. */
export type Json = Record<string, any>;

/** The connection to one page. */
export interface Session {
  send(method: string, params?: Json): Promise<Json>;
  on(method: string, listener: (params: Json) => void): void;
}

export interface BrowserProgram {
  executablePath: string;
  env: Record<string, string>;
}

export class Chromium {
  /** Playwright connects here */
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #input: Writable;
  readonly #calls = new Map<number, { resolve: (answer: Json) => void; reject: (error: Error) => void }>();
  readonly #events = new EventEmitter().setMaxListeners(0);
  #lastId = 0;

  /** Through a pipe: when this process ends, however it does, Chromium ends. */
  static async start(
    { executablePath, env }: BrowserProgram,
    switches: readonly string[],
  ): Promise<Chromium> {
    const profile = mkdtempSync(join(tmpdir(), 'electron-double-'));
    const child = spawn(
      executablePath,
      [
        '--headless',
        '--remote-debugging-pipe',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`,
        '--no-startup-window',
        '--no-first-run',
        // all frames of a page in one session
        '--disable-site-isolation-trials',
        ...switches,
      ],
      { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], env },
    );
    process.once('exit', () => {
      child.kill('SIGKILL');
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    });
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.once('error', reject).once('exit', (code) => {
        reject(new Error(`Chromium left with ${String(code)}\n${said}`));
      });
      child.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = /^DevTools listening on (ws:.*)$/m.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    return new Chromium(url, child);
  }

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
    this.#input = child.stdio[3] as Writable;
    this.#input.on('error', () => {
      /* the browser went first: its exit is what counts */
    });
    let waiting = '';
    (child.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
      const messages = (waiting + chunk).split('\0');
      waiting = messages.pop() ?? '';
      for (const message of messages) this.#take(JSON.parse(message) as Json);
    });
  }

  #take({ id, method, params, result, error, sessionId }: Json): void {
    if (method !== undefined) {
      this.#events.emit(`${String(sessionId ?? '')} ${String(method)}`, params);
      return;
    }
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(error.message));
  }

  async send(method: string, params: Json = {}, sessionId?: string): Promise<Json> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  async attach(targetId: string): Promise<Session> {
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    return {
      send: async (method, params) => this.send(method, params, sessionId),
      on: (method, listener) => {
        this.#events.on(`${String(sessionId)} ${method}`, listener);
      },
    };
  }

  /** Called when a target is gone, whoever closed it. */
  onTargetGone(listener: (targetId: string) => void): void {
    this.#events.on(' Target.targetDestroyed', ({ targetId }: Json) => {
      listener(targetId);
    });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => {
      this.#child.once('exit', resolve);
    });
    this.send('Browser.close').catch(() => undefined);
    const late = setTimeout(() => {
      this.#child.kill('SIGKILL');
    }, 2000);
    await gone;
    clearTimeout(late);
  }
}
