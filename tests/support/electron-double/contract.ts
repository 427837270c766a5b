// Checked by tsc only: the stand-in may lack parts of Electron, but may not offer what Electron does not
// have.
import type * as electron from 'electron';
import type double from './electron.ts';

type Real = typeof electron;
type Extra<D, R> = Exclude<keyof D, keyof R | 'prototype'>;
type Members<D, R> = D extends abstract new (...args: never[]) => infer I
  ? R extends abstract new (...args: never[]) => infer J
    ? Extra<I, J> | Timing<I, J>
    : 'is no class there'
  : never;
type Answer<F> = F extends (...args: never[]) => infer I ? NonNullable<Awaited<I>> : never;
/** Of objects that its functions answer with */
type Answers<D, R> = {
  [K in keyof D & keyof R]: [Answer<D[K]>] extends [never]
    ? never
    : Answer<D[K]> extends object
      ? Extra<Answer<D[K]>, Answer<R[K]>>
      : never;
}[keyof D & keyof R];
/** Functions that answer at once where Electron promises, or the other way round */
type Timing<D, R> = {
  [K in keyof D & keyof R]: D[K] extends (...args: never[]) => infer I
    ? R[K] extends (...args: never[]) => infer J
      ? IsPromise<I> extends IsPromise<J>
        ? never
        : K
      : never
    : never;
}[keyof D & keyof R];
type IsPromise<T> = [T] extends [Promise<unknown>] ? true : false;
type Invented<D, R> = Extra<D, R> | Members<D, R> | Answers<D, R> | Timing<D, R>;
type Found = {
  [K in keyof typeof double]: K extends keyof Real ? Invented<(typeof double)[K], Real[K]> : 'is not there';
};

const found = {} as { [K in keyof Found]: [Found[K]] };
/** Not assignable as soon as one of them names a member. */
export const invented: { [K in keyof Found]: [never] } = found;
