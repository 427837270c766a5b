// Electron's nativeImage, for PNG files.
import { existsSync, readFileSync } from 'node:fs';
import type Electron from 'electron';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export class NativeImage {
  #template = false;
  readonly #bytes: Buffer;
  readonly #size: Electron.Size;

  constructor(bytes: Buffer, size?: Electron.Size) {
    const isPicture = bytes.length > 24 && bytes.subarray(0, 8).equals(PNG);
    this.#bytes = isPicture ? bytes : Buffer.alloc(0);
    this.#size =
      size ??
      (isPicture
        ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
        : { width: 0, height: 0 });
  }

  isEmpty(): boolean {
    return this.#bytes.length === 0;
  }
  getSize(): Electron.Size {
    return { ...this.#size };
  }
  getAspectRatio(): number {
    return this.#size.height === 0 ? 1 : this.#size.width / this.#size.height;
  }
  resize({ width = this.#size.width, height = this.#size.height }: Electron.ResizeOptions): NativeImage {
    return new NativeImage(this.#bytes, { width, height });
  }
  addRepresentation(_options: Electron.AddRepresentationOptions): void {
    /* there is no other scale to show it at */
  }
  setTemplateImage(on: boolean): void {
    this.#template = on;
  }
  isTemplateImage(): boolean {
    return this.#template;
  }
  toPNG(): Buffer {
    return this.#bytes;
  }
  toDataURL(): string {
    return `data:image/png;base64,${this.#bytes.toString('base64')}`;
  }
}

export const nativeImage = {
  createEmpty: (): NativeImage => new NativeImage(Buffer.alloc(0)),
  /** Empty where there is no such file, as in Electron. */
  createFromPath: (path: string): NativeImage =>
    new NativeImage(existsSync(path) ? readFileSync(path) : Buffer.alloc(0)),
  createFromBuffer: (bytes: Buffer, _options?: Electron.CreateFromBufferOptions): NativeImage =>
    new NativeImage(bytes),
  createFromDataURL: (url: string): NativeImage =>
    new NativeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
};
